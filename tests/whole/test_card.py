"""The article as a whole: shares, strongest overstatement, headline, what is not told, who paid."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import mgcheck
from mgcheck import catalogue as catalogue_stage
from mgcheck import find, grade, read, whole
from mgcheck.model import Catalogue, Direction, Kind, Stance, Verdict
from mgcheck.whole.nouns import SHARE, Share

ROOT = Path(__file__).parents[2]
TOLD = "\n\nTake 5 mg a day; some get itchy eyes."


def card_of(text: str, catalogue: Catalogue) -> whole.Card:
    """The card of a Markdown text."""
    document = read.document(text, "a.md", markdown=True)
    return mgcheck.card(mgcheck.check_document(document, catalogue), catalogue)


def headlines(text: str, catalogue: Catalogue) -> list[tuple[str, bool, str | None, list[str]]]:
    """Claim, whether the title says it, the body's wording, and what else the body does."""
    return [
        (
            h.finding.mention.claim,
            h.is_title,
            None if h.body is None else h.body.mention.wording.value,
            [stance.value for stance in h.body_stances],
        )
        for h in card_of(text, catalogue).headlines
    ]


def missing(text: str, catalogue: Catalogue) -> list[str]:
    """What the text does not tell."""
    return [m.want.id for m in card_of(text, catalogue).missing]


class TestShares:
    """Each claim counts once, and what no evidence decides in no share."""

    @pytest.mark.parametrize("verdict", Verdict)
    def test_every_verdict_counts_somewhere(self, verdict: Verdict) -> None:
        """The table leaves no verdict out."""
        assert verdict in SHARE

    def test_counts(self, tiny: Catalogue) -> None:
        """Two of three claims are fair; the title, put too strongly, is not."""
        card = card_of(
            "# Vitamin Q improves night vision\n\nVitamin Q may improve night vision. "
            "Vitamin Q is found in moss.",
            tiny,
        )
        assert (card.n_claims, card.n_not_gradable) == (3, 0)
        assert {share.value: number for share, number in card.shares.items() if number} == {
            "fairly-put": 2,
            "overstated": 1,
        }

    def test_shares_are_all_that_was_judged(self, catalogue: Catalogue) -> None:
        """Shares and what cannot be graded add up to all claims."""
        document = read.load(ROOT / "docs" / "sample-article.md")
        card = mgcheck.card(mgcheck.check_document(document, catalogue), catalogue)
        assert sum(card.shares.values()) + card.n_not_gradable == card.n_claims > 20

    def test_nothing_claimed(self, tiny: Catalogue) -> None:
        """A text without claims has a card without anything in it."""
        card = card_of("# Owls\n\nOwls fly by night.", tiny)
        assert (card.n_claims, card.strongest, card.headlines, card.missing, card.backing) == (
            0,
            None,
            (),
            (),
            (),
        )


class TestStrongest:
    """What goes farthest past its evidence; questions overstate nothing."""

    def test_the_farthest_wins(self, catalogue: Catalogue) -> None:
        """Flatly said of people and seen in animals only beats hedged, wherever it stands."""
        text = (
            "Magnesium L-threonate may improve sleep quality. "
            "Magnesium L-threonate crosses the blood-brain barrier."
        )
        strongest = card_of(text, catalogue).strongest
        assert strongest is not None
        assert strongest.mention.claim == "mgt-bbb-crossing"

    def test_fair_texts_have_none(self, tiny: Catalogue) -> None:
        """Nothing is overstated where all is fairly put."""
        assert card_of("Vitamin Q may improve night vision.", tiny).strongest is None


class TestHeadline:
    """A heading that says more than the text below it."""

    def test_title_against_body(self, tiny: Catalogue) -> None:
        """A flat title over a hedged text is told, with the body's own strength."""
        text = "# Vitamin Q improves night vision\n\nVitamin Q may improve night vision."
        assert headlines(text, tiny) == [("q-night-vision", True, "may", [])]

    def test_body_as_strong(self, tiny: Catalogue) -> None:
        """Nothing is told where the body says it as strongly anywhere."""
        text = (
            "# Vitamin Q improves night vision\n\nVitamin Q may improve night vision. "
            "Vitamin Q improves night vision."
        )
        assert headlines(text, tiny) == []

    def test_body_that_denies_it(self, tiny: Catalogue) -> None:
        """A text that takes back what its title says is told so."""
        text = "# Vitamin Q improves night vision\n\nVitamin Q does not improve night vision."
        assert headlines(text, tiny) == [("q-night-vision", True, None, ["denies"])]

    def test_body_that_does_not_say_it(self, tiny: Catalogue) -> None:
        """So is one that never comes back to it; a later heading is no title."""
        text = "# Moss\n\nVitamin Q is found in moss.\n\n## Vitamin Q improves night vision\n\nGo."
        assert headlines(text, tiny) == [("q-night-vision", False, None, [])]

    def test_a_question_says_nothing(self, tiny: Catalogue) -> None:
        """A title that asks asserts nothing."""
        text = "# Does vitamin Q improve night vision?\n\nVitamin Q may improve night vision."
        assert headlines(text, tiny) == []

    def test_body_that_speaks_of_animals(self, catalogue: Catalogue) -> None:
        """A title about everybody over a text about rats is told, strong as both may be."""
        text = (
            "# Magnesium L-threonate raises brain magnesium\n\n"
            "In rats, magnesium L-threonate raised magnesium levels in the brain."
        )
        (headline,) = card_of(text, catalogue).headlines
        assert (headline.finding.mention.claim, headline.body_scope) == (
            "mgt-brain-magnesium",
            "animals",
        )

    def test_a_label_says_nothing(self, catalogue: Catalogue) -> None:
        """A heading that only names a complaint, under a line that leads in, claims nothing yet."""
        text = (
            "# Magnesium deficiency\n\n## Muscle cramps\n\n"
            "Magnesium deficiency may cause muscle cramps."
        )
        assert headlines(text, catalogue) == []


