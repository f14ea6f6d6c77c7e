"""The nouns that every stage shares: small, frozen, and importing nothing of ours.

Field by field, docs/records.md says what a catalogue's author writes; here stands what the program
thinks with. None always means "not known" or "does not apply", never zero.

They are msgspec structs, which behave as frozen dataclasses do: to define 30 of them takes 2 ms
where dataclasses take 20, and the compiled catalogue decodes into them in half the time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from typing import Final

from msgspec import Struct

from mgcheck.lexicon import Lexicon


class Kind(str, Enum):
    """What sort of proposition a claim is; it decides which records may settle it."""

    EFFECT = "effect"
    MECHANISM = "mechanism"
    COMPARISON = "comparison"
    SAFETY = "safety"
    FACT = "fact"
    ADVICE = "advice"
    LABEL = "label"


BENCH_SCOPES: Final = frozenset({"animals", "cells"})
"""Scopes of what is said of no people."""


class Stance(str, Enum):
    """What a text does with a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    QUESTIONS = "questions"


class Wording(str, Enum):
    """How strongly a text puts a claim, strongest first (GRADE guidelines 26)."""

    DOES = "does"
    PROBABLY = "probably"
    MAY = "may"
    UNCERTAIN = "uncertain"


class Relation(str, Enum):
    """What a wording claims to hold between subject and outcome."""

    CAUSE = "cause"
    ASSOCIATION = "association"


class Told(str, Enum):
    """Whether a sentence claims a relation, and as what."""

    NONE = "none"
    DIRECT = "direct"
    """As cause, flat."""
    CONDITIONAL = "conditional"
    """As cause, hedged."""
    ASSOCIATION = "association"


class Direction(str, Enum):
    """Which way a result or a claim points."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    INCREASED = "increased"
    DECREASED = "decreased"
    NO_DIFFERENCE = "no-difference"
    MIXED = "mixed"


class Certainty(str, Enum):
    """GRADE's four levels of certainty in a body of evidence."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


class Tier(str, Enum):
    """The best kind of study present; only that one sets a body's direction."""

    TRIALS = "human controlled trials"
    OBSERVATIONAL = "human uncontrolled or observational"
    PRECLINICAL = "preclinical"
    NONE = "none"


class Status(str, Enum):
    """What a reference says of a claim that no trial decides."""

    ESTABLISHED = "established"
    PLAUSIBLE = "plausible"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    OUTDATED = "outdated"
    NOT_CHECKABLE = "not-checkable"


class Verdict(str, Enum):
    """What follows for one mention."""

    SUPPORTED = "supported"
    OVERSTATED = "overstated"
    PRECLINICAL_ONLY = "preclinical-only"
    MIXED = "mixed"
    NOT_SUPPORTED = "not-supported"
    CONTRADICTED = "contradicted"
    OUTDATED = "outdated"
    MISATTRIBUTED = "misattributed"
    NO_EVIDENCE = "no-evidence"
    NOT_GRADABLE = "not-gradable"


class Severity(str, Enum):
    """How much a finding matters, least first."""

    NONE = "none"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Its place among them: the higher, the more it matters."""
        return tuple(Severity).index(self)


class Design(str, Enum):
    """How a study was made; names as the field spells them."""

    RCT = "rct"
    CROSSOVER_RCT = "crossover-rct"
    CONTROLLED = "non-randomised-controlled"
    BEFORE_AFTER = "before-after"
    COHORT = "cohort"
    CROSS_SECTIONAL = "cross-sectional"
    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    ANIMAL = "animal-experiment"
    IN_VITRO = "in-vitro"


class LegalStatus(str, Enum):
    """What a regulator or a law makes of a claim in a seller's text; no word on the evidence."""

    AUTHORISED = "authorised"
    """On a list of permitted claims, in a wording and on conditions."""
    QUALIFIED = "qualified"
    """Tolerated only together with a sentence that says how weak the evidence is."""
    PERMITTED = "permitted"
    """Needs no entry on a list, on conditions."""
    REFUSED = "refused"
    DISEASE_CLAIM = "disease-claim"
    """Said to prevent, treat or cure a disease: what no food or supplement may say."""
    NOT_LISTED = "not-listed"
    """No entry, where only what is listed may be said."""
    ONLY_LISTED = "only-listed"
    """The rule itself: nothing may be said that is not listed."""
    NOT_VERIFIED = "not-verified"
    """There is or may be an entry; what it says could not be seen."""
    NO_RECORD = "no-record"
    """Nothing on record bears on it."""
    REQUIRED = "required"
    """What must be said or met where something else is allowed."""
    GUIDANCE = "guidance"
    ENFORCEMENT = "enforcement"
    """A regulator acted against such claims."""
    ASSESSED_SAFE = "assessed-safe"
    NONE_FOUND = "none-found"
    """Looked for, and nothing found; no proof that there is none."""


