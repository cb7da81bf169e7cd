"""Whom the words of a source may mean: a party by its name, a pronoun, an office, or a document that speaks for it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from summarizer.steps.ground.wording.labels import labelled
from summarizer.steps.ground.wording.lists import (
    ARTICLES,
    COLLECTIVES,
    DOCUMENTS,
    OFFICES,
    OWNING,
    PERSONS,
    PREPOSITIONS,
    REPORT,
    SAY,
    SUBJECTS,
    TITLES,
    UNNAMED,
)
from summarizer.steps.ground.wording.meant import spoken_for
from summarizer.steps.ground.wording.names import names_of
from summarizer.steps.ground.wording.scene import Scene, counts
from summarizer.steps.ground.wording.speech import reports
from summarizer.steps.ground.wording.tokens import Token
from summarizer.text.bystanders import describes, speaks_alone
from summarizer.text.span import Span

_RELATIVES = frozenset(["who", "whose", "which", "whom", "where"]) | frozenset(
    ["without", "citing", "offering", "quoting", "speaking"]
)
_THAT = frozenset(["that", "whom"])
_NO_PERSON = frozenset((
    "company", "firm", "club", "council", "union", "bank", "newspaper", "ministry", "hospital", "school",
    "university", "court", "airline", "charity", "regulator", "watchdog", "army", "police", "hotel", "museum",
))  # fmt: skip
"""What a person is not meant by: “the company”, after his name."""
_STEM = 4
_FAR = 6  # sentences back in which the issuer of a document may be named
_RUN = 10  # sentences in a row that may have nothing but pronouns
REACH = 3
"""Sentences back in which a pronoun's antecedent or a running speech is sought."""


def fits(name: str, source: tuple[Token, ...], sentence: Span, scene: Scene) -> bool:
    """Tell whether the words of a source may mean a party, or, of several speakers, the one that it represents."""
    over = scene.cited.represents.get(name) if len(scene.wording.by) > 1 else None  # those who sign together
    if not source:
        return False
    if source[-1].low in ("i", "we") and name in labelled(sentence, scene):
        return True
    if any(_may_mean(one, source, sentence, scene) for one in ([name, over] if over else [name])):
        return True
    return bool(scene.cited.allied(name) & _issuing(source, sentence, scene))


def _issuing(source: tuple[Token, ...], sentence: Span, scene: Scene) -> frozenset[str]:
    """The parties for whom a document or a collective noun speaks, where that is the source and not a name."""
    core = without_relatives(source)
    if heads := named_heads(core):
        issued = any(token.low in DOCUMENTS and token.start < heads[0].start for token in core)
        return frozenset(name for token in heads if issued for name in token.who)
    if not any(token.low in ("it", "they") for token in core):
        return spoken_for(core, sentence, scene)
    at = scene.numbered.sentences.index(sentence)
    for earlier in reversed(scene.numbered.sentences[max(0, at - REACH) : at]):
        if told := reports(scene.cited.text, scene.key, earlier):
            return _issuing(told[-1].source, earlier, scene)
    return frozenset()


def _may_mean(name: str, source: tuple[Token, ...], sentence: Span, scene: Scene) -> bool:
    core = without_relatives(source)
    if source and source[-1].low in ("who", "which"):
        named_last = [token for token in source if token.who]
        return bool(named_last) and name in named_last[-1].who
    if not core:
        return False
    if _only_describes(name, source, core) or _of_relative(source, sentence, scene):
        return False
    words = names_of(scene.key).words.get(name, frozenset())
    heads = named_heads(core)
    if heads:
        return any(name in token.who for token in heads) or _of_country(words, core, heads, scene)
    if _is_pronoun(core, words):
        return name in _antecedents(sentence, source, scene)
    if _of_country(words, core, heads, scene):
        return True
    if any(name in token.who or name in token.inner or token.low in words for token in core):
        return True
    if _is_person(core) and scene.personal(name):
        return name in _antecedents(sentence, source, scene)
    return _may_speak_for(name, core, sentence, scene)


