"""Ranking bare statements by a text, without a catalogue."""

from __future__ import annotations

import csv
import inspect
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mgcheck
from mgcheck.ranking import FLOOR, Index, rank
from mgcheck.ranking.alike import Alike, groups
from mgcheck.ranking.ends import Ends
from mgcheck.ranking.index import CROWD, FITS, RIVAL
from mgcheck.ranking.words import parts

SETS = Path(__file__).parents[2] / "benchmarks" / "sets"
CLAIMS = [
    ("garlic-pressure", "Garlic lowers blood pressure."),
    ("garlic-cholesterol", "Garlic lowers cholesterol."),
    ("garlic-colds", "Garlic prevents colds and flu."),
    ("steps-10000", "Walking 10,000 steps a day lowers the risk of early death."),
    ("steps-4000", "Walking 4,000 steps a day is enough for good health."),
    ("water", "You must drink eight glasses of water every day."),
    ("screen-causes", "Sunscreen causes skin cancer."),
    ("screen-prevents", "Sunscreen prevents skin cancer."),
    ("bones", "Vitamin D supplements prevent fractures in older adults."),
    ("mood", "Vitamin D supplements prevent depression."),
    ("masks", "Face masks lower the oxygen level in the blood."),
    ("chip", "COVID-19 vaccines contain microchips."),
    ("gut", "Probiotics prevent diarrhoea from antibiotics."),
]
OUTCOMES = (
    "lowers blood pressure",
    "lowers blood sugar",
    "lowers body weight",
    "lowers pressure in the eye",
)


def first(text: str, least: float = 0.0) -> str | None:
    """The id of the best answer."""
    found = rank([text], CLAIMS, 1, least=least)[0]
    return found[0][0] if found else None


def score(text: str, claim: str) -> float:
    """How near a claim is to a text; 0 where they share nothing."""
    return dict(rank([text], CLAIMS, len(CLAIMS), least=0.0)[0]).get(claim, 0.0)


def test_it_is_public() -> None:
    """`mgcheck.rank` gives the same, and still does after the first call."""
    for _ in range(2):
        assert mgcheck.rank(["garlic"], CLAIMS, 3) == rank(["garlic"], CLAIMS, 3)
    assert inspect.isfunction(mgcheck.rank)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        pytest.param(
            "Does garlic bring your cholesterol down?", "garlic-cholesterol", id="sibling"
        ),
        pytest.param("garlic for lower blood pressure", "garlic-pressure", id="other sibling"),
        pytest.param(
            "the sun cream in the shop PREVENTS skin cancer", "screen-prevents", id="verb"
        ),
        pytest.param("sunscreen is causing skin cancers", "screen-causes", id="inflected verb"),
        pytest.param("10000 steps and you live longer", "steps-10000", id="number without comma"),
        pytest.param("is it 4,000 steps now?", "steps-4000", id="other number"),
        pytest.param("8 glasses of water, no less", "water", id="figure for a word"),
        pytest.param("depresion and vitamin D", "mood", id="slip"),
        pytest.param("diarrhea? take probiotics", "gut", id="American spelling"),
        pytest.param("they put a micro-chip in the #covid19 vaccine!!", "chip", id="word in two"),
        pytest.param("#COVIDVaccines #Microchips", "chip", id="hashtags in camel case"),
        pytest.param("#bloodpressure #garlic", "garlic-pressure", id="hashtag run together"),
        pytest.param("the jab puts a tracking device in you", "chip", id="other words"),
        pytest.param("sunshine vitamin against broken bones", "bones", id="other phrases"),
        pytest.param("garlic against hypertension", "garlic-pressure", id="learned word"),
    ],
)
def test_the_right_claim_comes_first(text: str, claim: str) -> None:
    """Among siblings, numbers and noisy spellings."""
    assert first(text) == claim


