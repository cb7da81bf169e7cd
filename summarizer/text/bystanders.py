"""People told by somebody for whom they do not speak: a critic of the mayor, the doctors treating a boxer."""

_ALONE = frozenset((
    "critic", "rival", "opponent", "foe", "enemy", "detractor", "challenger", "competitor", "accuser", "plaintiff",
    "victim", "neighbour", "neighbor", "tenant", "customer", "brother", "sister", "mother", "father", "wife", "husband",
    "widow", "widower", "son", "daughter", "uncle", "aunt", "cousin", "nephew", "niece", "friend", "fan", "voter",
    "supporter", "employer", "parent", "relative", "resident", "reader", "subscriber", "patient", "passenger", "pupil",
    "student", "buyer", "creditor", "predecessor", "successor",
))  # fmt: skip
_NAMING = frozenset((
    "named", "called", "identified", "known", "dubbed", "nicknamed", "including", "led", "headed", "chaired",
))  # fmt: skip
"""What may stand between a description and the name itself: a man called Omar, a party led by Ana Ruiz."""
SERVING = frozenset(("representing", "advising", "defending", "acting", "working", "speaking"))
"""What those do who speak for the name behind it: a lawyer representing Ana Ruiz."""
_ADJOINED = frozenset(("familiar", "close", "aware", "loyal", "critical", "hostile", "sympathetic", "opposed"))
_NOUNS = frozenset((
    "morning", "evening", "hearing", "meeting", "briefing", "building", "filing", "ruling", "finding", "warning",
    "wedding", "funding", "housing", "during", "according", "hundred", "indeed",
))  # fmt: skip
_PARTICIPLE = ("ing", "ed")


def speaks_alone(noun: str) -> bool:
    """Tell people, in small letters, who are told by somebody and are nobody's voice: critics, a brother."""
    return noun in _ALONE or noun.removesuffix("s") in _ALONE or (noun[-3:] == "ies" and noun[:-3] + "y" in _ALONE)


def describes(word: str) -> bool:
    """Tell a word behind a noun, in small letters, behind which a name only describes: “doctors treating …”."""
    if word in _ADJOINED:
        return True
    return len(word) > len("aged") and word.endswith(_PARTICIPLE) and word not in _NAMING | SERVING | _NOUNS