def _may_speak_for(name: str, core: tuple[Token, ...], sentence: Span, scene: Scene) -> bool:
    """Tell whether a source that names nobody may be a party that is named near it."""
    if scene.personal(name) and core[-1].low in _NO_PERSON:
        return False
    if core[0].low in UNNAMED or (len(core) > 1 and core[0].low == "media" and core[1].low in UNNAMED):
        return False
    served = frozenset(other for token in core for other in token.who)
    voice = core[0].low in ("a", "an") and any(token.low.startswith("spokes") for token in core)
    if voice and served and not served & scene.cited.allied(name):
        return False  # “a spokesman for Ek” is Ek's, and nobody named before
    if spoken_for(core, sentence, scene) or any(t.cap and t.start != sentence.start for t in core if not t.who):
        return False
    wide = any(token.low in DOCUMENTS or token.low in COLLECTIVES for token in core)
    return _named_near(name, sentence, scene, _FAR if wide else 2)


def _is_pronoun(core: tuple[Token, ...], words: frozenset[str]) -> bool:
    """Tell “he” and “his lawyer” from a source that has a word of the party's name."""
    if any(token.low in SUBJECTS for token in core):
        return True
    return any(token.low in OWNING for token in core) and not any(t.low in words and t.word for t in core)


def _is_person(source: tuple[Token, ...]) -> bool:
    """Tell “the Republican nominee” and “the Indiana governor”, which mean somebody named before."""
    plain = [token for token in source if token.word]
    return len(plain) > 1 and plain[0].low == "the" and plain[-1].low in OFFICES | PERSONS


def _of_country(words: frozenset[str], core: tuple[Token, ...], heads: list[Token], scene: Scene) -> bool:
    """Tell whether a source is called after a party (“the South Korean government”) and names no person."""
    if any(scene.personal(name) for token in heads for name in token.who):
        return False
    derived = (token.low for token in core if token.cap and not token.who)
    return any(low != word and low.startswith(word) for low in derived for word in words if len(word) >= _STEM)


