"""Word classes, one letter each, so that a sentence's grammar can be read with plain regular expressions.

d determiner or possessive pronoun   z possessive 's        r pronoun           w who, which
t that                               h what, whether, how   p preposition       i to
a auxiliary                          b adverb               c and, or, but      u because, if, as
N capitalised word                   n other word           0 figure            m day or time
v s x y g   a cue verb: base, third person, past, participle only, -ing
l f j       an ordinary verb: base, finite, -ing            e unknown word in -ed
Q quotation of speech                , ; : . - ( )          punctuation
"""

from functools import cache, lru_cache

from summarizer.attribution.lexicon import cue_frames, spellings, terms, word_set

_CLOSED = {
    "d": (
        "a an the this these those his their its my our your her some any no every each both all many most "
        "several few another such more other whose"
    ),
    "r": (
        "he she it they we i you him them me us himself herself themselves itself everyone everybody nobody "
        "someone anyone"
    ),
    "t": "that",
    "w": "who which whom",
    "h": "what whether how why whatever",
    "p": (
        "of in for on at by from with about against into over under among between during through within "
        "without toward towards across behind beyond near around outside inside despite upon along amid "
        "beside besides onto throughout regarding concerning alongside versus like including per via as than "
        "off up out down above below"
    ),
    "i": "to",
    "a": (
        "am is are was were be been being has have had having do does did done will would can could may might "
        "must shall should isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't "
        "wouldn't can't cannot couldn't shouldn't mustn't ain't 'd 'll 're 've 'm"
    ),
    "b": (
        "not never also still now then just even only already ever always often again too very quite rather "
        "soon once twice perhaps maybe however instead meanwhile moreover further furthermore therefore thus "
        "long far well almost here there away back together yet later earlier ago indeed sometimes somewhat "
        "nevertheless nonetheless first n't"
    ),
    "c": "and or but nor &",
    "u": (
        "because although though while after before since unless until if when where whereas so lest wherever "
        "whenever till"
    ),
    "m": "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight",
}
_NOT_ADVERBS = word_set(
    "family ally supply reply july italy early daily weekly rally only elderly friendly likely unlikely deadly "
    "lovely ugly holy assembly bully monopoly anomaly jelly belly butterfly fly lonely costly orderly imply "
    "apply comply multiply"
)
_NOT_ING = word_set(
    "thing things something anything nothing everything king morning evening spring string wing ring building "
    "meeting hearing briefing beijing wedding during"
)
_NOT_ED = word_set("need indeed speed seed feed breed hundred united red bed deed fed")


@cache
def word_classes() -> dict[str, str]:
    """The class of every word that is listed; where two lists hold it the closed classes win."""
    classes: dict[str, str] = {}
    for base in terms("verbs"):
        for found in spellings(base):
            for form, letter in ((found.base, "l"), (found.third, "f"), (found.past, "f"), (found.ing, "j")):
                classes.setdefault(form, letter)
            classes.setdefault(found.participle, "e")
    for base in cue_frames():
        if " " in base:
            continue
        for found in spellings(base):
            classes[found.participle] = "y"
            classes |= {found.ing: "g", found.base: "v", found.past: "x", found.third: "s"}
    for letter, words in _CLOSED.items():
        classes |= dict.fromkeys(words.split(), letter)
    classes |= {word.replace("'", "’"): letter for word, letter in classes.items() if "'" in word}
    classes |= dict.fromkeys(terms("adverbs"), "b")
    return classes


@lru_cache(maxsize=1 << 16)
def guessed_class(word: str) -> str:
    """Guess the class of a word that no list holds, by its ending."""
    if word.endswith("ly") and word not in _NOT_ADVERBS:
        return "b"
    if word.endswith("ing") and len(word) > 4 and word not in _NOT_ING:
        return "j"
    if word.endswith("ed") and len(word) > 3 and word not in _NOT_ED:
        return "e"
    return "n"
