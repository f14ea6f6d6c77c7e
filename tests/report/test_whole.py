"""The card, comparisons and drafts as they are shown, compared whole with committed files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from mgcheck import model, read, whole
from mgcheck.report import (
    card,
    compare,
    compare_tables,
    drafts,
    edition,
    paint,
    terminal,
    texts_json,
)
from mgcheck.report import json as report_json
from mgcheck.report.markdown import escape
from mgcheck.report.summary import Checked
from mgcheck.whole.compare import compare as side_by_side
from mgcheck.whole.drafts import diff

Compare = Callable[[str, str], None]
DOCS = Path(__file__).parents[2] / "docs"
HOSTILE = "a|b\x1b[31m<b>_x_`[y](http://z.org) @me.md"


@pytest.fixture(scope="module")
def made(checked: Checked, catalogue: model.Catalogue) -> whole.Card:
    """A card with everything in it."""
    known = whole.card(checked.report, {}, catalogue)
    mixed, memory = checked.findings[0], checked.findings[1]
    want = model.Want(
        "dose", "dose", "It does not say how much.", (model.Kind.EFFECT,), "dose", ("mg",)
    )
    return replace(
        known,
        headlines=(
            whole.Headline(mixed, True, memory, None, ()),
            whole.Headline(mixed, False, memory, "animals", ()),
            whole.Headline(mixed, False, None, None, (model.Stance.DENIES,)),
            whole.Headline(mixed, False, None, None, ()),
        ),
        missing=(
            whole.Missing(want, (("doe-2020", "1 g a day"), ("roe-2021", "2 g"), ("x", "3 g"))),
        ),
        backing=(
            *known.backing,
            whole.Backing("doe-2020", ("moon-sleep",), False, None),
            whole.Backing("roe-2021", ("moon-sleep",), None, None),
        ),
    )


@pytest.fixture(scope="module")
def comparison(checked: Checked, catalogue: model.Catalogue) -> whole.Comparison:
    """The text on moonroot, one that denies half of it, and one that only hedges."""
    one = checked.report
    return side_by_side([one, turned(one), hedged(one)], catalogue)


def turned(report: model.Report) -> model.Report:
    """The same text denying what it asserted on sleep and plants, and silent on the rest."""
    kept = [report.findings[0], report.findings[2]]
    return replace(
        report,
        document=replace(report.document, path="sceptic.md"),
        findings=tuple(
            replace(f, mention=replace(f.mention, stance=model.Stance.DENIES)) for f in kept
        ),
    )


def hedged(report: model.Report) -> model.Report:
    """The same text, all of it as possible only, the heart left out."""
    return replace(
        report,
        document=replace(report.document, path="hedged.md"),
        findings=tuple(
            replace(f, mention=replace(f.mention, wording=model.Wording.MAY), severity=_milder(f))
            for f in report.findings
            if f.mention.claim != "moon-heart"
        ),
    )


def _milder(finding: model.Finding) -> model.Severity:
    is_error = finding.severity is model.Severity.ERROR
    return model.Severity.WARNING if is_error else finding.severity


@pytest.fixture(scope="module")
def changed(checked: Checked, catalogue: model.Catalogue) -> whole.Drafts:
    """From the hedged text to the flat one."""
    return diff(hedged(checked.report), checked.report, catalogue)


def plain(lines: Any, width: int | None = None) -> str:
    """Lines at a width, none of them wider."""
    text = paint.plain(lines, width)
    if width is not None:
        assert max(map(len, text.splitlines())) <= width
    return text


@pytest.mark.parametrize("width", [60, 100, None])
class TestWidths:
    """At 60 columns, at 100, and in a pipe."""

    def test_card(
        self,
        width: int | None,
        made: whole.Card,
        checked: Checked,
        catalogue: model.Catalogue,
        compare: Compare,
    ) -> None:
        """What stands, what is overstated most, headline against body, what is not told."""
        lines = card.lines(made, checked.report.document, catalogue)
        compare(f"card-{width or 'pipe'}", plain(lines, width))

    def test_compare(
        self,
        width: int | None,
        comparison: whole.Comparison,
        catalogue: model.Catalogue,
        compare: Compare,
    ) -> None:
        """Contradictions, then a matrix; where it would not fit, texts below one another."""
        from mgcheck.report.compare import lines

        compare(f"compare-{width or 'pipe'}", plain(lines(comparison, catalogue, width), width))

    def test_diff(
        self,
        width: int | None,
        changed: whole.Drafts,
        catalogue: model.Catalogue,
        compare: Compare,
    ) -> None:
        """What got worse first, as it was and as it is now."""
        compare(f"diff-{width or 'pipe'}", plain(drafts.lines(changed, catalogue), width))


def test_compare_csv(
    comparison: whole.Comparison, catalogue: model.Catalogue, compare: Compare
) -> None:
    """A matrix that every reader of CSV takes: a row a claim, seven columns a text, one more."""
    data = compare_tables.as_csv(comparison, catalogue)
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert {len(row) for row in rows} == {3 + 7 * 3 + 1}
    assert {row[-1] for row in rows[1:]} == {edition.edition(catalogue)}
    assert len(rows) == 1 + len(comparison.rows)
    compare("compare-csv", data.decode().replace("\r\n", "\n"))


def test_compare_markdown(
    comparison: whole.Comparison, catalogue: model.Catalogue, compare: Compare
) -> None:
    """Contradictions with their sentences, then a table for each group."""
    compare("compare-markdown", compare_tables.as_markdown(comparison, catalogue).decode())


def test_diff_markdown(changed: whole.Drafts, catalogue: model.Catalogue, compare: Compare) -> None:
    """A table that fits a comment on a change."""
    compare("diff-markdown", drafts.as_markdown(changed, catalogue).decode())


@pytest.mark.parametrize("command", ["compare", "diff"])
def test_schemas_are_the_committed_ones(command: str) -> None:
    """docs/ holds what `python -m mgcheck.report.texts_json COMMAND` makes."""
    path = DOCS / f"{command}.schema.json"
    assert path.read_bytes() == report_json.dump(texts_json.schema(command))


def test_json_fits_the_schemas(
    comparison: whole.Comparison, changed: whole.Drafts, catalogue: model.Catalogue
) -> None:
    """Both commands write what their schemas describe, also where nothing was found."""
    empty = model.Report(read.document("", "a.txt"), (), ())
    for one in (comparison, side_by_side([empty, empty], catalogue)):
        jsonschema.validate(
            json.loads(texts_json.compared(one, catalogue, "1.2.3")), texts_json.schema("compare")
        )
    for made in (changed, diff(empty, empty, catalogue)):
        jsonschema.validate(
            json.loads(texts_json.drafts(made, catalogue, "1.2.3")), texts_json.schema("diff")
        )


def test_json_of_a_comparison(comparison: whole.Comparison, catalogue: model.Catalogue) -> None:
    """Every row has a cell for each text, and a cell without a word is an empty list."""
    output = json.loads(texts_json.compared(comparison, catalogue, "1.2.3"))
    assert [text["path"] for text in output["texts"]] == ["moon.md", "sceptic.md", "hedged.md"]
    assert all(len(row["cells"]) == 3 for row in output["claims"])
    assert output["claims"][0]["group"] == "contradict"
    assert sum(output["summary"].values()) == len(output["claims"])
    assert [] in [cell["positions"] for row in output["claims"] for cell in row["cells"]]


def test_json_of_a_draft(changed: whole.Drafts, catalogue: model.Catalogue) -> None:
    """`worse` is what the exit code says, of the whole and of each claim."""
    output = json.loads(texts_json.drafts(changed, catalogue, "1.2.3"))
    assert output["worse"] is True
    assert output["changes"][0]["worse"] is True
    assert output["summary"]["added"] == 1
    assert output["changes"][0]["old"][0]["said"]["wording"] == "may"


def test_card_in_json(made: whole.Card, checked: Checked, catalogue: model.Catalogue) -> None:
    """The card stands in its document, fits the schema, and shares are of what was judged."""
    output = json.loads(report_json.render([replace(checked, card=made)], catalogue, "1.2.3"))
    jsonschema.validate(output, report_json.schema())
    told = output["documents"][0]["card"]
    assert (told["claims"], told["not_gradable"]) == (6, 1)
    assert told["shares"]["unsupported"] == {"claims": 2, "share": 0.4}
    assert [h["part"] for h in told["headlines"]] == ["title", "heading", "heading", "heading"]
    assert [p["seller_linked"] for p in told["paid_by"]][-2:] == [False, None]


def test_card_in_a_report(made: whole.Card, checked: Checked, catalogue: model.Catalogue) -> None:
    """It stands after the last finding and before the counts; --quiet has none."""
    whole_report = paint.plain(terminal.lines([replace(checked, card=made)], catalogue))
    at = whole_report.index("The article as a whole  moon.md")
    assert whole_report.index("moon-heart") < at < whole_report.index("6 claims in 1 document")
    quiet = paint.plain(terminal.lines([replace(checked, card=made)], catalogue, quiet=True))
    assert "as a whole" not in quiet


def test_verbose_card_leaves_nothing_out(
    made: whole.Card, checked: Checked, catalogue: model.Catalogue
) -> None:
    """What is cut short is told whole on --verbose."""
    many = replace(made, headlines=made.headlines * 2)
    document = checked.report.document
    assert "and 4 more (--verbose)" in paint.plain(card.lines(many, document, catalogue))
    told = paint.plain(card.lines(many, document, catalogue, verbose=True))
    assert "more (--verbose)" not in told
    assert "x: 3 g" in told


def test_no_card_of_nothing(catalogue: model.Catalogue) -> None:
    """A text without claims ends without one."""
    empty = model.Report(read.document("Nothing.", "a.txt"), (), ())
    assert not list(card.lines(whole.card(empty, {}, catalogue), empty.document, catalogue))


def test_nothing_in_common(catalogue: model.Catalogue) -> None:
    """Texts without claims are told so in one line."""
    empty = model.Report(read.document("Nothing.", "a.txt"), (), ())
    text = paint.plain(compare.lines(side_by_side([empty, empty], catalogue), catalogue))
    assert text.splitlines()[-1] == "No claim of the catalogue was found in any of them."


def test_many_texts_have_names(checked: Checked, catalogue: model.Catalogue) -> None:
    """Beyond Z letters go on with numbers, and the matrix gives way to a list."""
    assert [compare.letter(i) for i in (0, 25, 26, 52)] == ["A", "Z", "A1", "A2"]
    many = side_by_side([checked.report] * 30, catalogue)
    text = plain(compare.lines(many, catalogue, 100), 100)
    assert "    D1 " in text


@pytest.mark.parametrize(
    "render",
    [compare_tables.as_markdown, compare_tables.as_csv],
)
def test_hostile_names(
    render: Callable[[whole.Comparison, model.Catalogue], bytes],
    comparison: whole.Comparison,
    catalogue: model.Catalogue,
) -> None:
    """A file's name neither reaches a terminal as commands nor becomes markup."""
    named = replace(comparison.documents[0], path=HOSTILE)
    text = render(replace(comparison, documents=(named, *comparison.documents[1:])), catalogue)
    assert b"\x1b" not in text
    if render is compare_tables.as_markdown:
        assert b"<b>" not in text
        assert b"http://" not in text


def test_no_formulas_in_csv(comparison: whole.Comparison, catalogue: model.Catalogue) -> None:
    """A spreadsheet would run a cell that begins with a sign."""
    named = replace(comparison.documents[0], path="=cmd|calc.md")
    text = compare_tables.as_csv(
        replace(comparison, documents=(named, *comparison.documents[1:])), catalogue
    ).decode()
    heads = next(csv.reader(io.StringIO(text)))
    assert heads[3] == "'=cmd|calc.md: stance"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("<script>", "&lt;script&gt;"),
        ("see https://x.org", "see https&#58;//x.org"),
        ("@someone #12", "@&#8203;someone \\#&#8203;12"),
        ("two\nlines", "two lines"),
    ],
)
def test_escaped_markdown(text: str, shown: str) -> None:
    """Text is shown as it stands: no cell breaks, no one is mentioned, nothing becomes a link."""
    assert escape(text) == shown
