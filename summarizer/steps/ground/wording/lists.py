"""The words that turn a claim: negation, mode, time, measure, degree and report."""

from summarizer.steps.ground.wording.tokens import stem


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


def _stems(line: str) -> frozenset[str]:
    return frozenset(stem(word) for word in line.split())


ARTICLES = _words("the a an this that these those its his her their our my your")
BE = _words("be is are was were been being am")
AUXILIARIES = BE | _words("has have had having do does did")
NOT = _words("not no never without neither nor none nobody nothing nowhere cannot hardly barely scarcely")
REVERSING = {
    **dict.fromkeys(_stems("fail refuse deny decline lack unable avoid prevent exclude absence"), ""),
    stem("rule"): "out",
    "yet": "to",
}
"""Stems that negate what they govern, with the word that must follow them."""
NOT_NEGATING = _words("only just least later fewer less more longer sooner doubt matter")
"""After “not” or “no” these make a measure or an idiom, not a negation; “no longer” is one, see there."""

WILL = _words("will would shall 'll won't wouldn't")
MAY = _words("may might could can can't couldn't cannot")
MUST = _words("must should ought shouldn't mustn't needs need")
MODALS = WILL | MAY | MUST

ADVERBS = _words("also now then still soon only already first never immediately again all both later even")
STOP = (
    ARTICLES | AUXILIARIES | NOT | MODALS
    | _words(
        "and or but so as if than then to of in on at by for from with into onto over under about against between "
        "among  through during up down out off near per via within upon toward towards across along around above "
        "below behind  beside beyond inside outside despite it he she they we i you him them us me itself himself "
        "herself themselves who  whom whose which what when where why how there here also too very just even "
        "still already yet now again ever both  either each every any some such own other others another one "
        "because while although though since until before  after not didn't doesn't don't isn't aren't wasn't "
        "weren't hasn't haven't hadn't because whether mr mrs ms dr"
    )
)  # fmt: skip
CLAUSE_ENDS = _words(
    ", ; : . ! ? - that who which because but although though while whereas if when after before since until unless"
)
PREPOSITIONS = _words(
    "of in on at by for from with into onto over under about against between among through during near per via "
    "within upon toward towards across along around above below behind beside beyond inside outside despite to "
    "after before since"
)
SUBORDINATORS = _words("after before when because if since although though until unless whether")
WHENS = _words(
    "on in at late early earlier last this yesterday today tomorrow here there by during after afterwards through "
    "monday tuesday wednesday thursday friday saturday sunday"
)
"""What may follow a cue without being what is said: time and place."""
PRONOUNS = _words("he she it they him them his her its their himself herself itself themselves")
SUBJECTS = _words("he she it they")
OWNING = _words("his her its their")
FIRST = _words("we i us me our my ours mine")

REPORT = _stems(
    "say tell add claim allege argue warn announce state write insist deny confirm report note accuse demand urge "
    "believe think suspect fear expect estimate admit acknowledge repeat complain reply predict forecast promise "
    "vow concede conclude declare maintain contend assert reiterate stress testify propose suggest recommend "
    "threaten explain want hope doubt reckon call ask appeal order criticize praise blame reject condemn welcome "
    "measure count calculate remind inform assure caution"
)
"""Verbs by which somebody says, thinks or wants something."""
ACTS = _stems("order reject ask request")
"""Those of them that do something by words: that somebody did it the outlet may assert."""
SAY = _stems(
    "say add claim allege argue warn announce state write insist report note repeat reply explain declare complain"
)
"""Those of them that may stand before their subject: “…, said the mayor”."""
BELIEF = _stems("believe think suspect fear assume doubt guess feel reckon suppose imagine convince suspicion belief")
DEMAND = _stems(
    "demand urge call ask order want recommend propose tell appeal insist request plead advise press require "
    "requirement beg let"
)
FUTURE = _stems(
    "expect plan due set agree intend hope promise vow pledge forecast predict likely unlikely threaten prepare "
    "aim want propose schedule poise project prospect risk estimate go offer soon next tomorrow fear ready "
    "consider"
)
CONCERN = _stems("concern worry afraid alarm anxious hope wish dread regard view confident sure certain")
"""Words of a state of mind: what they govern may be told as believed, or as it stands."""
SAYINGS = _words(
    "claim claims accusation accusations allegation allegations assertion assertions belief beliefs suspicion "
    "suspicions fear fears concern concerns hope hopes warning warnings prediction predictions charge charges "
    "estimate forecast argument complaint view opinion conviction assessment conclusion"
)
"""Nouns by which somebody is said to say or think something: “fears in the city that”, “her claim that”."""
VERBLIKE = _words("state states appeal appeals report stress order orders rules")
"""Nouns that look like verbs of saying, unless a pronoun leads up to them or what is said follows."""
DOCUMENTS = _words(
    "statement communique communiqué declaration letter report document memo memorandum release filing ruling text "
    "notice message post note resolution study survey summary motion petition appeal"
)
"""What speaks in the name of those who issued it."""
COLLECTIVES = _words(
    "allies partners three two four five six both countries nations states governments sides parties trio pair "
    "couple duo group alliance coalition bloc members ministers leaders diplomats signatories powers neighbours "
    "neighbors unions companies firms capitals militaries rivals owners authors"
)
"""What stands for several parties that were named together."""
UNNAMED = _words("sources reports insiders people observers rumours rumors some many others somebody someone media")
"""How a source without a name begins: no party that was named before is meant by it."""
SOME_OF = _words("a an one two three four several some many few another other most more")
"""How one of many begins: “a WFP official”, “two Oslo officials”, “some Unionists”."""
DISTANCE = _words("allegedly purported purportedly supposedly supposed so-called")