class TestNotTold:
    """What a reader wants and does not get, by reading.yaml."""

    def test_both_missing(self, tiny: Catalogue) -> None:
        """A text that claims an effect and tells neither lacks both, with what is on record."""
        card = card_of("Vitamin Q improves night vision.", tiny)
        assert [(m.want.id, m.on_record) for m in card.missing] == [
            ("dose", (("quill-2020", "5 mg a day"),)),
            ("harms", ()),
        ]

    def test_both_told(self, tiny: Catalogue) -> None:
        """An amount and a complaint are enough."""
        assert missing("Vitamin Q improves night vision." + TOLD, tiny) == []

    @pytest.mark.parametrize(
        "told",
        [
            "## Side effects and doses",
            "It has no side effects.",
            "It works without side effects at 5 mg.",
        ],
    )
    def test_what_tells_no_harm(self, told: str, tiny: Catalogue) -> None:
        """A heading only announces, and a denial names no harm."""
        assert "harms" in missing(f"Vitamin Q improves night vision.\n\n{told}", tiny)

    def test_only_of_claims_that_raise_the_question(self, tiny: Catalogue) -> None:
        """A fact about moss, or a denial, calls for no dose."""
        assert missing("Vitamin Q is found in moss.", tiny) == []
        assert missing("Vitamin Q does not improve night vision.", tiny) == []

    def test_a_pack_without_wants(self, tiny: Catalogue) -> None:
        """reading.yaml may be left out."""
        bare = replace(tiny, wants=(), want_terms={})
        assert missing("Vitamin Q improves night vision.", bare) == []

    def test_wants_make_no_claim(self, tiny: Catalogue) -> None:
        """Their terms and guards are not searched when claims are."""
        assert "want" not in {word for t in tiny.terms.of() for word in (t.sort, t.role)}
        assert not any("side" in t.text for t in tiny.terms.of())
        assert {t.concept for t in tiny.want_terms["harms"].of()} == {"harms"}

    def test_own_texts_of_wants(self) -> None:
        """Each want of mgcheck's own catalogue is met by its texts, and not by its near misses."""

        def wants_in(text: str, known: Catalogue) -> set[str]:
            return set(find.met(read.document(text), known))

        folder = catalogue_stage.bundled_folder()
        assert catalogue_stage.validate(folder, wants_in=wants_in) == ()


class TestBacking:
    """Who paid for the studies that point the text's way."""

    def test_support(self, tiny: Catalogue) -> None:
        """A study that found what the text says backs it, overstated or not."""
        (backing,) = card_of("Vitamin Q improves night vision.", tiny).backing
        assert (backing.study, backing.claims, backing.seller_linked, backing.funding) == (
            "quill-2020",
            ("q-night-vision",),
            False,
            None,
        )

    @pytest.mark.parametrize(
        "text", ["Vitamin Q does not improve night vision.", "Does vitamin Q improve night vision?"]
    )
    def test_no_support(self, text: str, tiny: Catalogue) -> None:
        """The same study backs neither a denial nor a question."""
        assert card_of(text, tiny).backing == ()

    def test_the_halves_of_a_mixed_body(self, catalogue: Catalogue) -> None:
        """Where trials disagree, an assertion is backed by some of them, a denial by the others."""
        finding = mgcheck.check(
            "Magnesium L-threonate improves sleep quality.", catalogue
        ).findings[0]
        assert finding.verdict is Verdict.MIXED
        denial = replace(finding, mention=replace(finding.mention, stance=Stance.DENIES))
        one, other = (set(grade.backing([f], catalogue)) for f in (finding, denial))
        assert one
        assert other
        assert one.isdisjoint(other)
        assert one | other == set(finding.body.studies)

    def test_a_reversed_result(self, tiny: Catalogue) -> None:
        """A study that found the reverse backs the denial."""
        study = tiny.studies["quill-2020"]
        worse = replace(study.results[0], direction=Direction.WORSENED)
        changed = replace(tiny, studies={study.id: replace(study, results=(worse,))})
        assert card_of("Vitamin Q improves night vision.", changed).backing == ()
        assert card_of("Vitamin Q does not improve night vision.", changed).backing


def test_the_card_is_of_the_whole_text(tiny: Catalogue) -> None:
    """Every finding counts; none is taken twice."""
    text = "Vitamin Q improves night vision. " * 3
    card = card_of(text, tiny)
    assert card.n_claims == 3
    assert card.shares[Share.OVERSTATED] == 3
    assert len(card.backing) == 1


def test_three_articles(shared: Path, catalogue: Catalogue) -> None:
    """a1 tells a dose and harms; a3 tells neither, nor who was studied, nor who paid."""
    folder = shared / "articles"
    found = {}
    for name in ("a1", "a3"):
        document = read.load(folder / f"{name}.txt")
        card = mgcheck.card(mgcheck.check_document(document, catalogue), catalogue)
        found[name] = [m.want.id for m in card.missing]
        assert card.strongest is not None
    assert found == {"a1": [], "a3": ["dose", "funding", "harms", "participants"]}


def test_kinds_that_wants_are_asked_of(catalogue: Catalogue) -> None:
    """No advice or label calls for anything: it is asked of what evidence can show."""
    kinds = {kind for want in catalogue.wants for kind in want.asked_of}
    assert kinds.isdisjoint({Kind.ADVICE, Kind.LABEL, Kind.FACT})
