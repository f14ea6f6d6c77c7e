"""Texts side by side, and drafts one after another."""

from __future__ import annotations

from pathlib import Path

import pytest

import mgcheck
from mgcheck import whole
from mgcheck.model import Catalogue, Severity

DOES = "Vitamin Q improves night vision."
MAY = "Vitamin Q may improve night vision."
NOT = "Vitamin Q does not improve night vision."
ASKS = "Does vitamin Q improve night vision?"
MOSS = "Vitamin Q is found in moss."
NO_MOSS = "Vitamin Q is not found in moss."


def groups(catalogue: Catalogue, *texts: str) -> list[tuple[str, str]]:
    """Claim and group of each row, in order."""
    reports = [mgcheck.check(text, catalogue) for text in texts]
    return [(row.claim, row.group.value) for row in mgcheck.compare(reports, catalogue).rows]


def changes(catalogue: Catalogue, old: str, new: str) -> list[tuple[str, list[str], bool]]:
    """Claim, moves and whether it got worse, in order."""
    made = diff(catalogue, old, new)
    return [(c.claim, [move.value for move in c.moves], c.is_worse) for c in made.changes]


def diff(
    catalogue: Catalogue, old: str, new: str, threshold: Severity = Severity.WARNING
) -> whole.Drafts:
    before, after = mgcheck.check(old, catalogue), mgcheck.check(new, catalogue)
    return mgcheck.diff(before, after, catalogue, threshold)


class TestCompare:
    """Contradictions first, lone claims last."""

    @pytest.mark.parametrize(
        ("texts", "group"),
        [
            ((DOES, NOT), "contradict"),
            ((MAY, ASKS, NOT), "contradict"),
            ((DOES, MAY), "differ"),
            ((DOES, ASKS), "differ"),
            ((DOES, DOES), "agree"),
            ((DOES, f"{DOES} {DOES} {MAY}"), "agree"),
            ((DOES, "Owls fly."), "alone"),
            ((f"{DOES} {NOT}", "Owls fly."), "alone"),
        ],
    )
    def test_groups(self, texts: tuple[str, ...], group: str, tiny: Catalogue) -> None:
        """By what the texts do with one claim; how often they say it does not count."""
        assert groups(tiny, *texts) == [("q-night-vision", group)]

    def test_order(self, tiny: Catalogue) -> None:
        """What contradicts stands first, whatever its name."""
        assert groups(tiny, f"{DOES} {MOSS}", f"{NOT} {MOSS}") == [
            ("q-night-vision", "contradict"),
            ("q-found-in-moss", "agree"),
        ]
        assert groups(tiny, f"{DOES} {MOSS}", f"{DOES} {NO_MOSS}") == [
            ("q-found-in-moss", "contradict"),
            ("q-night-vision", "agree"),
        ]

    def test_of_animals_is_no_contradiction(self, catalogue: Catalogue) -> None:
        """One text speaks of rats, the other denies it of people: they differ."""
        told = dict(
            groups(
                catalogue,
                "In rats, magnesium L-threonate reduced anxiety.",
                "Magnesium L-threonate does not reduce anxiety.",
            )
        )
        assert told["mgt-anxiety"] == "differ"

    def test_order_of_texts_changes_no_group(self, tiny: Catalogue) -> None:
        """Whichever text comes first, the groups are the same."""
        texts = (f"{DOES} {MOSS}", NOT, f"{MAY} {MOSS}")
        assert sorted(groups(tiny, *texts)) == sorted(groups(tiny, *reversed(texts)))

    def test_a_text_may_take_two_stances(self, tiny: Catalogue) -> None:
        """What is said stands before what is asked; each stance is kept with its count."""
        reports = [mgcheck.check(f"{ASKS} {MAY} {DOES}", tiny), mgcheck.check(MOSS, tiny)]
        (row,) = (r for r in mgcheck.compare(reports, tiny).rows if r.claim == "q-night-vision")
        told = [
            (p.finding.mention.stance.value, p.finding.mention.wording.value, p.n_mentions)
            for p in row.cells[0]
        ]
        assert told == [("asserts", "does", 2), ("questions", "does", 1)]
        assert row.cells[1] == ()

    def test_three_articles(self, shared: Path, catalogue: Catalogue) -> None:
        """a1 denies that L-threonate helps sleep better than placebo; a2 and a3 say it helps."""
        folder = shared / "articles"
        texts = [(folder / f"a{n}.txt").read_text(encoding="utf-8") for n in (1, 2, 3)]
        told = groups(catalogue, *texts)
        contradicted = [claim for claim, group in told if group == "contradict"]
        assert told[0] == ("mgt-sleep-quality", "contradict")
        assert contradicted == [claim for claim, _ in told[: len(contradicted)]]