_SAME = (
    "after later following", "before earlier prior ahead", "rise increase climb grow jump", "each every",
    "fall drop decline decrease shrink", "percent %",
    "kilometre kilometer km", "metre meter", "millimetre millimeter mm",
    "centimetre centimeter cm", "kilogram kilogramme kg", "tonne ton", "million mn", "billion bn", "less fewer",
    "most majority",
     "all whole entire every",
)  # fmt: skip
SAME = {stem(word): stem(group.split()[0]) for group in _SAME for word in group.split()}
"""Critical words that may stand for one another."""
CRITICAL = _stems(
    "monday tuesday wednesday thursday friday saturday sunday weekend january february march april june july "
    "august september october november december second minute hour day night week month quarter year decade "
    "century daily weekly monthly yearly annual hourly twice once double triple treble half third fifth tenth "
    "hundred thousand million billion trillion dozen percent kilometre kilometer metre meter centimetre "
    "millimetre mile inch foot kilogram gram tonne litre liter gallon acre hectare degree kilowatt megawatt "
    "dollar euro pound crown kroner yen yuan peso franc rupee shilling more less fewer most least all half none "
    "only first last next final oldest largest highest lowest biggest smallest best worst before after until "
    "always sometimes often rarely seldom higher lower north south east west northern southern eastern western "
    "former yesterday today tomorrow"
)
DAYS = _stems("monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow")
_OPPOSED = tuple(
    (stem(one), stem(other))
    for left, right in (
        ("rise increase climb grow jump gain", "fall drop decline decrease shrink lose"),
        ("accept approve", "reject refuse"),
        ("win gain", "lose"), ("innocent", "guilty"), ("open", "close shut"), ("buy", "sell"),
        ("raise lift", "cut lower reduce"),
        ("begin start", "end stop finish"), ("arrive", "leave depart"), ("allow", "forbid ban bar"),
        ("support back", "oppose"),
        ("alive", "dead"), ("uphold", "lift overturn quash strike"), ("sooner earlier", "later"),
        ("strengthen", "weaken"), ("improve", "worsen"), ("succeed", "fail"), ("confirm", "deny"),
    )
    for some, others in ((left.split(), right.split()), (right.split(), left.split()))
    for one in some
    for other in others
)  # fmt: skip
OPPOSITES = {one: frozenset(other for first, other in _OPPOSED if first == one) for one, _ in _OPPOSED}
"""Words of which one does not stand for the other."""
PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non")
TITLES = _words(
    "president minister prime mr mrs ms dr inspector judge general colonel col gen gov governor captain sir lord "
    "chancellor king queen senator"
)
OFFICES = _words(
    "man woman suspect victim driver officer official spokesman spokeswoman spokesperson chief head leader lawyer "
    "mayor governor judge minister president director chairman chairwoman client defendant prosecutor captain "
    "author doctor expert"
)
"""Common nouns that stand for a person behind “the”."""
PERSONS = _words(
    "billionaire businessman businesswoman candidate congressman congresswoman developer incumbent lawmaker mogul "
    "native nominee player politician singer star"
)
"""Further ones, which mean somebody named before where they have a word of their own: “the Norvian nominee”."""
GENERIC = OFFICES | _words(
    "company firm group ministry government union agency country city court police party army team side club bank "
    "airline operator maker insurer hospital school university authority regulator office council commission "
    "committee organisation organization association federation league newspaper paper channel couple pair two "
    "three four both officials state nation countries companies firms groups sides parties governments lenders "
    "latter former body institution lender retailer carrier plant mine board"
)
"""Those and the ones that stand for a body."""
BODIES = _words(
    "party union league ministry office council authority association federation institute bank group fund "
    "company museum court board commission committee agency service services police army government guard society "
    "club united city university hospital school press news times post wire television tv radio health energy "
    "metals terminals coachworks centre center labs front bonding resin savings mutual ward cross nations guild "
    "channel airlines chemicals gold state network movement alliance coalition corporation inc ltd plc corp "
    "foundation brigade department embassy parliament senate congress house assembly street trust partners "
    "holdings industries motors foods steel oil gas power water systems software media reuters workers farmers "
    "teachers dockers shipping mirror observatory festival pictures ship airport port navy hall mine team express"
)
"""Words that make a capitalised name that of a body, not of a person."""