def test_a_missing_word_of_the_claim_counts_more_than_a_further_word_of_the_text() -> None:
    """Of two claims about a subject, the one that is said in full wins."""
    claims = [
        ("long", "Tea improves sleep in nurses on night shift."),
        ("short", "Tea improves sleep."),
    ]
    text = "Tea with honey and a good book in the evening improves sleep for my whole family."
    assert rank([text], claims, 1, least=0.0)[0][0][0] == "short"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "🙂🙂 !!",
        "https://example.org/garlic-lowers-blood-pressure",
        "The council meets on Tuesday.",
        "My heart goes out to everyone in the flood.",
    ],
)
def test_none_where_nothing_fits(text: str) -> None:
    """No words, only a link, or another matter."""
    assert rank([text], CLAIMS, 5) == [[]]


def test_no_answer_where_the_right_claim_is_out() -> None:
    """A sibling is not given in its place as the one answer."""
    text = "Garlic lowers blood pressure."
    others = [pair for pair in CLAIMS if pair[0] != "garlic-pressure"]
    assert rank([text], CLAIMS, 1)[0] == [("garlic-pressure", 1.0)]
    assert rank([text], others, 1)[0] == []


def test_least_and_its_defaults() -> None:
    """One answer must stand by itself, a list needs less to begin; both can be set."""
    text = "garlic, they say, is good for much"
    everything = rank([text], CLAIMS, 99, least=0.0)[0]
    assert everything[-1][1] < FLOOR < everything[0][1]
    assert rank([text], CLAIMS, 1)[0] == []
    for k in (2, 99):
        kept = [pair for pair in everything if pair[1] >= FLOOR]
        assert rank([text], CLAIMS, k)[0] == kept[:k]
        assert rank(["a herb from a cellar is good for a garden"], CLAIMS, k)[0] == []
    for least in (0.0, 0.2, 0.3, 1.0):
        kept = [pair for pair in everything if pair[1] >= least]
        for k in (1, 3):
            assert rank([text], CLAIMS, k, least=least)[0] == kept[:k]


def test_a_single_answer_must_be_better_where_claims_are_alike() -> None:
    """Among siblings the wrong claim scores high, so the right one has to score higher."""
    strangers = [CLAIMS[place] for place in (0, 5, 6, 11, 12)]
    siblings = [(f"s{n}", f"Garlic {what}.") for n, what in enumerate(OUTCOMES)]
    assert Index(strangers).fits < Index(siblings).fits
    assert Index([]).fits == Index(CLAIMS[:1]).fits == FITS
    text = "My aunt eats garlic for her blood"
    assert [claim for claim, _ in rank([text], strangers, 1)[0]] == ["garlic-pressure"]
    assert rank([text], siblings, 1) == [[]]


def test_a_statement_said_in_full_is_always_an_answer() -> None:
    """Whatever its rivals, and however alike the claims are."""
    assert FITS + CROWD + RIVAL <= 1
    claims = [(str(n), "Garlic lowers blood pressure.") for n in range(5)]
    assert rank(["Garlic lowers blood pressure."], claims, 1) == [[("0", 1.0)]]


def test_both_ends_of_a_statement_must_be_met() -> None:
    """Half of what is claimed, said in more words, is not half a claim."""
    ends = Ends(["garlic", "lower", "fever"], frozenset(["lower"]), lambda _: 1.0)
    assert ends.met({"garlic": 1.0, "fever": 1.0, "lower": 1.0}) == pytest.approx(1)
    assert ends.met({"garlic": 1.0}) == ends.met({"fever": 1.0, "lower": 1.0}) == ends.met({}) < 1


def test_every_line_of_the_table_leads_somewhere() -> None:
    """Two terms at the least, each with a word that carries a topic."""
    assert len(groups()) > 400
    assert all(len(group) > 1 and all(group) for group in groups())


def test_words_of_one_sense_lead_to_the_words_of_the_claims_only() -> None:
    """Whole terms, in one direction: to what the claims hold."""
    alike = Alike(["heart", "attack", "bleed"])
    assert set(alike.of(["myocardi", "infarct"])[0]) >= {"heart", "attack"}
    assert set(alike.of(["infarct"])[0]) == set()
    assert "stroke" not in alike.of(["heart"])[0]


