"""Findings held against a baseline, and the baseline's file."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mgcheck import Catalogue, Severity, UsageError, Verdict, check_document, read
from mgcheck.keep import Against, against, baseline
from mgcheck.keep.baseline import Entry
from mgcheck.report.summary import Checked, State

BAD = "Vitamin Q improves night vision."
ALSO = "Our readers say that vitamin Q improves night vision."


def looked_at(text: str, tiny: Catalogue, name: str = "a.md") -> Checked:
    """`text` as a run without a baseline has it."""
    report = check_document(read.document(text, name, markdown=True), tiny)
    return Checked(report, report.findings, 0)


def held(
    texts: dict[str, str],
    entries: Sequence[Entry],
    tiny: Catalogue,
    is_there: Callable[[str], bool] = lambda _: True,
) -> Against:
    """`texts`, by name, held against `entries`."""
    checked = [looked_at(text, tiny, name) for name, text in texts.items()]
    return against(checked, list(texts), entries, is_there)


def entries_of(texts: dict[str, str], tiny: Catalogue) -> tuple[Entry, ...]:
    """A baseline of `texts`."""
    return held(texts, (), tiny).new


def states(told: Against) -> list[State]:
    """Of all findings that are left."""
    return [state for one in told.checked for state in one.states]


def test_what_asks_for_nothing_is_in_no_baseline(tiny: Catalogue) -> None:
    """A claim that stands needs no entry."""
    (entry,) = entries_of({"a.md": f"{BAD}\n\nVitamin Q is found in moss.\n"}, tiny)
    told = (entry.path, entry.claim, entry.verdict, entry.severity, entry.sentence)
    assert told == ("a.md", "q-night-vision", Verdict.OVERSTATED, Severity.WARNING, BAD)


def test_known(tiny: Catalogue) -> None:
    """The same text again has nothing new."""
    known = entries_of({"a.md": BAD}, tiny)
    told = held({"a.md": BAD}, known, tiny)
    assert (told.n_known, told.n_new, told.n_gone, told.n_regraded) == (1, 0, 0, 0)
    (one,) = told.checked
    assert one.findings == ()
    assert [(s.by, s.state) for s in one.suppressed] == [("external", State.UNCHANGED)]
    assert told.entries == known


@pytest.mark.parametrize(
    "text",
    [
        f"# A new start\n\nFirst of all, hello.\n\n{BAD}\n",
        "Vitamin Q *improves*\nnight vision!\n",
        f"- {BAD.upper()}\n",
    ],
    ids=["moved", "wrapped and emphasised", "an item, in capitals"],
)
def test_moved_and_wrapped_text_stays_known(text: str, tiny: Catalogue) -> None:
    """What counts is the claim and the words of its sentence."""
    told = held({"a.md": text}, entries_of({"a.md": BAD}, tiny), tiny)
    assert (told.n_known, told.n_new, told.n_gone) == (1, 0, 0)


def test_a_second_time_is_new(tiny: Catalogue) -> None:
    """The same sentence put in again is one more."""
    told = held({"a.md": f"{BAD}\n\n{BAD}\n"}, entries_of({"a.md": BAD}, tiny), tiny)
    assert (told.n_known, told.n_new) == (1, 1)
    assert states(told) == [State.NEW]
    (finding,) = told.checked[0].findings
    assert told.checked[0].report.document.place(finding.mention.start) == (3, 1)


def test_other_words_are_new_and_the_old_ones_gone(tiny: Catalogue) -> None:
    """A sentence that was changed has to stand for itself."""
    told = held({"a.md": ALSO}, entries_of({"a.md": BAD}, tiny), tiny)
    assert (told.n_known, told.n_new, told.n_gone) == (0, 1, 1)
    assert [entry.path for entry in told.gone] == ["a.md"]
    assert told.entries == ()


def test_a_text_that_was_not_looked_at_keeps_its_entries(tiny: Catalogue) -> None:
    """A run on one file says nothing of the others."""
    known = entries_of({"a.md": BAD, "b.md": BAD}, tiny)
    told = held({"a.md": "Nothing here.\n"}, known, tiny)
    assert told.n_gone == 1
    assert [entry.path for entry in told.entries] == ["b.md"]


def test_a_text_that_is_no_more(tiny: Catalogue) -> None:
    """Its entries are gone."""
    known = entries_of({"a.md": BAD, "b.md": BAD}, tiny)
    told = held({"a.md": BAD}, known, tiny, lambda name: name != "b.md")
    assert (told.n_known, told.n_gone) == (1, 1)
    assert [entry.path for entry in told.entries] == ["a.md"]


def test_a_text_that_was_renamed(tiny: Catalogue) -> None:
    """Its entries follow it, so that nothing is new."""
    known = entries_of({"old.md": f"{BAD}\n\n{ALSO}\n"}, tiny)
    told = held({"new.md": f"{BAD}\n\n{ALSO}\n"}, known, tiny, lambda name: name != "old.md")
    assert (told.n_known, told.n_new, told.n_gone) == (2, 0, 0)
    assert {entry.path for entry in told.entries} == {"new.md"}


def test_a_text_that_was_copied(tiny: Catalogue) -> None:
    """While the old one is there, what the copy says is new."""
    told = held({"copy.md": BAD}, entries_of({"a.md": BAD}, tiny), tiny)
    assert (told.n_known, told.n_new, told.n_gone) == (0, 1, 0)


@pytest.mark.parametrize(
    ("then", "is_left"),
    [
        ((Verdict.OVERSTATED, Severity.NOTE), True),
        ((Verdict.MIXED, Severity.NOTE), True),
        ((Verdict.NO_EVIDENCE, Severity.ERROR), False),
        ((Verdict.MIXED, Severity.WARNING), False),
    ],
    ids=["worse", "worse and otherwise", "milder", "otherwise"],
)
def test_regraded(then: tuple[Verdict, Severity], is_left: bool, tiny: Catalogue) -> None:
    """A sentence that stayed and is judged otherwise is told; judged worse, it counts again."""
    (entry,) = entries_of({"a.md": BAD}, tiny)
    before = replace(entry, verdict=then[0], severity=then[1])
    told = held({"a.md": BAD}, (before,), tiny)
    assert (told.n_regraded, told.n_new, told.n_gone) == (1, 0, 0)
    if is_left:
        assert states(told) == [State.UPDATED]
        assert told.entries == (before,), "it is not accepted unasked"
        assert told.new == (entry,)
    else:
        assert states(told) == []
        (left,) = told.checked[0].suppressed
        assert left.state is State.UPDATED
        assert left.reason == f"known from the baseline, there {then[0].value} ({then[1].value})"
        assert told.entries == (entry,)


def test_filters_do_not_make_entries_go(tiny: Catalogue) -> None:
    """What --claim or --min-severity hides is still there."""
    known = entries_of({"a.md": BAD}, tiny)
    hidden = replace(looked_at(BAD, tiny), findings=(), n_hidden=1)
    told = against([hidden], ["a.md"], known, lambda _: True)
    assert (told.n_gone, told.n_known, told.entries) == (0, 0, known)
    fresh = against([hidden], ["a.md"], (), lambda _: True)
    assert (fresh.n_new, fresh.new) == (0, ()), "nor does what nobody sees come in"


# ---------------------------------------------------------------- the file


def some_entries() -> st.SearchStrategy[list[Entry]]:
    """Baselines of all sorts, each place once."""
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    entry = st.builds(
        Entry, words, words, words, st.sampled_from(Verdict), st.sampled_from(Severity), words
    )
    return st.lists(entry, unique_by=lambda e: e.key, max_size=8)


@given(some_entries())
def test_written_and_read(entries: list[Entry]) -> None:
    """What was written is read, whatever stands in it, one entry a line."""
    data = baseline.written(entries)
    assert sorted(baseline.read(data, "x"), key=repr) == sorted(entries, key=repr)
    assert len(data.decode().split("\n")) == len(entries) + 8


@given(some_entries(), st.randoms(use_true_random=False))
def test_order_makes_no_difference(entries: list[Entry], chance: random.Random) -> None:
    """The same entries give the same bytes."""
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert baseline.written(shuffled) == baseline.written(entries)


def test_branches_merge_line_by_line(tiny: Catalogue) -> None:
    """Lines of two branches, all kept, are a sound baseline, even where one stands twice."""
    texts = [baseline.written(entries_of({name: BAD}, tiny)).decode() for name in ("a.md", "b.md")]
    head, tail = texts[0].split("\n")[:4], texts[0].split("\n")[-4:]
    lines = [line for text in texts for line in text.split("\n")[4:-4]]
    union = "\n".join([*head, *lines, lines[0], *tail])
    assert {entry.path for entry in baseline.read(union.encode(), "x")} == {"a.md", "b.md"}
    assert json.loads(union)["entries"][-1] is None


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is no baseline of mgcheck (Input data was truncated)"),
        (b"\xff\xfe{}", "is no baseline of mgcheck (JSON is malformed"),
        (b"[]", "is no baseline of mgcheck (Expected `object`, got `array`)"),
        (b'{"name": "blog"}', "is no baseline of mgcheck (Object missing required field"),
        (
            b'{"mgcheck_baseline": 2, "fingerprints": "v1", "entries": []}',
            "was written by another version of mgcheck; ",
        ),
        (
            b'{"mgcheck_baseline": 1, "fingerprints": "v1", "entries": [{"path": "a.md"}]}',
            "is no baseline of mgcheck (Object missing required field `claim` - at `$.entries[",
        ),
        (
            b'{"mgcheck_baseline": 1,\n"fingerprints": "v1",\n<<<<<<< HEAD\n"entries": []}',
            "is no baseline of mgcheck (JSON is malformed",
        ),
    ],
    ids=["empty", "binary", "list", "foreign", "newer", "cut", "conflict"],
)
def test_damaged_and_foreign_files(data: bytes, what: str) -> None:
    """One line says what is wrong, in msgspec's words where it is the form, and how to mend it."""
    with pytest.raises(UsageError) as caught:
        baseline.read(data, "x.json")
    told = str(caught.value)
    assert told.startswith(f"x.json: {what}")
    assert told.endswith("; restore it, or remove it and write it anew with --write-baseline")
    assert "\n" not in told
