"""Which parties a source phrase means: by name, by office, by pronoun."""

import re
from collections.abc import Callable, Iterator, Sequence

from summarizer.models import DraftParty
from summarizer.offline.parties.called import contradicts
from summarizer.offline.parties.lexicon import (
    COUNTS,
    GIVEN_HE,
    GIVEN_SHE,
    OWNERS,
    PREPOSITIONS,
    WORDS,
    is_body,
    is_people,
    is_role,
)
from summarizer.offline.parties.phrase import (
    Cast,
    Item,
    bare,
    cast_of,
    conjuncts,
    head_of,
    is_in_passing,
    items_of,
    words_of,
)
from summarizer.text.bystanders import SERVING

_LOOK_BACK = 40
_CALLED = re.compile(
    r"(?:the|an?|its|his|her|their) [a-z][^,]* (?:who|which|that|whose|in|of) [^,]*, "
    r"(?:an? [^,]{0,60}\b(?:named|called|known as) )?([A-Z][^,]*)",
    re.IGNORECASE,
)
"""How a name comes in behind a description: “the man in the video, a preacher known as Brother Amos”."""
_HE, _SHE = frozenset(["he", "him", "his", "himself"]), frozenset(["she", "her", "hers", "herself"])
_IT, _I = frozenset(("it", "its", "itself", "which")), frozenset(("i", "me", "my", "who"))
_THEY = WORDS["they"]
_TOGETHER = WORDS["together"]
_PAPERS = WORDS["papers"]
_BODIES = ("organisation", "government", "media")
_GROUPS = ("group", "coalition", "charity", "movement")
PRONOUNS = (
    _HE | _SHE | _IT | _I | _THEY | frozenset(["who", "which", "that", "this", "those", "one", "another", "others"])
)
_GENERIC = WORDS["generic"]
_ELSEWHERE = frozenset(("neighbouring", "neighboring", "rival"))
_SPEAKS = WORDS["spokes"]
_TITLED = {"he": frozenset(("Mr", "Sir", "Lord")), "she": frozenset(("Mrs", "Ms", "Miss", "Lady", "Dame"))}
_GENDERED = {
    "she": ("woman", "actress", "queen", "duchess", "mother", "daughter", "sister", "widow", "wife", "waitress", "nun"),
    "he": ("man", "king", "duke", "father", "son", "brother", "husband", "widower", "monk"),
}


def parties_of(source: str, parties: Sequence[DraftParty], before: Sequence[str] = ()) -> tuple[str, ...]:
    """Name the parties that a source phrase means; none where it cannot be told.

    Args:
        source: The phrase as it stands in the text: “Seoul, Tokyo, US”, “the ministry’s spokesman”, “she”.
        parties: The parties of the article.
        before: The source phrases that stand before it, the nearest last.
    """
    cast = cast_of(tuple(parties))
    return resolve(source, cast) or _meant(source, cast, before)


def is_anaphor(phrase: str, cast: Cast) -> bool:
    """Tell what only points to somebody named elsewhere: the company, the statement, both sides, one of them."""
    words = bare(words_of(phrase))
    if not words or (words[0] in PRONOUNS and (len(words) < 2 or words[1] in ("of", "others"))):
        return True
    if words[0] in OWNERS or words[0] == "this":
        return len(words) == 2 and (words[1] in _GENERIC or words[1] in ("agency", "union"))
    if len(words) == 1 and words[0] in _GENERIC and words_of(phrase) != words:
        return any(map(_is_body, cast.parties))
    if len(words) < 3 and words[-1] in WORDS["calling"] and words_of(phrase)[0] == "the":
        return any(party.kind == "person" for party in cast.parties)
    return words[-1] in _PAPERS or words[-1] in _TOGETHER


def resolve(source: str, cast: Cast) -> tuple[str, ...]:
    """Resolve a phrase by the names and nouns in it alone."""
    words = bare(words_of(source))
    if not words or (len(words) == 1 and words[0] in PRONOUNS):
        return ()
    if exact := cast.exact.get(words):
        return (exact.name,)
    if (called := _CALLED.fullmatch(source)) and (exact := cast.exact.get(words_of(called[1]))):
        return (exact.name,)
    if len(words) > 1 and words[-1] in _PAPERS:
        return resolve(" ".join(words[:-1]).removesuffix(" 's"), cast)
    found = [name for part in conjuncts(items_of(source, cast)) for name in of_part(part, cast)]
    return tuple(dict.fromkeys(found))


