"""Terms packed and unpacked: nothing is lost, and a word opens only what it begins."""

from __future__ import annotations

from mgcheck.catalogue.terms import Naming, expand
from mgcheck.lexicon import Term, pack
from mgcheck.model import Catalogue

RESTFUL = Naming("rest", "outcome", "names")
MINERAL = Naming("mineral", "subject", "names")
NO = Naming("negation", "cue", "names")


def terms(*written: tuple[str, Naming]) -> list[Term]:
    """The terms that the lexicon's notation writes."""
    return [term for text, naming in written for term in expand(text, naming, {})]


class TestPack:
    def test_gives_back_each_term_once(self) -> None:
        """What goes in comes out, in order of sort."""
        given = terms(("deep rest|repose", RESTFUL), ("mineral water", MINERAL), ("not", NO))
        packed = pack(given)
        assert sorted(packed.of(), key=repr) == sorted(given, key=repr)
        assert [term.sort for term in packed.of("subject", "outcome")] == ["subject", "outcome"]
        assert list(packed.of("guard")) == []

    def test_order_of_terms_changes_nothing_of_what_is_found(self) -> None:
        """Numbers may differ; what they stand for does not."""
        given = terms(("deep rest", RESTFUL), ("deep ~ sleep", RESTFUL), ("deep", MINERAL))
        one, other = pack(given), pack(reversed(given))
        assert set(one.of()) == set(other.of())
        assert one.openings.keys() == other.openings.keys()

    def test_opening_tells_what_may_follow(self) -> None:
        """Alone, by the second word without gaps, by the last word with gaps."""
        packed = pack(terms(("deep", RESTFUL), ("deep rest", RESTFUL), ("deep ~2 calm", RESTFUL)))
        opening = packed.opening("deep")
        written = [[packed.term(at).text for at in found] for found in (opening.alone,)]
        assert written == [["deep"]]
        assert {w: [packed.term(at).text for at in f] for w, f in opening.solid.items()} == {
            "rest": ["deep rest"]
        }
        assert {w: [packed.term(at).text for at in f] for w, f in opening.gapped.items()} == {
            "calm": ["deep ~2 calm"]
        }

    def test_each_alternative_opens(self) -> None:
        """A term of two first words stands under both."""
        packed = pack(terms(("deep|sound rest", RESTFUL)))
        assert set(packed.openings) == {"deep", "sound"}
        assert packed.opening("sound").solid.keys() == {"rest"}

    def test_holds_whole_words(self) -> None:
        """'res' is no word because 'rest' is one."""
        packed = pack(terms(("deep rest", RESTFUL)))
        assert packed.holds("rest")
        assert not packed.holds("res")
        assert not pack(()).holds("")

    def test_knows_exact_words_and_noes(self) -> None:
        """'=rested' asks for that form; of negation only words that stand alone say no."""
        packed = pack(terms(("=rested", RESTFUL), ("not", NO), ("no longer", NO)))
        assert packed.exact == {"rested"}
        assert packed.noes == {"not"}


def test_bundled_lexicon_is_whole(catalogue: Catalogue) -> None:
    """Every first word leads to its terms, and to no other."""
    lexicon = catalogue.terms
    reached: set[int] = set()
    for word in lexicon.openings:
        opening = lexicon.opening(word)
        for numbers in (opening.alone, *opening.solid.values(), *opening.gapped.values()):
            assert all(word in lexicon.term(at).words[0] for at in numbers)
            reached.update(numbers)
    assert reached == set(range(len(lexicon.terms)))
