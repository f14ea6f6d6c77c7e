"""Comments in a text that suppress findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mgcheck import Catalogue, check_document, read
from mgcheck.keep import Kept, kept, speaks
from mgcheck.keep.directives import Directive
from mgcheck.keep.directives import read as read_comment
from mgcheck.model import Comment, Document

CASES = yaml.safe_load(Path(__file__).with_name("inline.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 26)


def heeded(
    text: str, tiny: Catalogue, syntax: str = "markdown", **more: bool
) -> tuple[Document, Kept]:
    """What the comments in `text` leave of its findings."""
    document = read.document(text, "a.md", syntax=syntax)
    report = check_document(document, tiny)
    return document, kept(report.findings, document, tiny.claims, TODAY, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any], tiny: Catalogue) -> None:
    """Each text keeps and loses exactly the findings that its case lists, and gets its notices."""
    document, left = heeded(case["text"], tiny, case.get("syntax", "markdown"))
    line = [document.place(f.mention.start)[0] for f in left.findings]
    assert line == case.get("stands", [])
    gone = [document.place(s.finding.mention.start)[0] for s in left.suppressed]
    assert gone == case.get("suppressed", [])
    told = [[document.place(n.start)[0], n.rule] for n in left.notices]
    assert told == case.get("notices", [])


def test_every_rule_occurs_in_a_case() -> None:
    """The cases show each kind of notice."""
    rules = {rule for case in CASES for _, rule in case.get("notices", [])}
    assert rules == {
        "ignore-expired",
        "ignore-malformed",
        "ignore-unknown-claim",
        "ignore-unused",
        "ignore-without-reason",
    }


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        (
            "ignor[q-night-vision] x",
            "error: this comment says 'ignor', which is no word of mgcheck's, and suppresses "
            "nothing; did you mean ignore?",
        ),
        (
            "skip[q-night-vision] x",
            "error: this comment says 'skip', which is no word of mgcheck's, and suppresses "
            "nothing; use one of ignore, ignore-start, ignore-end, ignore-file",
        ),
        (
            "",
            "error: this comment says nothing, and suppresses nothing; "
            "write ignore[claim-id] and the reason",
        ),
        (
            "ignore-file why",
            "error: this comment names no claim, and suppresses nothing; "
            "write ignore-file[claim-id], or ignore-file[*] for all",
        ),
        (
            "ignore[*] x until=soon",
            "error: this comment gives 'soon' as its last day, and suppresses nothing; "
            "write it as year-month-day: until=2031-12-31",
        ),
        (
            "ignore[q-nigt-vision] x",
            "warning: no claim is named 'q-nigt-vision'; did you mean 'q-night-vision'?",
        ),
        ("ignore[zzz] x", "warning: no claim is named 'zzz'; `mgcheck claims` lists them"),
        (
            "ignore[q-found-in-moss] x",
            "warning: this comment suppresses nothing of 'q-found-in-moss'; take it out",
        ),
        (
            "ignore[q-night-vision]",
            "warning: this comment gives no reason; write one after the brackets",
        ),
        (
            "ignore[q-night-vision] x until=2026-01-31",
            "warning: this comment held until 2026-01-31; mend the text, or take the comment out",
        ),
    ],
)
def test_messages(comment: str, message: str, tiny: Catalogue) -> None:
    """Each says what is amiss and how to mend it."""
    _, left = heeded(f"<!-- mgcheck: {comment} -->\nVitamin Q improves night vision.\n", tiny)
    assert [f"{n.severity.value}: {n.message}" for n in left.notices] == [message]


def test_the_reason_goes_with_what_is_suppressed(tiny: Catalogue) -> None:
    """Reports can tell who left a finding out, and why."""
    text = "<!-- mgcheck: ignore[*]: the label's own words until=2031-01-31 -->\n"
    _, left = heeded(f"{text}Vitamin Q improves night vision.\n", tiny)
    assert [(s.by, s.reason) for s in left.suppressed] == [("inSource", "the label's own words")]


def test_as_of_another_time_nothing_is_unused(tiny: Catalogue) -> None:
    """A comment may wait for evidence that was not out then."""
    text = "<!-- mgcheck: ignore[q-found-in-moss] we know -->\nVitamin Q is found in moss.\n"
    assert [n.rule for n in heeded(text, tiny)[1].notices] == ["ignore-unused"]
    assert heeded(text, tiny, tells_unused=False)[1].notices == ()


def test_whom_a_comment_is_for() -> None:
    """Only what begins with `mgcheck:` is read as such."""
    assert not speaks(read.document("<!-- about mgcheck: a note -->", "a.md", markdown=True))
    assert speaks(read.document("<!--mgcheck:ignore-file[*] x-->", "a.md", markdown=True))
    assert read_comment(Comment(0, 10, " no such thing ")) is None


@pytest.mark.parametrize(
    "said", ["mgcheck: ignore[a,b , a] r", "mgcheck : ignore [a, b] r", "\n mgcheck:ignore[ a,b,]r"]
)
def test_spaces_and_repeats(said: str) -> None:
    """How a comment is spaced makes no difference, and a claim counts once."""
    found = read_comment(Comment(0, 10, said))
    assert found == Directive("ignore", ("a", "b"), "r", None, 0, 10)