class TestDiff:
    """A draft got worse where a claim did."""

    @pytest.mark.parametrize(
        ("old", "new", "moves", "is_worse"),
        [
            ("Owls fly.", DOES, ["added"], True),
            ("Owls fly.", MAY, ["added"], False),
            (DOES, "Owls fly.", ["dropped"], False),
            (MAY, DOES, ["strengthened", "verdict-worse"], True),
            (DOES, MAY, ["softened", "verdict-better"], False),
            (DOES, NOT, ["turned", "verdict-worse"], True),
            (NOT, DOES, ["turned", "verdict-better"], False),
            (NOT, MAY, ["turned", "verdict-better"], False),
            (f"{DOES} {ASKS}", DOES, ["turned"], True),
            (DOES, f"{DOES} {ASKS}", ["turned"], False),
            (f"{MAY} {ASKS}", MAY, ["turned"], False),
        ],
    )
    def test_moves(
        self, old: str, new: str, moves: list[str], is_worse: bool, tiny: Catalogue
    ) -> None:
        """Added, dropped, strengthened, softened, turned; fair claims make nothing worse."""
        assert changes(tiny, old, new) == [("q-night-vision", moves, is_worse)]
        assert diff(tiny, old, new).is_worse is is_worse

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (DOES, DOES),
            (DOES, f"Owls fly.\n\n{DOES}"),
            (DOES, f"{DOES} {MAY}"),
            (f"{DOES} {DOES}", DOES),
            ("", ""),
        ],
    )
    def test_nothing_changed(self, old: str, new: str, tiny: Catalogue) -> None:
        """A claim that is moved, or said again no more strongly, is unchanged."""
        assert changes(tiny, old, new) == []

    def test_the_threshold(self, tiny: Catalogue) -> None:
        """A warning makes no draft worse where only errors count."""
        assert diff(tiny, MAY, DOES, Severity.WARNING).is_worse
        assert not diff(tiny, MAY, DOES, Severity.ERROR).is_worse

    def test_scope(self, catalogue: Catalogue) -> None:
        """What was said of rats and is said of people now is told, and got worse."""
        rats = "In rats, magnesium L-threonate raised magnesium levels in the brain."
        people = "Magnesium L-threonate raises magnesium levels in the brain."
        told = {claim: (moves, worse) for claim, moves, worse in changes(catalogue, rats, people)}
        assert told["mgt-brain-magnesium"] == (["widened", "verdict-worse"], True)
        back = {claim: (moves, worse) for claim, moves, worse in changes(catalogue, people, rats)}
        assert back["mgt-brain-magnesium"] == (["narrowed", "verdict-better"], False)

    def test_association_to_cause(self, catalogue: Catalogue) -> None:
        """From 'linked to' to 'may' is a step up, with the same wording."""
        linked = "Magnesium intake is linked to lower blood pressure."
        caused = "Magnesium may lower blood pressure."
        assert changes(catalogue, linked, caused)[0][1][0] == "strengthened"

    def test_worse_comes_first(self, tiny: Catalogue) -> None:
        """What got worse stands before what else changed; the rest is counted."""
        made = diff(tiny, f"{MAY} {MOSS}", DOES)
        assert [(c.claim, c.is_worse) for c in made.changes] == [
            ("q-night-vision", True),
            ("q-found-in-moss", False),
        ]
        assert made.n_unchanged == 0
        assert diff(tiny, f"{DOES} {MOSS}", f"{MAY} {MOSS}").n_unchanged == 1

    @pytest.mark.parametrize(("old", "new"), [(DOES, MAY), (MAY, NOT), (MOSS, DOES)])
    def test_back_again(self, old: str, new: str, tiny: Catalogue) -> None:
        """Turned round, what was added is dropped, and what got better got worse."""
        reverse = {
            "added": "dropped",
            "dropped": "added",
            "strengthened": "softened",
            "softened": "strengthened",
            "verdict-better": "verdict-worse",
            "verdict-worse": "verdict-better",
        }
        there = {c: sorted(reverse.get(m, m) for m in ms) for c, ms, _ in changes(tiny, old, new)}
        assert there == {c: sorted(ms) for c, ms, _ in changes(tiny, new, old)}
