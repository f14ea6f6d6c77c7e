"""All formats side by side: compared whole with committed files, and saying the same.

Made anew with UPDATE_GOLDEN=1; read the difference like code.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from mgcheck import model, read
from mgcheck.errors import UsageError
from mgcheck.report import (
    checkstyle,
    claimreview,
    comment,
    concise,
    github,
    gitlab,
    jsonl,
    junit,
    paint,
    rdjson,
    sarif,
    terminal,
)
from mgcheck.report import (
    csv as as_csv,
)
from mgcheck.report.line import clean
from mgcheck.report.problems import Run, problems
from mgcheck.report.summary import Checked, Suppressed

SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANY = st.text(min_size=1, max_size=40)

Compare = Callable[[str, str], None]
PUBLISHER = {"publisher": "Moon Facts", "review_url": "https://example.org/reviews?p=1"}
RENDER: dict[str, Callable[[Run], bytes]] = {
    "jsonl": jsonl.render,
    "sarif": sarif.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
    "checkstyle": checkstyle.render,
    "rdjson": rdjson.render,
    "rdjsonl": rdjson.render_lines,
    "csv": as_csv.render,
    "markdown": comment.render,
    "claimreview": claimreview.render,
    "concise": lambda run: paint.plain(concise.lines(run)).encode(),
    "terminal": lambda run: paint.plain(
        terminal.lines(run.checked, run.catalogue, show_suppressed=run.shows_suppressed)
    ).encode(),
}
NO_PLACE = {"claimreview"}
"""Speaks of claims, not of places in a text."""
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^\./"}},
                    "positions": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": {
                            "type": "object",
                            "required": ["line", "column"],
                            "properties": {
                                "line": {"type": "integer", "minimum": 1},
                                "column": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a code quality report."""


@pytest.fixture
def full(run: Run) -> Run:
    """The run with all that a reader can ask for."""
    return replace(run, shows_suppressed=True, **PUBLISHER)


@pytest.mark.parametrize("name", RENDER)
def test_golden(name: str, full: Run, compare: Compare) -> None:
    """Each format, whole."""
    compare(f"format-{name}", RENDER[name](full).decode().replace("\r\n", "\n"))


def hostile(run: Run, path: str, words: str, why: str) -> Run:
    """A run over one text with one finding, all its words given."""
    (old,) = run.checked
    document = read.document(words, path)
    like = old.findings[0]
    mention = replace(like.mention, start=0, end=len(document.text), hits=())
    finding = replace(like, mention=mention, why=why, suggestion=words, fix=None)
    report = model.Report(document, (finding,), ())
    return replace(run, checked=(Checked(report, (finding,), 0),), errors=(), **PUBLISHER)


@SETTINGS
@given(path=ANY, words=ANY, why=ANY)
def test_json_of_any_text(run: Run, path: str, words: str, why: str) -> None:
    """Every JSON format is JSON, and holds the one finding."""
    one = hostile(run, path, words, why)
    assert len(json.loads(sarif.render(one))["runs"][0]["results"]) == 1
    assert len(json.loads(gitlab.render(one))) == 1
    assert len(json.loads(rdjson.render(one))["diagnostics"]) == 1
    assert len(json.loads(claimreview.render(one))) == 1
    (line,) = rdjson.render_lines(one).split(b"\n")[:-1]
    assert json.loads(line)
    (first, second) = jsonl.render(one).split(b"\n")[:-1]
    assert [json.loads(line)["type"] for line in (first, second)] == ["run", "finding"]


@pytest.mark.parametrize("name", [name for name in RENDER if name not in NO_PLACE])
def test_the_page_is_told(name: str, full: Run) -> None:
    """Of a PDF, which has no lines, every format names the page beside the line."""
    one = hostile(full, "moon.pdf", "Moonroot improves sleep.", "Nobody knows.")
    (checked,) = one.checked
    document = replace(checked.report.document, parts=((0, "page 7"),))
    paged = replace(checked, report=replace(checked.report, document=document))
    assert b"page 7" not in RENDER[name](one)
    assert b"page 7" in RENDER[name](replace(one, checked=(paged,)))


@pytest.mark.parametrize(
    "name", ["jsonl", "sarif", "github", "junit", "csv", "markdown", "claimreview", "terminal"]
)
def test_the_catalogue_is_named(name: str, full: Run) -> None:
    """Each format that has a place for it tells by which catalogue it was judged, with its hash."""
    told = RENDER[name](full).decode()
    assert full.catalogue.version in told
    assert full.catalogue.sha256[:12] in told