class Judgement(str, Enum):
    """A risk-of-bias judgement (RoB 2's three, and an honest fourth)."""

    LOW = "low"
    SOME_CONCERNS = "some concerns"
    HIGH = "high"
    NO_INFORMATION = "no information"


class Polarity(str, Enum):
    """How negation bears on a claim."""

    AFFIRMS = "affirms"
    """A negation makes the text deny it."""
    NEGATIVE = "negative"
    """The claim itself says that something is not so: a negation asserts it."""
    FIXED = "fixed"
    """The words that name it already carry their own negation."""


# ---------------------------------------------------------------- the catalogue


class Concept(Struct, frozen=True):
    """A subject, an outcome or a cue, with the words that name it."""

    id: str
    name: str
    sort: str
    """subject, outcome, relation, cue or guard."""
    parents: tuple[str, ...] = ()
    better: str | None = None
    """'up' or 'down': which way of change is a benefit; None where neither is."""
    for_parent: str = "direct"
    """How evidence on this one counts for its parent: direct, indirect or none."""
    counterpart: str | None = None
    """For a lack (magnesium deficiency): the subject whose supply is its reverse."""
    surrogate_of: tuple[str, ...] = ()
    """Outcomes that this one only stands in for (bone density for fractures)."""
    combines: tuple[str, ...] = ()
    """For a combination: the subjects that must all be meant."""
    nouns: tuple[str, ...] = ()
    """Heads by which a text points back to it: 'this mineral'."""
    is_condition: bool = False
    """True for an illness or state: as a subject it does not act on other outcomes, and as an
    outcome its patients are the right people to study."""


