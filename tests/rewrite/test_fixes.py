"""Fixes are tried before they are offered: nothing gets worse, a second run has nothing to do."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mgcheck
from mgcheck import Catalogue, Edit, Finding, Report, Severity, Verdict, read
from mgcheck.rewrite import Rewriter, applied
from mgcheck.rewrite.apply import begins, chosen
from mgcheck.rewrite.fixes import is_fair
from mgcheck.rewrite.hedges import Hedger

CORPUS = Path(__file__).parents[1] / "corpus"
ORDER = (Severity.NONE, Severity.NOTE, Severity.WARNING, Severity.ERROR)


def mended(
    path: Path, catalogue: Catalogue, *, unsafe: bool = False
) -> tuple[Report, Report, Report]:
    """The text's report as it is, with its fixes made, and after a second run."""
    document = read.load(path)

    def check(text: str) -> Report:
        return mgcheck.check_document(read.again(text, document), catalogue)

    rewriter = Rewriter(catalogue)
    before = check(document.text)
    after = check(rewriter.fixed(before, check, unsafe=unsafe)[0].document.text)
    again = check(rewriter.fixed(after, check, unsafe=unsafe)[0].document.text)
    return before, after, again


def hold(before: Report, after: Report, again: Report) -> None:
    """The same claims, none worse, none stronger or turned round, and nothing left to do."""
    old, new = before.findings, after.findings
    assert [f.mention.claim for f in old] == [f.mention.claim for f in new]
    for one, other in zip(old, new, strict=True):
        assert ORDER.index(other.severity) <= ORDER.index(one.severity)
        if one.mention.stance is not other.mention.stance:
            assert other.mention.stance.value == "questions"
    assert again.document.text == after.document.text


@pytest.mark.parametrize("name", ["a1.txt", "a2.txt", "a3.txt"])
@pytest.mark.parametrize("unsafe", [False, True])
def test_the_articles(name: str, unsafe: bool, shared: Path, catalogue: Catalogue) -> None:
    """On each article no claim gets worse, is lost or new; a second run changes nothing."""
    before, after, again = mended(shared / "articles" / name, catalogue, unsafe=unsafe)
    if unsafe:  # a sentence in the catalogue's words may tell the same claims in another order
        assert sorted(f.mention.claim for f in before.findings) == sorted(
            f.mention.claim for f in after.findings
        )
        assert again.document.text == after.document.text
    else:
        hold(before, after, again)


def test_most_overstated_claims_can_be_put_fairly(shared: Path, catalogue: Catalogue) -> None:
    """At least 60 % of the overstated claims of the three articles are fairly put by safe fixes."""
    n = n_fair = 0
    for name in ("a1.txt", "a2.txt", "a3.txt"):
        before, after, _ = mended(shared / "articles" / name, catalogue)
        for one, other in zip(before.findings, after.findings, strict=True):
            if one.verdict is Verdict.OVERSTATED:
                n += 1
                n_fair += is_fair(other)
    assert n_fair / n >= 0.6


@pytest.mark.parametrize("path", sorted(CORPUS.glob("c*.*"))[::4], ids=lambda path: path.stem)
def test_our_own_texts(path: Path, catalogue: Catalogue) -> None:
    """The same holds for texts of our own, in Markdown and in plain text."""
    hold(*mended(path, catalogue))


def fixes_of(text: str, catalogue: Catalogue) -> dict[str, Finding]:
    """Findings of `text`, with fixes, by claim."""
    report = mgcheck.with_fixes(mgcheck.check(text, catalogue), catalogue)
    return {f.mention.claim: f for f in report.findings}


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium L-threonate is made from magnesium citrate.",
        "So far only one clinical trial of magnesium L-threonate has been published.",
    ],
)
def test_what_is_wrong_is_not_hedged(text: str, catalogue: Catalogue) -> None:
    """What the records refute, or have overtaken, is not made fair by 'may'."""
    findings = fixes_of(text, catalogue)
    assert findings
    assert all(f.fix is None for f in findings.values() if not is_fair(f))


@pytest.mark.parametrize(
    "text",
    [
        "My aunt swears that magnesium threonate cured her insomnia.",
        "I started taking magnesium glycinate in March, and it helped me sleep through the night.",
        "A friend of mine found that L-theanine stopped her panic attacks.",
        "For me, magnesium L-threonate improved memory.",
        "We found magnesium L-threonate strengthens memory in our customers.",
        "According to the maker, magnesium L-threonate boosts memory.",
        "Magnesium L-threonate crosses the blood-brain barrier, they say.",
        "Magnesium L-threonate supposedly boosts memory.",
        "The label says that magnesium L-threonate crosses the blood-brain barrier.",
        "Some bloggers claim that magnesium L-threonate raises BDNF, but I do not buy it.",
        "Sceptics note that no one has shown that magnesium L-threonate improves memory.",
        "Critics doubt that magnesium L-threonate strengthens memory.",
    ],
)
def test_no_words_in_the_mouths_of_others(text: str, catalogue: Catalogue) -> None:
    """What someone lived through, heard, doubts or sells is neither hedged nor replaced."""
    findings = fixes_of(text, catalogue)
    assert findings
    assert all(f.fix is None for f in findings.values())