def test_a_path_that_is_no_text(run: Run) -> None:
    """A file's name may hold a byte that is no character: a sign stands for it, nothing fails."""
    one = hostile(run, "\udcff.md", "Moonroot.", "why")
    for name, render in RENDER.items():
        if name in {"terminal", "concise"}:  # written as standard output can take it
            continue
        assert render(one), name


def test_every_format_has_the_same_message(full: Run) -> None:
    """One table: each problem's message stands in each format that tells problems."""
    expected = [p.message for p in problems(full) if p.suppressed is None]
    assert len(expected) == 4
    reviewed = [d["message"] for d in json.loads(rdjson.render(full))["diagnostics"]]
    quality = [i["description"] for i in json.loads(gitlab.render(full))]
    results = json.loads(sarif.render(full))["runs"][0]["results"]
    scanned = [r["message"]["text"] for r in results if "suppressions" not in r]
    rows = list(csv.DictReader(io.StringIO(as_csv.render(full).decode(), newline="")))
    spread = [
        f"{row['verdict']}: {row['message']}"
        for row in rows
        if row["severity"] != "none" and not row["suppressed"]
    ]
    assert reviewed == quality == spread
    assert sorted(scanned) == sorted(reviewed)
    assert [told.split(": ", 1)[1] for told in reviewed] == expected


class TestGitlab:
    """GitLab's code quality report."""

    def test_fits(self, full: Run) -> None:
        """It has what GitLab's documentation asks for."""
        jsonschema.validate(json.loads(gitlab.render(full)), GITLAB)

    def test_fingerprints_differ_between_files(self, run: Run) -> None:
        """GitLab shows one of two with one fingerprint: each text has its own."""
        (one,) = run.checked
        document = replace(one.report.document, path="other.md")
        other = replace(one, report=replace(one.report, document=document))
        issues = json.loads(gitlab.render(replace(run, checked=(one, other))))
        assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 8


class TestCsv:
    """CSV for spreadsheets."""

    @SETTINGS
    @given(path=ANY, words=ANY, why=ANY)
    def test_any_text(self, run: Run, path: str, words: str, why: str) -> None:
        """Two rows, whatever the text holds; no cell begins as a formula does."""
        output = as_csv.render(hostile(run, path, words, why)).decode()
        rows = list(csv.reader(io.StringIO(output, newline=""), strict=True))
        assert len(rows) == 2
        assert all(len(row) == len(as_csv.COLUMNS) for row in rows)
        for cell in rows[1]:
            assert not cell.strip().startswith(("=", "+", "-", "@"))

    def test_formula(self, run: Run) -> None:
        """A sentence that a spreadsheet would run stays a sentence."""
        output = as_csv.render(hostile(run, "=1+1.md", '=HYPERLINK("//x")', "+1")).decode()
        (row,) = csv.DictReader(io.StringIO(output, newline=""))
        assert row["path"] == "'=1+1.md"
        assert row["text"] == '\'=HYPERLINK("//x")'
        assert row["message"].startswith("'+1")