def of_part(part: Sequence[Item], cast: Cast) -> tuple[str, ...]:
    """Resolve what stands between two “and”s."""
    if _is_elsewhere(part):
        return ()
    named = [at for at, item in enumerate(part) if item.party]
    if not named:
        return _by_noun(part, cast)
    at, party = named[0], part[named[0]].party
    last = part[named[-1]].party
    if party is None or last is None:
        return ()
    behind = part[at + 1].low if at + 1 < len(part) and part[at + 1].party is None else ""
    if is_in_passing(part, at):
        return ()
    if len(part) == 1 or (behind in PREPOSITIONS and (at == 0 or part[at - 1].low not in PREPOSITIONS)):
        return (party.name,)
    if named[-1] == len(part) - 1 and part[-2].low not in PREPOSITIONS | SERVING:
        return () if is_in_passing(part, named[-1]) else (last.name,)
    return _in_service(part, party, cast)


def _is_elsewhere(part: Sequence[Item]) -> bool:
    """Tell the coast guard of the neighbouring country from the coast guard."""
    behind = next((at for at, item in enumerate(part) if item.party is None and item.low == "of"), len(part))
    return not _ELSEWHERE.isdisjoint(item.low for item in part[behind:])


def _in_service(part: Sequence[Item], owner: DraftParty, cast: Cast) -> tuple[str, ...]:
    """Resolve “Brightwell’s lawyer”, “a spokesman for the navy” and “South Korean officials”."""
    head = head_of(part)
    if head is None:
        return (owner.name,)
    for party in cast.parties:
        if party.represents == owner.name and _said_words(part, owner) <= {*words_of(party.role or party.name)}:
            return (party.name,)
    if is_body(head) and (owner.kind == "group" or head in WORDS["apart"]):
        return ()  # the pilots’ association is not the pilots, nor the mission of a body the body
    if owner.kind == "person" and head not in WORDS["desk"]:
        return ()  # nor the firm of a man the man
    people = is_people(head) and head not in _SPEAKS
    return () if people or (is_role(head) and head not in _SPEAKS) else (owner.name,)


def _said_words(part: Sequence[Item], owner: DraftParty) -> set[str]:
    """Give the words that call the servant: “foreign minister” in “the foreign minister of Russia”."""
    words: set[str] = set()
    for item in part:
        if item.low in PREPOSITIONS:
            break
        if item.party is not owner and item.low not in ("'s", "'"):
            words.add(item.low)
    return words


def _by_noun(part: Sequence[Item], cast: Cast) -> tuple[str, ...]:
    """Resolve “the minister” or “the council” by offices and by the heads of names."""
    possessive = next((at for at, item in enumerate(part) if at and item.low in ("'s", "'")), 0)
    if possessive:
        owners, said = _fits(part[:possessive], cast), {item.low for item in part[possessive + 1 :]}
        served = [one for one in cast.parties if any(one.represents == owner.name for owner in owners)]
        found = [one for one in served if said <= {*words_of(one.role or one.name)}]
        if said and len(found) == 1:
            return (found[0].name,)
        if len(owners) == 1 and owners[0].kind != "person" and not found and part[-1].low == "office":
            return (owners[0].name,)
    fits = _fits(part, cast)
    return (fits[0].name,) if len(fits) == 1 else ()


def _fits(part: Sequence[Item], cast: Cast) -> list[DraftParty]:
    """List the parties whose office or name has the phrase's noun and every word before it."""
    head = head_of(part)
    if head is None:
        return []
    wanted = set()
    for item in part:
        if item.low in PREPOSITIONS:
            break
        wanted.add(item.low)
    found = []
    for party in cast.parties:
        own = _own_words(party)
        if own and head == own[-1] and wanted <= {*own, "same", "state", "other"}:
            found.append(party)
    return found


def _own_words(party: DraftParty) -> tuple[str, ...]:
    """Give the words by which a party may be called: of its name, or of a person's office; the noun last."""
    words = words_of(party.role if party.kind == "person" and party.role else party.name)
    return words[: next((at for at, word in enumerate(words) if word in PREPOSITIONS), len(words))]