def without_relatives(source: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out “who leads the union” and “without naming anyone”: who stands there does not speak."""
    kept: list[Token] = []
    skipping = False
    for at, token in enumerate(source):
        if token.low == ",":
            following = source[at + 1].low if at + 1 < len(source) else ""
            skipping = following in _RELATIVES
        elif token.low in ("who", "which", "where") or (
            token.low == "published" and source[at + 1 : at + 2] != () and source[at + 1].low in ("in", "on")
        ):
            skipping = True
        if not skipping:
            kept.append(token)
    return tuple(kept)


def named_heads(source: tuple[Token, ...]) -> list[Token]:
    """The parties that a source names, without those that only qualify it (“the union's lawyer, of Lee & Co”)."""
    return [token for at, token in enumerate(source) if token.who and not token.owns and not _qualifies(source, at)]


def _only_describes(name: str, source: tuple[Token, ...], core: tuple[Token, ...]) -> bool:
    """Tell whether a party is named only to say who else speaks: “critics of Ek”, “doctors who treat Ek”."""
    places = [at for at, token in enumerate(core) if name in token.who]
    if not places:
        return any(name in token.who for token in source)
    return all(_in_passing(core[:at]) or _of_others(core, at) for at in places)


def _of_relative(source: tuple[Token, ...], sentence: Span, scene: Scene) -> bool:
    """Tell what is left of a relative clause before a verb of saying: “the firm that | employs Ek | said”.

    Who speaks is the noun before “that”; behind a verb of saying “that” opens what is said, whose subject may speak.
    """
    before = [token for token in scene.between(sentence) if token.start < source[0].start][-3:]
    if len(before) < 2 or before[-1].low not in _THAT | _RELATIVES or any(token.low == "," for token in source):
        return False
    noun = before[-2] if before[-2].low not in PREPOSITIONS else before[0]  # “the club for which”
    if not may_be_described(noun):
        return False
    opens, closes = source[0], source[-1]
    predicate = not (opens.who or opens.cap or opens.low in ARTICLES | SUBJECTS)
    verb = not (closes.who or closes.cap or closes.low.endswith("ly")) and any(token.who for token in source)
    return predicate or verb


def may_be_described(noun: Token) -> bool:
    """Tell the noun before “that” from the verb of saying in “said that”."""
    return noun.word and noun.stem not in REPORT and noun.stem not in SAY


def _in_passing(before: tuple[Token, ...]) -> bool:
    """Tell by the words before a name that a participle leads up to it: “a man accused of stalking”."""
    clause = before[next((k + 1 for k in range(len(before) - 1, -1, -1) if before[k].low == ","), 0) :]
    return any(
        (describes(two.low) or two.low in _THAT) and not two.cap and _is_common(one) and one.low not in DOCUMENTS
        for one, two in pairwise(clause)
    )


def _of_others(source: tuple[Token, ...], at: int) -> bool:
    """Tell “rivals of Ek” and “Ek's brother”: told by a party, and nobody's voice."""
    if source[at].owns:
        behind = source[at + 1 :]
        head = next((k for k, token in enumerate(behind) if token.low in PREPOSITIONS or token.low == ","), len(behind))
        return bool(head) and not behind[head - 1].who and speaks_alone(behind[head - 1].low)
    before = [token for token in source[:at] if token.low not in ARTICLES | TITLES]
    return len(before) > 1 and before[-1].low in ("of", "to") and speaks_alone(before[-2].low)


def _is_common(token: Token) -> bool:
    return token.word and not token.who and token.low not in PREPOSITIONS | ARTICLES | SUBJECTS


def _qualifies(source: tuple[Token, ...], at: int) -> bool:
    before = at - 1
    while before >= 0 and counts(source[before]) and not source[before].who:
        before -= 1
    while before >= 0 and source[before].low in ARTICLES:
        before -= 1
    if before < 0 or source[before].low not in PREPOSITIONS - {"by"}:
        return False
    if source[before].low == "with" and before and source[before - 1].low in ("along", "together"):
        return False
    last = source[at - 1]  # “Secretary of State Ann Lee”: an office, not who holds it
    return not (source[before].low == "of" and last.cap and not last.who and last.low not in TITLES)


def _antecedents(sentence: Span, source: tuple[Token, ...], scene: Scene) -> set[str]:
    """The parties that a pronoun may mean as a speaker: the last one to speak, or those of the nearest sentence."""
    low = next((token.low for token in source if token.low in SUBJECTS or token.low in OWNING), "he")
    sentences = scene.numbered.sentences
    at = sentences.index(sentence)
    found = _fitting(scene, _before(source, sentence, scene), low)
    if found and low in OWNING:
        return found
    for earlier in _naming(sentences[:at], scene):
        told = reports(scene.cited.text, scene.key, earlier)
        spoke = _fitting(
            scene, (token for report in told for token in named_heads(without_relatives(report.source))), low
        )
        if spoke:
            return found | spoke
        if told and low in ("it", "they") and _issuing(told[-1].source, earlier, scene):
            return found
        found |= _fitting(scene, _unquoted(scene.between(earlier), scene), low)
        if found and not told:
            return found
    return found


def _naming(sentences: Sequence[Span], scene: Scene) -> Iterator[Span]:
    """Give the nearest sentences that name somebody, the last first: “he” may go on for a paragraph."""
    named = 0
    for earlier in reversed(sentences[-_RUN:]):
        yield earlier
        named += any(token.who for token in scene.between(earlier))
        if named == REACH:
            return


def _before(source: tuple[Token, ...], sentence: Span, scene: Scene) -> Iterator[Token]:
    return _unquoted((token for token in scene.between(sentence) if token.start < source[0].start), scene)


def _unquoted(words: Iterable[Token], scene: Scene) -> Iterator[Token]:
    """Leave out what somebody is quoted to have said: no pronoun outside takes it up."""
    return (token for token in words if not scene.quoted(token.start))


def _fitting(scene: Scene, mentions: Iterable[Token], low: str) -> set[str]:
    """The parties that are named and that “he”, “she”, “it” or “they” may mean."""
    names = {name for token in mentions if not token.owns for name in token.who}
    return {name for name in names if scene.personal(name)} if low in ("he", "she") else names


def _named_near(name: str, sentence: Span, scene: Scene, reach: int) -> bool:
    sentences = scene.numbered.sentences
    at = sentences.index(sentence)
    return any(name in t.who for s in sentences[max(0, at - reach) : at + 2] for t in scene.between(s))