def test_no_opening_before_a_heading_that_runs_into_its_text(catalogue: Catalogue) -> None:
    """A line that ends without a mark is no part of the sentence that an opening would govern."""
    report = mgcheck.check_document(read.load(CORPUS / "c111.txt"), catalogue)
    text = report.document.text
    runs_on = [
        f.mention
        for f in report.findings
        if "bones\nMagnesium" in text[f.mention.start : f.mention.end]
    ]
    assert runs_on
    fixes = mgcheck.with_fixes(report, catalogue).findings
    put = [f.fix for f in fixes if f.mention in runs_on and f.fix is not None and f.fix.is_safe]
    assert all(fix.how != "opening" for fix in put)


def test_a_slogan_is_no_clause(catalogue: Catalogue) -> None:
    """'In animals,' is put before a clause alone."""
    document = read.document("Magnesium L-threonate: more magnesium in the brain!")
    hedger = Hedger(catalogue)
    assert hedger.limited(document, 0, len(document.text), "In animals,") is None
    clause = read.document("Magnesium L-threonate has raised brain magnesium.")
    assert hedger.limited(clause, 0, len(clause.text), "In animals,") is not None


def test_a_hedge_that_was_put_is_read_as_one(catalogue: Catalogue) -> None:
    """An aside behind 'may' holds for what follows, whatever that names first."""
    text = "Magnesium L-threonate might well raise brain magnesium."
    fix = fixes_of(text, catalogue)["mgt-brain-magnesium"].fix
    assert fix is not None
    assert fix.is_safe
    assert fix.text == (
        "Magnesium L-threonate may, though this is not known in people, raise brain magnesium."
    )


def test_a_false_source_is_not_mended_by_a_hedge(catalogue: Catalogue) -> None:
    """A study that tested something else does not become a source because the claim is hedged."""
    text = "Zhang et al. (2022) show that magnesium L-threonate improves deep sleep."
    wrong = [f for f in mgcheck.check(text, catalogue).findings if "misattr" in f.verdict.value]
    assert wrong
    names = {f.mention.claim for f in wrong}
    for claim, finding in fixes_of(text, catalogue).items():
        assert claim not in names or finding.fix is None or not finding.fix.is_safe


def test_what_stands_is_not_made_doubtful(catalogue: Catalogue) -> None:
    """A fact that shares its sentence with an overstatement is never called uncertain."""
    text = "Magnesium is an essential mineral that lowers blood sugar."
    findings = fixes_of(text, catalogue)
    fix = findings["mg-blood-sugar"].fix
    assert fix is not None
    assert fix.text == (
        "Magnesium is an essential mineral that may, though this is very uncertain, "
        "lower blood sugar."
    )
    again = fixes_of(fix.text, catalogue)
    assert {c: f.mention.wording for c, f in again.items() if c != "mg-blood-sugar"} == {
        c: f.mention.wording for c, f in findings.items() if c != "mg-blood-sugar"
    }


def test_a_safe_fix_is_the_suggestion(catalogue: Catalogue) -> None:
    """What is suggested is the author's own sentence wherever that can be put fairly."""
    finding = fixes_of("Magnesium lowers blood pressure.", catalogue)["mg-blood-pressure"]
    assert finding.fix is not None
    assert finding.fix.is_safe
    assert finding.suggestion == finding.fix.text == "Magnesium may lower blood pressure."


def test_animals_are_added_only_unsafely(catalogue: Catalogue) -> None:
    """To limit a sentence to animals says more than the author did: never a safe fix."""
    text = "Magnesium L-threonate has crossed the blood-brain barrier."
    finding = fixes_of(text, catalogue)["mgt-bbb-crossing"]
    assert finding.fix is not None
    assert not finding.fix.is_safe
    assert chosen((finding,), is_safe=True) == ()
    assert chosen((finding,), is_safe=False) == (finding.fix,)


def test_without_words_there_are_no_fixes(tiny: Catalogue) -> None:
    """A catalogue without rewrites.yaml is offered none."""
    report = mgcheck.check("Vitamin Q improves night vision.", tiny)
    assert mgcheck.with_fixes(report, tiny) == report


EDITS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 5), st.text("ab ,", max_size=6)), max_size=6
)


@settings(deadline=None)
@given(EDITS, st.text(min_size=60, max_size=60))
def test_edits_touch_nothing_else(raw: list[tuple[int, int, str]], text: str) -> None:
    """What stands between edits stands there still, in order, and where `begins` says."""
    edits: list[Edit] = []
    at = 0
    for start, length, put in sorted(raw):
        if start >= at and not (edits and edits[-1].start == start):
            edits.append(Edit(start, start + length, put))
            at = start + length
    new = applied(text, edits)
    kept = [text[a.end : b.start] for a, b in pairwise(edits)]
    rest = new
    for between in kept:
        assert between in rest
        rest = rest[rest.index(between) + len(between) :]
    last = edits[-1].end if edits else 0
    assert new.endswith(text[last:])
    starts = [e.end for e in edits]
    for offset, moved in zip(starts, begins(starts, edits), strict=True):
        if not any(e.start == offset for e in edits):
            assert new[moved:].startswith(text[offset : offset + 1])


def test_edits_that_overlap_are_a_bug() -> None:
    """Two edits of one place are refused, never guessed."""
    with pytest.raises(ValueError, match="overlap"):
        applied("abcdef", (Edit(0, 3, "x"), Edit(2, 4, "y")))