def _meant(source: str, cast: Cast, before: Sequence[str]) -> tuple[str, ...]:
    """Resolve what only the phrases before it can tell."""
    words = bare(words_of(source))
    if not words:
        return ()
    part = [Item(word, None, 0, 0) for word in words]
    low, head = words[0], head_of(part)
    if len(words) == 1 and low in _HE | _SHE | _I:
        return _latest_person(low, cast, before)
    if len(words) == 1 and low in _IT:
        return _latest(cast, before, lambda found: len(found) == 1 and found[0].kind in _BODIES)
    if low in _THEY or (low in COUNTS and words[-1] in _TOGETHER) or words[-1] in _TOGETHER:
        several = _latest(cast, before, lambda found: len(found) > 1)
        return several or _latest(cast, before, lambda found: found[0].kind != "person")
    if words[-1] in _PAPERS:
        joint = _latest(cast, before, lambda found: len(found) > 1 and all(one.kind in _BODIES for one in found))
        return joint or _latest(cast, before, lambda found: found[0].kind in _BODIES)
    fits = {party.name for party in _fits(part, cast)}
    if fits:
        return _latest(cast, before, lambda found: found[0].name in fits) or (next(iter(sorted(fits))),)
    if head in _GENERIC and len(words) < 3:
        return _generic(head, cast, before)
    return ()


def _generic(head: str, cast: Cast, before: Sequence[str]) -> tuple[str, ...]:
    """Resolve “the company”: the last body that spoke and may be called so, or the only one."""

    def is_paper(party: DraftParty) -> bool:
        return party.kind == "media" and head not in WORDS["prints"]

    def fits(party: DraftParty) -> bool:
        last = words_of(party.name)[-1]
        named = last == head or (party.name[:1].isupper() and not is_body(last) and not contradicts(head, last))
        told = not (is_paper(party) and head in WORDS["narrow"])
        return _is_body(party) and told and (party.kind != "group" or head in _GROUPS) and named

    def acts(party: DraftParty) -> bool:
        return fits(party) and not is_paper(party)

    def is_firm(party: DraftParty) -> bool:
        last = words_of(party.name)[-1]
        return _is_body(party) and _is_proper(party) and last in WORDS["firm"] and not contradicts(head, last)

    def is_left(party: DraftParty) -> bool:
        told = is_paper(party) or contradicts(head, words_of(party.name)[-1])
        return _is_body(party) and not told and (head not in WORDS["narrow"] or _is_proper(party))

    latest = _latest(cast, before, lambda found: len(found) == 1 and acts(found[0]))
    latest = latest or _latest(cast, before, lambda found: len(found) == 1 and fits(found[0]))
    return latest or _only(cast, fits) or _only(cast, is_firm) or _only(cast, is_left)


def _is_body(party: DraftParty) -> bool:
    return party.kind in ("organisation", "media", "group")


def _is_proper(party: DraftParty) -> bool:
    """Tell a name from a common noun, which may have a capital where it opens a sentence."""
    return party.name.removeprefix("The ")[:1].isupper()


def _only(cast: Cast, fits: Callable[[DraftParty], bool]) -> tuple[str, ...]:
    found = [party for party in cast.parties if fits(party)]
    return (found[0].name,) if len(found) == 1 else ()


def _latest_person(pronoun: str, cast: Cast, before: Sequence[str]) -> tuple[str, ...]:
    """Find the person that he or she is: the last to speak whose name or office allows it."""

    def fits(party: DraftParty) -> bool:
        return party.kind == "person" and (pronoun in _I or may_be(party, "he" if pronoun in _HE else "she"))

    return _latest(cast, before, lambda found: len(found) == 1 and fits(found[0])) or _only(cast, fits)


def may_be(party: DraftParty, pronoun: str) -> bool:
    """Tell whether a person may be a he (or a she), by given name and office."""
    titles = {name.split()[0].rstrip(".") for name in (party.name, *party.aliases)}
    if told := [one for one, known in _TITLED.items() if titles & known]:
        return told == [pronoun]
    given, other = (GIVEN_HE, GIVEN_SHE) if pronoun == "he" else (GIVEN_SHE, GIVEN_HE)
    first = party.name.split()[0]
    if first in given or first in other:
        return first in given
    contrary = _GENDERED["she" if pronoun == "he" else "he"]
    last = words_of(party.role or party.name)[-1:]
    return not (last and last[0].endswith(contrary) and not (pronoun == "she" and last[0].endswith("woman")))


def _latest(cast: Cast, before: Sequence[str], fits: Callable[[list[DraftParty]], bool]) -> tuple[str, ...]:
    """Find the last source phrase whose parties fit."""
    by_name = {party.name: party for party in cast.parties}
    for names in _named_before(cast, before):
        if names and fits([by_name[name] for name in names]):
            return names
    return ()


def _named_before(cast: Cast, before: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for phrase in reversed(before[-_LOOK_BACK:]):
        yield resolve(phrase, cast)