def test_an_encoder_has_half_a_say() -> None:
    """It finds what no word tells, and can be of any kind that gives numbers."""

    def encoder(texts: list[str]) -> list[list[int]]:
        return [[9, 0] if "whiskers" in text or "Probiotics" in text else [0, 2] for text in texts]

    text = "whiskers!"
    assert rank([text], CLAIMS, 5) == [[]]
    assert rank([text], CLAIMS, 1, encoder=encoder, least=0.0) == [[("gut", 0.5)]]
    fill = [(f"x{n}", f"Herb number {n} eases ache {n * 7}.") for n in range(300)]
    assert rank([text, "Herb 5"], fill + CLAIMS, 1, encoder=encoder, least=0.0)[0] == [("gut", 0.5)]
    assert rank([], CLAIMS, 5, encoder=encoder) == []
    assert rank([text], [], 5, encoder=encoder) == [[]]
    assert rank([""], CLAIMS, 1, encoder=lambda texts: [[0.0] for _ in texts]) == [[]]


@pytest.mark.parametrize("k", [0, -1])
def test_k_below_one_gives_none(k: int) -> None:
    """Nothing was asked for."""
    assert rank(["garlic lowers blood pressure"], CLAIMS, k) == [[]]


def test_empty_input() -> None:
    """No texts, no claims, claims without words."""
    assert rank([], CLAIMS, 5) == []
    assert rank(["garlic"], [], 5) == [[]]
    assert rank(["garlic"], [("a", ""), ("b", "!")], 5) == [[]]


def test_any_iterable_will_do() -> None:
    """Generators are read once."""
    texts = ["garlic lowers blood pressure", "masks and oxygen"]
    assert rank(iter(texts), iter(CLAIMS), 2) == rank(texts, CLAIMS, 2)


def test_a_score_does_not_depend_on_the_other_texts() -> None:
    """One threshold can serve all texts only so."""
    texts = ["garlic lowers blood pressure", "vitamin d and broken bones", "skin cancer"]
    together = rank(texts, CLAIMS, 5)
    assert together == [rank([text], CLAIMS, 5)[0] for text in texts]
    assert together == rank(reversed(texts), CLAIMS, 5)[::-1]


def test_equal_scores_keep_the_order_of_the_claims() -> None:
    """And the order never hangs on how a set happens to be hashed."""
    claims = [(name, "Tea improves sleep.") for name in "zmab"]
    assert [name for name, _ in rank(["tea and sleep"], claims, 4, least=0.0)[0]] == list("zmab")


def test_an_id_with_several_statements_counts_once_with_its_best() -> None:
    """A claim may be put in more than one way."""
    claims = [
        ("heart", "Coffee is good for the heart."),
        ("heart", "Coffee prevents heart attacks."),
    ]
    found = rank(["Coffee prevents heart attacks, says my uncle."], claims, 5)[0]
    assert [name for name, _ in found] == ["heart"]
    assert (
        found
        == rank(["Coffee prevents heart attacks, says my uncle."], claims[1:] + claims[:1], 5)[0]
    )


@pytest.mark.parametrize(
    "noise",
    [
        "RT @someone: {}",
        "{} https://t.co/abc123",
        "{} 😂😂 lol",
        "“{}”",
        "{} #share #wow",
        "so... {}?!",
    ],
)
def test_noise_of_posts_hardly_matters(noise: str) -> None:
    """Handles, links, emoji, quotes and foreign hashtags."""
    text = "garlic lowers blood pressure"
    assert first(noise.format(text)) == "garlic-pressure"
    assert score(noise.format(text), "garlic-pressure") > 0.9


