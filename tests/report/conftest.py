"""A small catalogue and a checked text, made by hand, so that reports are tested alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import mgcheck
from mgcheck import model, read
from mgcheck.errors import InputError
from mgcheck.lexicon import Lexicon
from mgcheck.report.problems import Run
from mgcheck.report.summary import Checked, Notice, State, Suppressed

TEXT = """\
# Moonroot and sleep

Moonroot improves sleep quality. Moonroot may improve memory, some say.

Moonroot is a plant. In mice, moonroot raised night activity of the brain, and \
moonroot crosses into the brain of everybody who takes it. Is moonroot good for the heart?

Ask a doctor first. Moonroot does something nobody has looked at.
"""


GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def compare() -> Callable[[str, str], None]:
    """Hold a text against a committed file; UPDATE_GOLDEN=1 writes it anew."""

    def hold(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return hold


def make_concept(name: str, sort: str, parents: tuple[str, ...] = ()) -> model.Concept:
    return model.Concept(id=name, name=name.replace("-", " "), sort=sort, parents=parents)


def make_claim(name: str, kind: model.Kind, statement: str, outcome: str) -> model.Claim:
    return model.Claim(
        id=name,
        topic="sleep",
        kind=kind,
        statement=statement,
        subject=("moonroot",),
        outcome=outcome,
        direction=model.Direction.IMPROVED if kind is model.Kind.EFFECT else None,
        population=None,
        compared_with=None,
        not_gradable="No study can decide advice." if kind is model.Kind.ADVICE else None,
        tally=None,
        wordings={"does": statement, "may": statement.replace("improves", "may improve")},
        match=model.Match(subjects=("moonroot",), outcomes=(outcome,)),
        said_in=(model.SaidIn("a1", 3, "0123456789abcdef"),),
        find=(statement,),
        near_miss=(),
    )


def make_result(
    outcome: str, direction: model.Direction, measured: str | None = None
) -> model.Result:
    return model.Result(
        outcome=outcome,
        measured=measured or outcome.replace("-", " "),
        instrument="PSQI",
        direction=direction,
        versus="placebo",
        effect="-1.2 points",
        p="0.03",
        interval_reaches=None,
        primary=True,
        second_hand=False,
        certainty=None,
    )


def make_study(
    name: str,
    design: model.Design,
    n_analysed: int | None,
    results: tuple[model.Result, ...],
    species: str = "human",
) -> model.Study:
    return model.Study(
        id=name,
        citation=model.Citation("Doe J, Roe R", 2020, "J Moon Stud", "1:1-9", "Moonroot at night"),
        doi="10.1234/moon",
        pmid=None,
        nct="NCT00000001",
        url=None,
        names=(),
        design=design,
        pools=None,
        includes=(),
        species=species,
        population=model.Population("adults who sleep badly", "20-60 years", None, "general"),
        n_randomised=None if n_analysed is None else n_analysed + 4,
        n_enrolled=None,
        n_analysed=n_analysed,
        k=None,
        intervention=model.Intervention("moonroot", None, "1 g a day", None, (), 8.0),
        comparator=model.Comparator("placebo", "placebo"),
        blinding="double-blind",
        registration=None,
        funding="Moonroot Ltd",
        seller_linked=True,
        risk_of_bias=model.RiskOfBias(
            "RoB 2",
            model.Judgement.HIGH,
            "many left",
            (model.Bias("missing outcome data", model.Judgement.HIGH, "a third left"),),
        ),
        publication=model.Publication("journal", None, False),
        results=results,
        safety=None,
        limitations=("small",),
        unverified=(),
        verified_from=("abstract",),
        confidence="medium",
        notes=None,
        checked="2026-01-02",
    )


@pytest.fixture(scope="session")
def catalogue() -> model.Catalogue:
    """Moonroot, which does not exist: two trials, a mouse study, a reference."""
    kinds, ways = model.Kind, model.Direction
    claims = (
        make_claim("moon-sleep", kinds.EFFECT, "Moonroot improves sleep quality.", "sleep-quality"),
        make_claim("moon-memory", kinds.EFFECT, "Moonroot improves memory.", "memory"),
        make_claim("moon-plant", kinds.FACT, "Moonroot is a plant.", "plant"),
        make_claim(
            "moon-brain", kinds.MECHANISM, "Moonroot crosses into the brain.", "brain-entry"
        ),
        make_claim("moon-heart", kinds.EFFECT, "Moonroot improves the heart.", "heart"),
        make_claim("moon-doctor", kinds.ADVICE, "A doctor should be asked first.", "advice"),
    )
    studies = (
        make_study(
            "doe-2020",
            model.Design.RCT,
            80,
            (
                make_result("sleep-quality", ways.NO_DIFFERENCE, "sleep quality, self-rated"),
                make_result("deep-sleep", ways.IMPROVED),
            ),
        ),
        make_study(
            "roe-2021",
            model.Design.CROSSOVER_RCT,
            None,
            (make_result("sleep-quality", ways.IMPROVED),),
        ),
        make_study(
            "lee-2012",
            model.Design.ANIMAL,
            24,
            (make_result("brain-entry", ways.INCREASED),),
            species="mouse",
        ),
    )
    reference = model.Reference(
        id="flora",
        citation=model.Citation(None, 2001, None, None, "Flora of the Moon"),
        issuer="Moon Herbarium",
        kind="textbook",
        doi=None,
        pmid=None,
        url="https://example.org/flora",
        settles=(model.Settles("moon-plant", model.Status.ESTABLISHED, "It lists it.", None),),
        says=("Moonroot is a plant of the dark side.",),
        limitations=(),
        verified_from=("the book",),
        second_hand=False,
        confidence="high",
        notes=None,
        checked="2026-01-02",
    )
    outcomes = ("sleep-quality", "memory", "plant", "brain-entry", "heart", "advice")
    return model.Catalogue(
        name="moon",
        version="1.0.0",
        date="2026-01-02",
        language="en",
        sha256="ab" * 32,
        subjects={"moonroot": make_concept("moonroot", "subject")},
        outcomes={
            **{name: make_concept(name, "outcome") for name in outcomes},
            "deep-sleep": make_concept("deep-sleep", "outcome", ("sleep-quality",)),
        },
        cues={},
        terms=Lexicon(),
        claims={c.id: c for c in claims},
        studies={s.id: s for s in studies},
        references={reference.id: reference},
        sources={"a1": model.Source("a1", "Moonroot", None, None, "blog")},
        spellings={},
    )


def make_body(
    tier: model.Tier = model.Tier.NONE,
    direction: str | None = None,
    certainty: model.Certainty | None = None,
    steps: tuple[model.Step, ...] = (),
    studies: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    references: tuple[str, ...] = (),
    status: model.Status | None = None,
) -> model.Body:
    start = {
        model.Tier.TRIALS: model.Certainty.HIGH,
        model.Tier.PRECLINICAL: model.Certainty.VERY_LOW,
    }
    return model.Body(
        direction=direction,
        tier=tier,
        certainty=certainty,
        start=start.get(tier),
        steps=steps,
        studies=studies,
        also=also,
        references=references,
        status=status,
        participants=80 if studies else None,
    )


SLEEP_BODY = make_body(
    model.Tier.TRIALS,
    "conflict",
    model.Certainty.LOW,
    (
        model.Step("inconsistency", 1, "doe-2020 found no difference, roe-2021 an improvement"),
        model.Step("imprecision", 1, "80 participants, below 400"),
    ),
    ("doe-2020", "roe-2021"),
    ("lee-2012",),
)


@pytest.fixture(scope="session")
def sleep_body() -> model.Body:
    """Two trials that disagree."""
    return SLEEP_BODY


@pytest.fixture(scope="session")
def checked() -> Checked:
    """The text on moonroot with one finding of nearly every kind."""
    document = read.document(TEXT, "moon.md", markdown=True)
    findings: list[model.Finding] = []

    def find(
        claim: str,
        words: str,
        hits: dict[str, str],
        body: model.Body,
        verdict: model.Verdict,
        severity: model.Severity,
        why: str,
        suggestion: str | None,
        stance: model.Stance = model.Stance.ASSERTS,
        scope: str | None = None,
    ) -> None:
        at = TEXT.index(words)
        sentence = next(s for s in document.sentences if s.start <= at < s.end)
        marks = []
        for hit, part in hits.items():
            where = TEXT.index(hit, sentence.start)
            marks.append(model.Hit(where, where + len(hit), hit.lower(), part))
        mention = model.Mention(
            claim,
            sentence.start,
            sentence.end,
            stance,
            model.Wording.DOES,
            model.Relation.CAUSE,
            scope,
            90,
            "subject, relation and outcome",
            tuple(marks),
        )
        findings.append(model.Finding(mention, body, verdict, severity, why, suggestion))

    verdicts, severities = model.Verdict, model.Severity
    find(
        "moon-sleep",
        "Moonroot improves",
        {"Moonroot": "subject", "improves": "relation", "sleep quality": "outcome"},
        SLEEP_BODY,
        verdicts.MIXED,
        severities.WARNING,
        "Trials disagree: doe-2020 found no difference, roe-2021 an improvement.",
        "Moonroot may improve sleep quality.",
    )
    find(
        "moon-memory",
        "Moonroot may",
        {"Moonroot": "subject", "may": "wording", "improve": "relation", "memory": "outcome"},
        make_body(),
        verdicts.NO_EVIDENCE,
        severities.WARNING,
        "No study on record has tested it.",
        "No study on record has tested whether moonroot improves memory.",
    )
    find(
        "moon-plant",
        "Moonroot is a plant",
        {"plant": "outcome"},
        make_body(references=("flora",), status=model.Status.ESTABLISHED),
        verdicts.SUPPORTED,
        severities.NONE,
        "It is established: the flora lists it.",
        None,
    )
    find(
        "moon-brain",
        "In mice",
        {"crosses into the brain": "relation"},
        make_body(model.Tier.PRECLINICAL, "same", model.Certainty.VERY_LOW, (), ("lee-2012",)),
        verdicts.PRECLINICAL_ONLY,
        severities.ERROR,
        "Shown in mice only (lee-2012); no study in people is on record.",
        "In mice, moonroot crossed into the brain; whether it does in people is not known.",
        scope="animals",
    )
    find(
        "moon-heart",
        "Is moonroot good",
        {"heart": "outcome"},
        make_body(),
        verdicts.NO_EVIDENCE,
        severities.NOTE,
        "The text asks; no study on record has tested it.",
        None,
        stance=model.Stance.QUESTIONS,
    )
    find(
        "moon-doctor",
        "Ask a doctor",
        {"doctor": "outcome"},
        make_body(),
        verdicts.NOT_GRADABLE,
        severities.NONE,
        "Advice: no study can decide it.",
        None,
    )
    last = document.sentences[-1]
    report = model.Report(document, tuple(findings), (last,))
    return Checked(report, report.findings, 0)


@pytest.fixture(scope="session")
def run(checked: Checked, catalogue: model.Catalogue) -> Run:
    """The same with all that a run may hold: a fix, a baseline, a comment that suppresses, a
    comment amiss, a text that could not be read."""
    found = list(checked.findings)
    at = TEXT.index("improves sleep")
    hedge = model.Edit(at, at + len("improves"), "may improve")
    fix = model.Fix(True, "hedge", "Moonroot may improve sleep quality.", (hedge,))
    found[0] = replace(found[0], fix=fix)
    names = [finding.mention.claim for finding in found]
    left_out = found[names.index("moon-heart")]
    shown = tuple(finding for finding in found if finding is not left_out)
    report = replace(checked.report, findings=tuple(found))
    states = (State.NEW, State.UNCHANGED, State.NEW, State.UPDATED, State.NEW)
    at = TEXT.index("Moonroot does something")
    amiss = Notice("unused-suppression", model.Severity.WARNING, "It hides nothing.", at, at + 8)
    one = Checked(
        report,
        shown,
        0,
        suppressed=(Suppressed(left_out, "inSource", "Only a question."),),
        notices=(amiss,),
        states=states,
    )
    gone = InputError("no such file or folder", "check the name", "gone.txt")
    return Run((one,), catalogue, "1.2.3", errors=(gone,))


@pytest.fixture(scope="session", params=["the sample article", "the three articles"])
def articles(request: pytest.FixtureRequest) -> Run:
    """Real articles, judged by mgcheck's own catalogue, with fixes."""
    if request.param == "the sample article":
        paths = [Path(__file__).parents[2] / "docs" / "sample-article.md"]
    else:
        folder: Path = request.getfixturevalue("shared")
        paths = [folder / "articles" / f"a{n}.txt" for n in (1, 2, 3)]
    known = mgcheck.load_catalogue()
    checked = []
    for path in paths:
        document = read.document(path.read_text(encoding="utf-8"), path.name, path.suffix == ".md")
        report = mgcheck.with_fixes(mgcheck.check_document(document, known), known)
        checked.append(Checked(report, report.findings, 0))
    return Run(
        tuple(checked),
        known,
        "1.2.3",
        publisher="Moon Facts",
        review_url="https://example.org/reviews",
    )