class Match(Struct, frozen=True):
    """What a sentence must hold to make a claim; see docs/matching.md."""

    subjects: tuple[str, ...]
    outcomes: tuple[str, ...]
    relation: tuple[str, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    """Concepts whose words turn the claim round; a no before them turns it back."""
    denied_unless: tuple[str, ...] = ()
    """Concepts beside which those words turn nothing round."""
    polarity: Polarity = Polarity.AFFIRMS
    subject_needed: bool = True
    scope: str | None = None
    neutral: bool = False
    """True: a relation without direction is enough ('regulates')."""
    mirror: tuple[str, ...] = ()
    """Subjects of which the reverse says the same: too little of what the claim is about."""


class SaidIn(Struct, frozen=True):
    """Where an article says it: the article, the sentence's number, the start of its SHA-256."""

    article: str
    sentence: int
    sha256: str


class NearMiss(Struct, frozen=True):
    """A text that is worded like a claim and does not make it."""

    text: str
    why: str


class Claim(Struct, frozen=True):
    """One proposition: a subject, what is said of it, an outcome."""

    id: str
    topic: str
    kind: Kind
    statement: str
    subject: tuple[str, ...]
    outcome: str
    direction: Direction | None
    """The change that the claim asserts; None for facts, advice and labels."""
    population: str | None
    """The group that the claim itself is about (animals, children); None: people in general."""
    compared_with: str | None
    not_gradable: str | None
    """Why no evidence decides it; None where evidence does."""
    tally: int | None
    """The number of published human studies that the claim says exist; None for other claims."""
    wordings: dict[str, str]
    """How to put it at each strength: does, probably, may, uncertain, animals, untested ..."""
    match: Match
    said_in: tuple[SaidIn, ...]
    find: tuple[str, ...]
    near_miss: tuple[NearMiss, ...]
    checked: str | None = None
    """When somebody last held it against its sources; None: never, as far as is on record."""
    review_by: str | None = None
    """When that is due again; None: no rule and no date of its own says."""


class Citation(Struct, frozen=True):
    """Where a record was published."""

    authors: str | None
    year: int | None
    journal: str | None
    volume_pages: str | None
    title: str | None


class Population(Struct, frozen=True):
    """Who was studied."""

    who: str
    age: str | None
    condition: str | None
    group: str
    """general, older-adults, children, deficient, patients, athletes or animals."""


class Intervention(Struct, frozen=True):
    """What was given, or which exposure was measured."""

    subject: str
    """A subject concept of the lexicon."""
    product: str | None
    dose: str | None
    elemental_mg_per_day: float | None
    co_ingredients: tuple[str, ...] | None
    """Other active ingredients; empty: none; None: not reported."""
    weeks: float | None


class Comparator(Struct, frozen=True):
    """What the intervention was held against."""

    kind: str | None
    """placebo, no-treatment, active, other-form, baseline, lower-intake, control or none."""
    what: str | None


class Bias(Struct, frozen=True):
    """One risk-of-bias domain, judged, with the reason."""

    domain: str
    judgement: Judgement
    why: str


class RiskOfBias(Struct, frozen=True):
    """Risk of bias by domain: RoB 2, ROBINS-I, SYRCLE, or AMSTAR 2 for reviews."""

    tool: str
    overall: Judgement
    why: str
    domains: tuple[Bias, ...]


class Publication(Struct, frozen=True):
    """Where a study stands in print."""

    status: str
    """journal, abstract-only, registry-only, ongoing, secondary-only."""
    erratum: str | None
    retracted: bool | None


class Result(Struct, frozen=True):
    """One result row, as it was reported."""

    outcome: str | None
    """An outcome concept; None: measured, but no concept of the catalogue fits."""
    measured: str
    instrument: str | None
    direction: Direction | None
    versus: str | None
    effect: str | None
    p: str | None
    """p value or interval, as reported."""
    interval_reaches: str | None
    """'no-effect-to-appreciable' where the interval spans both, 'appreciable-only' or 'trivial'."""
    primary: bool | None
    second_hand: bool
    """True: read only in another's account of the study."""
    certainty: Certainty | None
    """GRADE certainty that the source itself states for this row."""
    unverified: str | None = None
    """What of this row could not be seen at the source."""


class Study(Struct, frozen=True):
    """One evidence record: what was given to whom, against what, and what came of it."""

    id: str
    citation: Citation
    doi: str | None
    pmid: str | None
    nct: str | None
    """Trial registration number, of any registry."""
    url: str | None
    names: tuple[str, ...]
    """How texts name it when they do not cite it ('the Stanford trial')."""
    design: Design | None
    pools: str | None
    """For reviews: rct, observational or mixed."""
    includes: tuple[str, ...]
    """For reviews: studies on record that it already pools."""
    species: str
    population: Population
    n_randomised: int | None
    n_enrolled: int | None
    n_analysed: int | None
    k: int | None
    """For reviews: how many studies."""
    intervention: Intervention
    comparator: Comparator
    blinding: str | None
    registration: str | None
    funding: str | None
    seller_linked: bool | None
    """True: funded or authored by who sells the product; None: not known."""
    risk_of_bias: RiskOfBias
    publication: Publication
    results: tuple[Result, ...]
    safety: str | None
    limitations: tuple[str, ...]
    unverified: tuple[str, ...]
    verified_from: tuple[str, ...]
    confidence: str
    notes: str | None
    checked: str | None
    """When it was last held against its sources; None: never, as far as is on record."""
    review_by: str | None = None
    """When that is due again; None: no rule and no date of its own says."""
    pmcid: str | None = None


class Holds(Struct, frozen=True):
    """Within which figures a reference settles a claim, for one group."""

    group: str
    """A group of citing.yaml."""
    unit: str
    """mg (a day) or percent."""
    most: float
    least: float | None = None
    """None: a limit, below which anything goes."""
    ages: tuple[float, float] | None = None
    """Of which years of age; None: of all in the group."""


class Settles(Struct, frozen=True):
    """What a reference says of one claim."""

    claim: str
    status: Status
    note: str
    say: str | None
    """An honest sentence to write instead, where the claim cannot stand."""
    holds: tuple[Holds, ...] = ()
    not_for: tuple[str, ...] = ()
    """Groups of citing.yaml that the reference itself takes out of it."""


class Reference(Struct, frozen=True):
    """A record for what no trial decides: a textbook fact, a guideline, a regulator's position."""

    id: str
    citation: Citation
    issuer: str
    kind: str
    doi: str | None
    pmid: str | None
    url: str | None
    settles: tuple[Settles, ...]
    says: tuple[str, ...]
    """What the record holds, point by point, in our words."""
    limitations: tuple[str, ...]
    verified_from: tuple[str, ...]
    second_hand: bool
    confidence: str
    notes: str | None
    checked: str | None
    review_by: str | None = None
    pmcid: str | None = None


class Jurisdiction(Struct, frozen=True):
    """Whose law it is, and whom that binds."""

    id: str
    name: str
    binds: str
    """Which texts its rules bind, in one sentence."""


class Provision(Struct, frozen=True):
    """One entry of a register, rule or act of a regulator on what sellers may say."""

    id: str
    jurisdiction: str
    instrument: str
    """The law, register, opinion or letter in which it stands."""
    status: LegalStatus
    concerns: str
    """'claim', or 'product': whether it may be sold at all, which decides no claim."""
    about: str
    """What it speaks of, in the words of its own field."""
    subjects: tuple[str, ...]
    """Subject concepts, with their forms; empty: no concept of the catalogue."""
    covers: tuple[str, ...]
    """Outcome concepts, with their parts, that it speaks of."""
    named: tuple[str, ...]
    """Words by which a text names what is covered, where its concepts are wider: insomnia."""
    any_outcome: bool
    """True: it holds whatever the outcome."""
    unless: tuple[str, ...]
    """Outcomes for which it does not hold all the same: they are no benefit to health."""
    near: tuple[str, ...]
    """Outcomes that it does not speak of, but comes nearest to."""
    kinds: tuple[Kind, ...]
    goes_with: tuple[LegalStatus, ...]
    """Shown only beside one of these; empty: beside any."""
    carries: tuple[str, ...]
    """Provisions of another jurisdiction that it takes over."""
    wordings: tuple[str, ...]
    """As the law or the register has them; these may be quoted."""
    says: str
    """In one sentence of ours, for a report."""
    conditions: str | None
    reason: str | None
    register_ids: tuple[str, ...]
    opinion: str | None
    claim_type: str | None
    year: int | None
    in_force_from: str | None
    url: str | None
    verification: str
    """primary, register-snapshot, secondary, search-negative or unverified."""
    unverified: tuple[str, ...]
    """What was not seen at the source."""
    verified_from: tuple[str, ...]
    notes: str | None
    checked: str
    review_by: str | None = None


class Source(Struct, frozen=True):
    """An article that the catalogue was built from; never its text."""

    id: str
    title: str
    author: str | None
    date: str | None
    kind: str


class Telling(Struct, frozen=True):
    """Words, or a chain of them, that speak for or against a way of claiming a relation."""

    id: str
    name: str
    chain: tuple[tuple[str, ...], ...]
    """Ids of tellings, cues or relations, one after another in a clause; one of each step."""
    within: int
    """Most words between two steps of the chain."""
    weights: tuple[float, ...]
    """For each label, in the order of Told."""


class LegRule(Struct, frozen=True):
    """A step that a text takes beyond its evidence (animal to human), and how a report says so."""

    id: str
    name: str
    sentence: str
    outcomes: tuple[str, ...] = ()
    """Outcomes that take years to show, or that hold in general only; for the steps about these."""
    weeks: float | None = None
    """How long a trial must last to speak of a lasting effect."""
    groups: tuple[str, ...] = ()
    """Groups of citing.yaml for whom what holds in general is not settled."""


class Hedge(Struct, frozen=True):
    """How a sentence is put more weakly, in words that go into the author's own."""

    modal: str | None
    """Takes the verb's place in front of its base form: may."""
    adverb: str | None
    """Stands before a verb or participle that keeps its form: probably, possibly."""
    aside: str | None
    """Follows the modal: ", though this is very uncertain,"."""
    opening: str | None
    """Opens the sentence: "It is very uncertain whether"."""


class Rewrites(Struct, frozen=True):
    """The words and verb forms by which a claim is put as its evidence allows."""

    hedges: dict[str, Hedge] = {}
    """By wording (probably, may, uncertain), or by what is on record (untested, animals)."""
    scopes: dict[str, str] = {}
    """By scope: what is put before a sentence to limit it ("In animals,")."""
    phrases: dict[str, tuple[str, ...]] = {}
    """boosts, frames, harm and more; docs/records.md says what each is for."""
    words: dict[str, tuple[str, ...]] = {}
    """Words and base forms by what they do in a sentence."""
    irregular: dict[str, str] = {}
    """Base form by third person: has, have."""


class Measure(Struct, frozen=True):
    """A kind of figure said of studies, and how far it may be from the record."""

    kind: str
    """participants, studies, weeks, dose or percent."""
    units: dict[str, float]
    """Words that make a number one of these, and what each is in the unit of records."""
    before: tuple[str, ...]
    """Words of which one must stand before it; empty: none need."""
    unless: tuple[str, ...]
    """Words that may not stand right behind it."""
    relative: float
    absolute: float


class Group(Struct, frozen=True):
    """Whom a sentence may speak of (children, dogs), or as what (a supplement), and its words."""

    id: str
    name: str
    words: tuple[str, ...]
    within: str | None = None
    """The wider group, whose figures hold for it where it has none of its own."""
    ages: tuple[float, float] | None = None
    """In years; None: ages do not make it."""
    species: tuple[str, ...] = ()
    """Animals that are themselves treated: the species of the records that count for them."""


class Saying(Struct, frozen=True):
    """What a text may call a study, and what its record must then hold."""

    id: str
    name: str
    words: tuple[str, ...]
    designs: tuple[str, ...] = ()
    blinding: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    species: str | None = None
    """Whom it was done in: a study in others is no source for what is so said of it."""


class Citing(Struct, frozen=True):
    """How texts cite: words alone, as citing.yaml lists them (docs/records.md)."""

    headings: tuple[str, ...] = ()
    no_names: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    points_back: tuple[str, ...] = ()
    rough: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    rough_tolerance: float = 0.0
    of_a_part: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    times: dict[str, int] = {}
    elemental: tuple[str, ...] = ()
    numbers: dict[str, int] = {}
    works: tuple[str, ...] = ()
    beings: dict[str, tuple[str, ...]] = {}
    """Words for animals, and the species of records that each may mean."""
    seats: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    sayings: tuple[Saying, ...] = ()
    groups: tuple[Group, ...] = ()
    apart: tuple[str, ...] = ()
    """Words behind which a sentence speaks of something set against what stood before (but)."""
    harms: tuple[str, ...] = ()
    """Words of harm: an amount beside them is not called safe."""
    unsaid: tuple[str, ...] = ()
    """Words that open or deny whom a study was done in (not yet in people)."""
    sharers: tuple[str, ...] = ()
    """Words of whom a percentage is a share (of adults)."""


class Want(Struct, frozen=True):
    """What a reader of a health article wants to be told (harms, dose ...), and by which words."""

    id: str
    name: str
    note: str
    """What to say where the text does not tell it."""
    asked_of: tuple[Kind, ...]
    """Wanted where the text asserts a claim of one of these kinds."""
    answered_by: str | None
    """Where study records hold it: safety, dose, population or funding; None: nowhere."""
    counted: tuple[str, ...]
    """Stems; a number with one of these tells it (400 mg)."""


class AsOf(Struct, frozen=True):
    """As of when a catalogue is judged by, and what that leaves out of it."""

    date: str
    n_records: int
    """Studies and references that were published by then."""
    n_later: int
    n_same_year: int
    """Left out though of that year: records give no day, and none was checked by then."""
    n_undated: int
    """Left out because they give no year."""


class Catalogue(Struct, frozen=True):
    """Claims, lexicon, evidence and sources: everything under claims/, as one."""

    name: str
    version: str
    date: str
    language: str
    sha256: str
    subjects: dict[str, Concept]
    outcomes: dict[str, Concept]
    cues: dict[str, Concept]
    """Relations, wording, negation, scope and guards."""
    terms: Lexicon
    claims: dict[str, Claim]
    studies: dict[str, Study]
    references: dict[str, Reference]
    sources: dict[str, Source]
    spellings: dict[str, str]
    """British and other spellings, mapped to the one that terms are written in."""
    landmarks: tuple[str, ...] = ("",)
    """Pieces of words; a folded text without any names no subject of the catalogue."""
    tellings: tuple[Telling, ...] = ()
    telling_terms: Lexicon = Lexicon()
    """Terms of tellings, kept apart: no article is searched for them."""
    legs: dict[str, LegRule] = {}
    """Steps beyond the evidence that the catalogue has words for; empty: none is named."""
    rewrites: Rewrites = Rewrites()
    """How to put a sentence more weakly; empty: no fix is offered."""
    citing: Citing = Citing()
    wants: tuple[Want, ...] = ()
    want_terms: dict[str, Lexicon] = {}
    """By want, its terms and guards, kept apart: they make no claim."""
    jurisdictions: dict[str, Jurisdiction] = {}
    provisions: dict[str, Provision] = {}
    as_of: AsOf | None = None
    """None: all records count, whenever they were published."""


# ---------------------------------------------------------------- a text


class BlockKind(str, Enum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"


class Sentence(Struct, frozen=True):
    """A sentence: where it stands in the decoded original."""

    start: int
    end: int
    block: int
    """Index of its block."""


class Block(Struct, frozen=True):
    """A heading, a paragraph, a list item or a table cell."""

    kind: BlockKind
    start: int
    end: int
    level: int
    """Headings: 1 to 6; items: nesting from 1; else 0."""
    lead: int | None = None
    """Items and cells: index of the block that introduces them (lead-in line or row head)."""
    column: int | None = None
    """Cells: index of the column's head."""
    is_quoted: bool = False
    """True: it stands in a block quote."""


class Comment(Struct, frozen=True):
    """A comment in the source's own syntax: no prose, but it may speak to mgcheck."""

    start: int
    end: int
    """Of the whole comment, its marks included."""
    text: str
    """What stands between its marks."""


_LEGIBLE: Final = frozenset(("text", "markdown", "docx", "pdf"))
"""Syntaxes that people read as they are."""
_BEFORE_MARK: Final = re.compile(r"\s+(?=[.,;:!?)\]”’])")
"""Spaces that markup leaves before a mark; some are the author's, and nobody misses those."""


def _starts(part: tuple[int, str]) -> int:
    return part[0]


class Document(Struct, frozen=True):
    """A text and where its parts stand. All offsets count characters of `text`."""

    path: str
    text: str
    """The decoded original, byte order mark removed, line ends untouched; of a source that is no
    text (Word, PDF) the words taken from it."""
    readable: str
    """Same length as `text`: markup and other things that are not prose are spaces, inside a word
    zero-width spaces; what stands for a character (&eacute;) is that character and such a fill."""
    blocks: tuple[Block, ...]
    sentences: Sequence[Sentence]
    words: int
    line_starts: tuple[int, ...] = (0,)
    syntax: str = "text"
    """What it is written in: text, markdown, and what else the readers know."""
    comments: tuple[Comment, ...] = ()
    """In order of place."""
    parts: tuple[tuple[int, str], ...] = ()
    """Where each page or paragraph begins, and what it is called; empty: `text` is the source."""
    field: str | None = None
    """The field of a JSON, CSV or mail source that was read; None: all of it, or no such source."""

    def part_of(self, offset: int) -> str | None:
        """The page or paragraph in which `offset` stands: "page 3"; None: the source has lines."""
        at = bisect_right(self.parts, offset, key=_starts)
        return self.parts[at - 1][1] if at else None

    @property
    def is_legible(self) -> bool:
        """Whether people read the source as it stands: plain text, Markdown, words taken out."""
        return self.syntax in _LEGIBLE

    def said(self, start: int, end: int) -> str:
        """`start` to `end` as people read it: as it is written, but for other syntaxes than plain
        text and Markdown, of which the words alone are legible."""
        if self.is_legible:
            return self.text[start:end]
        words = self.readable[start:end].replace("\u200b", "")
        return _BEFORE_MARK.sub("", words)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both from 1; columns count characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


# ---------------------------------------------------------------- mentions and findings


class Hit(Struct, frozen=True):
    """Words of the text that a term of the lexicon matched."""

    start: int
    end: int
    concept: str
    part: str
    """subject, outcome, relation, wording, negation, scope or also."""


class Mention(Struct, frozen=True):
    """One place in a text that makes a claim."""

    claim: str
    start: int
    end: int
    stance: Stance
    wording: Wording
    relation: Relation
    scope: str | None
    score: int
    """0 to 100: how directly the words make the claim."""
    how: str
    hits: tuple[Hit, ...]
    names_study: tuple[str, ...] = ()
    """Studies that the text itself names for it."""
    says_placebo: bool = False
    """True: the text says that a placebo was compared."""
    says_lasting: bool = False
    """True: the text speaks of an effect that lasts."""
    says_absolute: bool = False
    """True: the text says that it holds for all, always or in any amount."""
    says_reverse: bool = False
    """True: it denies the claim by saying that the reverse comes about (raises, not lowers)."""
    subject_said: str | None = None
    """The words that name the subject; None where heading or lead-in does."""


class Figure(Struct, frozen=True):
    """A figure that a text gives of a study, in the unit of records."""

    start: int
    end: int
    text: str
    kind: str
    """participants, studies, weeks, dose, percent, size or count; of a sentence's own figures also
    group (for whom: its id is the noun, low to high are years of age), apart and harm."""
    low: float
    high: float
    """The same as `low` unless a range is given."""
    about: str = "exactly"
    """exactly, roughly, at-least, at-most, or part: of the people, it may be some."""
    times: int = 1
    """How often a day, where the text says so."""
    per_kg: bool = False
    is_elemental: bool = False
    nouns: tuple[str, ...] = ()
    """Counts: the stems of the words behind the number; sizes: the unit."""


class Cite(Struct, frozen=True):
    """One place in a text that refers to a study or a reference."""

    start: int
    end: int
    form: str
    """told ('Doe et al. (2020) found'), bracket, link, identifier, mark ([3]), name, back ('this
    trial'), described ('one study in rats') or entry (a line of a list of references)."""
    work: str
    """The same for every place that refers to one work."""
    records: tuple[str, ...]
    """Ids of studies and references that fit: none: not on record; several: they fit equally."""
    how: str
    """What it was resolved by: DOI, PMID, PMCID, registration, title, author and year, name,
    address, description; none."""
    sentence: tuple[int, int] | None
    """Where its sentence stands; None: it stands in a list of references."""
    paragraph: tuple[int, int] | None
    is_source: bool
    """True where what its sentence says may be given as coming from it."""
    clause: tuple[int, int] = (0, 0)
    """The part of the sentence, between a 'but', a 'while' or a semicolon, in which it stands."""
    sayings: tuple[str, ...] = ()
    """What the sentence calls the study, by the ids of citing.yaml."""
    figures: tuple[Figure, ...] = ()
    species: tuple[str, ...] = ()
    """described: in which of these animals it was done."""


class Remark(Struct, frozen=True):
    """Where a cited record and the sentence that cites it part."""

    id: str
    """does-not-test-this, only-in-animals, a-mixed-product, no-placebo-arm ... (docs/output.md)."""
    why: str


class Compared(Struct, frozen=True):
    """A figure of a text held against the record of the study that it is said of."""

    figure: Figure
    record: str
    on_record: str
    agrees: bool
    why: str


class Backing(Struct, frozen=True):
    """A cited work beside a claim of the text, and whether it bears on it."""

    work: str
    records: tuple[str, ...]
    claim: str
    mention_start: int
    where: str
    """sentence, paragraph or list."""
    place: tuple[int, int]
    """Where it is cited."""
    bears: bool | None
    """Whether the claim can rest on it; None: not on record, or no study tests such a claim."""
    is_misattributed: bool
    remarks: tuple[Remark, ...]
    figures: tuple[Compared, ...] = ()


class Cited(Struct, frozen=True):
    """One work that a text cites: every place, what it measured, what of the text rests on it."""

    work: str
    records: tuple[str, ...]
    how: str
    places: tuple[Cite, ...]
    status: tuple[str, ...]
    """retracted, corrected, not published, read second-hand; empty where nothing is to be told."""
    measured: tuple[str, ...]
    remarks: tuple[Remark, ...]
    """What holds of it whatever the claim: a mixed product, only in animals, another design."""
    beside: tuple[Backing, ...]
    rests: tuple[str, ...]
    """Claims beside it that it tested."""
    figures: tuple[Compared, ...]


class Step(Struct, frozen=True):
    """One GRADE step down, with its reason."""

    domain: str
    levels: int
    why: str


class Body(Struct, frozen=True):
    """The body of evidence on one claim: direction, certainty, and every step that led there."""

    direction: str | None
    """'same', 'none', 'conflict', 'opposite', or None where nothing is on record."""
    tier: Tier
    certainty: Certainty | None
    start: Certainty | None
    steps: tuple[Step, ...]
    studies: tuple[str, ...]
    """Studies that decided it, best tier only."""
    also: tuple[str, ...]
    """Studies shown beside them: a lower tier, another form, a wider outcome."""
    references: tuple[str, ...]
    status: Status | None
    participants: int | None
    capped_by: str | None = None
    """A systematic review whose own stated certainty capped ours."""


class Leg(Struct, frozen=True):
    """A step that the text takes and its evidence does not bear."""

    id: str
    name: str
    why: str
    studies: tuple[str, ...]
    """Studies on the near side of the step; empty where what is missing is on the far side."""


class Edit(Struct, frozen=True):
    """Characters of a text to be replaced; an empty span is a place to insert."""

    start: int
    end: int
    text: str


class Fix(Struct, frozen=True):
    """A sentence put as its evidence allows, checked: the claim is then fairly put."""

    is_safe: bool
    """True: only a hedge went into the author's own sentence."""
    how: str
    """hedge, opening, scope or sentence."""
    text: str
    """The sentence as it would then read."""
    edits: tuple[Edit, ...]


class Finding(Struct, frozen=True):
    """A mention with its verdict."""

    mention: Mention
    body: Body
    verdict: Verdict
    severity: Severity
    why: str
    suggestion: str | None
    legs: tuple[Leg, ...] = ()
    """The steps that it takes beyond its evidence."""
    allowed: Wording | None = None
    """The strongest wording that the evidence bears; None where it stands, or where none does."""
    fix: Fix | None = None
    """None until rewriting was tried, and where no wording of the sentence is both safe to put
    in and fair."""
    citations: tuple[Backing, ...] = ()
    figures: tuple[Compared, ...] = ()
    """Figures of the claim itself, held against the records that settle it."""


class Report(Struct, frozen=True):
    """One document, checked."""

    document: Document
    findings: tuple[Finding, ...]
    unmatched: tuple[Sentence, ...]
    """Sentences that speak of a catalogued subject and a health effect and match no claim."""
    citations: tuple[Cited, ...] = ()
    """The works that the text cites, in order."""