def test_small_talk_does_not_drown_a_claim() -> None:
    """A long text scores nearly what its telling sentence does: one threshold serves both."""
    talk = (
        "My neighbour told me that in the bakery queue on Monday, and the dog barked at a lorry. "
    )
    text = talk * 3 + "Garlic lowers blood pressure. " + talk * 3
    assert first(text) == "garlic-pressure"
    assert score(text, "garlic-pressure") > 0.8


def test_words_run_together_are_taken_apart() -> None:
    """In the fewest words of the claims, and only where all of it is such words."""
    known = {"blood", "pressure", "press", "sure", "garlic"}
    assert parts("bloodpressure", known) == ["blood", "pressure"]
    assert parts("garlicky", known) == []
    assert parts("blood", known) == []
    assert score("#bloodpressure #garlic", "garlic-pressure") == pytest.approx(
        score("blood pressure, garlic", "garlic-pressure")
    )


def test_a_denial_is_about_the_claim_too() -> None:
    """Who reads the text decides what it says of the claim; the claim is the same."""
    found = rank(["No, garlic does not lower blood pressure"], CLAIMS, 1)[0]
    assert [claim for claim, _ in found] == ["garlic-pressure"]


def test_a_word_of_no_claim_speaks_against_all() -> None:
    """Another subject with the same outcome is another claim."""
    assert score("Beetroot lowers blood pressure", "garlic-pressure") < score(
        "Lowers blood pressure", "garlic-pressure"
    )


def test_many_claims_are_ranked_as_few_are() -> None:
    """The short list that is compared in full does not lose the right claim."""
    fill = [
        (f"x{n}", f"Herb number {n} eases ache {n * 7} in village {n * 13}.") for n in range(3000)
    ]
    found = rank(["garlic lowers your blood pressure"], fill + CLAIMS, 3)[0]
    assert found[0][0] == "garlic-pressure"


def load(name: str) -> list[dict[str, str]]:
    """A table of the benchmark's own set."""
    with (SETS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_benchmark_set_is_sound_and_ranked_well() -> None:
    """Every id is known and used; the right claim comes first in at least nine of ten."""
    claims = [(row["id"], row["statement"]) for row in load("rumours-claims.csv")]
    texts = [
        (row["text"], set(filter(None, row["ids"].split("|")))) for row in load("rumours-texts.csv")
    ]
    assert {claim for _, ids in texts for claim in ids} <= dict(claims).keys()
    assert len(dict(claims)) == len(claims)
    asked = [(text, ids) for text, ids in texts if ids]
    found = rank([text for text, _ in asked], claims, 5)
    n_right = sum(
        bool(one) and one[0][0] in ids for one, (_, ids) in zip(found, asked, strict=True)
    )
    assert n_right / len(asked) >= 0.9
    unanswered = [text for text, ids in texts if not ids]
    n_given = sum(bool(one) for one in rank(unanswered, claims, 1))
    assert n_given / len(unanswered) <= 0.25


STATEMENTS = st.lists(st.tuples(st.text(max_size=3), st.text(max_size=40)), max_size=8)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), STATEMENTS, st.integers(0, 9))
def test_whatever_comes_scores_are_in_order_and_in_bounds(
    text: str, claims: list[tuple[str, str]], k: int
) -> None:
    """At most k, each id once, between 0 and 1, best first."""
    found = rank([text], claims, k, least=0.0)[0]
    scores = [value for _, value in found]
    assert len(found) <= k
    assert len({name for name, _ in found}) == len(found)
    assert all(0 < value <= 1 and math.isfinite(value) for value in scores)
    assert scores == sorted(scores, reverse=True)


@settings(deadline=None, max_examples=30)
@given(st.sampled_from([statement for _, statement in CLAIMS]))
def test_a_statement_finds_itself(statement: str) -> None:
    """With the full score."""
    best, value = Index(CLAIMS).nearest(statement, 1)[0]
    assert dict(CLAIMS)[best] == statement
    assert value == pytest.approx(1)
    assert rank([statement], CLAIMS, 1)[0] == [(best, value)]
    assert rank([statement], CLAIMS, 3, least=1.0)[0] == [(best, 1.0)]