class TestMarkdown:
    """The comment on a change."""

    @pytest.mark.parametrize("number", [1, 400, 3000])
    def test_it_fits(self, run: Run, number: int) -> None:
        """However many findings: no longer than GitHub takes, the rest counted."""
        one = hostile(run, "a.md", "Moonroot 😀 improves sleep. " * 10, "Because.")
        (checked,) = one.checked
        found = checked.findings * number
        report = replace(checked.report, findings=found)
        output = comment.render(replace(one, checked=(Checked(report, found, 0),))).decode()
        assert len(output.encode()) <= comment.MOST
        assert len(output.encode("utf-16-le")) // 2 <= comment.MOST
        assert output.startswith(comment.MARK)
        shown = output.count("#### ")
        assert (f"{number - shown:,} more findings not shown" in output) == (shown < number)
        assert shown == number or shown > 20

    @SETTINGS
    @given(sign=st.characters(), number=st.integers(1, 60), most=st.integers(6_000, 20_000))
    def test_it_always_fits(self, run: Run, sign: str, number: int, most: int) -> None:
        """Nor does a text of signs that grow when they are escaped, nor a path, nor an error."""
        one = hostile(run, sign * 4_000, sign * 4_000, sign * 4_000)
        (checked,) = one.checked
        found = checked.findings * number
        hidden = tuple(Suppressed(f, "external", sign * 900) for f in checked.findings * number)
        report = replace(checked.report, findings=found)
        shown = Checked(report, found, 0, suppressed=hidden)
        output = comment.text(replace(one, checked=(shown,), shows_suppressed=True), most)
        assert len(output.encode("utf-8", "replace")) <= most

    @SETTINGS
    @given(path=ANY, words=ANY, why=ANY)
    def test_no_markup_out_of_a_text(self, run: Run, path: str, words: str, why: str) -> None:
        """Any text makes the same page: no link, image, tag or heading of its own."""
        for text in (path, words, why):
            assume(clean(text).strip())  # of blank words no paragraph comes
        plain = shape(hostile(run, "a.md", "Words.", "Why."))
        assert shape(hostile(run, path, words, why)) == plain

    @pytest.mark.parametrize(
        "words",
        [
            "[a](https://example.org)",
            "![a](b.png)",
            "<img src=x onerror=alert(1)>",
            "<!-- x",
            "@someone #1 https://example.org www.example.org",
            "`code` **bold** | a | b |",
            "# Heading",
            "> quote",
            "- item",
            "1. item",
            "```\ncode",
            "</sub></details>",
        ],
    )
    def test_what_people_try(self, run: Run, words: str) -> None:
        """Nor do the usual ways to break out of a page."""
        plain = shape(hostile(run, "a.md", "Words.", "Why."))
        assert shape(hostile(run, words, words, words)) == plain
        output = comment.render(hostile(run, "a.md", words, "Why.")).decode()
        assert "@someone" not in output
        assert "https://" not in output


def shape(run: Run) -> list[str]:
    """The kinds of blocks and marks of the rendered comment, text apart."""
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    tokens = parser.parse(comment.render(run).decode())
    kinds = []
    for token in tokens:
        kinds.append(token.type)
        inner = [child.type for child in token.children or ()]
        kinds.extend(kind for kind in inner if kind not in {"text", "text_special"})
    return kinds


class TestClaimreview:
    """The export for a publisher's own page."""

    def test_what_search_engines_ask_for(self, full: Run) -> None:
        """What was claimed, in few words; the verdict in words; who; an address of its own."""
        reviews = json.loads(claimreview.render(full))
        claimed = [review["claimReviewed"] for review in reviews]
        assert claimed == [
            "Moonroot crosses into the brain.",
            "Moonroot improves memory.",
            "Moonroot is a plant.",
            "Moonroot improves sleep quality.",
        ]
        for review in reviews:
            assert review["@context"] == "https://schema.org"
            assert review["@type"] == "ClaimReview"
            assert len(review["claimReviewed"]) <= claimreview.LONGEST
            assert review["url"].startswith("https://example.org/reviews?p=1#")
            assert review["author"]["name"] == "Moon Facts"
            assert review["author"]["url"] == "https://example.org/"
            assert set(review["reviewRating"]) == {"@type", "alternateName"}
            assert review["itemReviewed"]["@type"] == "Claim"

    @pytest.mark.parametrize(
        ("publisher", "url"),
        [
            (None, None),
            ("Moon", None),
            (None, "https://example.org"),
            (" ", "https://example.org"),
            ("Moon", "example.org/reviews"),
            ("Moon", "javascript:alert(1)"),
        ],
    )
    def test_never_without_a_publisher(
        self, run: Run, publisher: str | None, url: str | None
    ) -> None:
        """Who publishes it, and where, has to be said."""
        with pytest.raises(UsageError):
            claimreview.render(replace(run, publisher=publisher, review_url=url))

    @SETTINGS
    @given(st.text())
    def test_short(self, statement: str) -> None:
        """However long a claim: at most 75 characters, cut between words."""
        assert len(claimreview.shortened(statement)) <= 75


def test_articles(articles: Run) -> None:
    """What real articles give fits, too: a row or line a finding, a comment that has room."""
    n_findings = sum(len(one.findings) for one in articles.checked)
    rows = csv.DictReader(io.StringIO(as_csv.render(articles).decode(), newline=""))
    assert len(list(rows)) == n_findings
    lines = jsonl.render(articles).splitlines()
    assert [json.loads(line)["type"] for line in lines] == [
        "run",
        *["finding"] * n_findings,
    ]
    jsonschema.validate(json.loads(gitlab.render(articles)), GITLAB)
    assert len(comment.render(articles)) <= comment.MOST
    claimed = [review["claimReviewed"] for review in json.loads(claimreview.render(articles))]
    assert claimed
    assert max(map(len, claimed)) <= claimreview.LONGEST
