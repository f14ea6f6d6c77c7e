"""A pack that breaks a rule is refused with file, line, key and mend, all faults at once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

import mgcheck
from mgcheck import catalogue
from mgcheck.catalogue.rules import WORDINGS_NEEDED
from mgcheck.errors import CatalogueError
from mgcheck.model import Kind

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Case:
    """One edit to one file, and the faults that follow."""

    name: str
    file: str
    replace: str
    by: str
    expect: list[str]


CASES = [
    Case(**row)
    for row in yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text(encoding="utf-8"))
]


def faults_of(pack: Path) -> list[str]:
    """Every fault as printed, files named from the pack."""
    return [str(fault).replace(f"{pack}/", "") for fault in catalogue.validate(pack)]


def rewrite(pack: Path, file: str, old: str, new: str) -> None:
    """Put `new` in place of the first `old`."""
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fault(case: Case, pack: Path) -> None:
    """Each edit gives exactly the faults that its case lists, and the pack cannot be loaded."""
    rewrite(pack, case.file, case.replace, case.by)
    assert faults_of(pack) == case.expect
    with pytest.raises(CatalogueError) as caught:
        mgcheck.load_catalogue(pack)
    assert [str(fault).replace(f"{pack}/", "") for fault in caught.value.faults] == case.expect


def test_a_reference_may_settle_what_a_lack_brings(pack: Path) -> None:
    """What a lack does is clinical description: there a reference may stand for studies."""
    rewrite(pack, "lexicon/concepts.yaml", "for_parent: indirect", "counterpart: vitamin-q")
    rewrite(pack, "claims/vision.yaml", "subject: vitamin-q", "subject: q-oxide")
    rewrite(pack, "evidence/references/q.yaml", "q-found-in-moss", "q-night-vision")
    assert not [fault for fault in faults_of(pack) if "only studies decide" in fault]


def test_sound_pack_has_no_fault(tiny_folder: Path) -> None:
    """The pack that all cases start from is sound."""
    assert catalogue.validate(tiny_folder) == ()


def test_own_catalogue_is_sound() -> None:
    """mgcheck's own catalogue breaks no rule."""
    assert [str(fault) for fault in catalogue.validate(catalogue.bundled_folder())] == []


def test_faults_of_several_files_come_together(pack: Path) -> None:
    """One typo does not hide the next: the error carries all, in order of file and line."""
    rewrite(pack, "claims/vision.yaml", "kind: fact", "kind: facts")
    rewrite(pack, "claims/vision.yaml", "kind: effect", "kind: efect")
    rewrite(pack, "sources.yaml", "title:", "titel:")
    with pytest.raises(CatalogueError) as caught:
        mgcheck.load_catalogue(pack)
    assert str(caught.value) == (
        f"{pack}: the catalogue has 4 faults; mend what is listed and run again"
    )
    assert [
        fault.where.replace(f"{pack}/", "") for fault in caught.value.faults if fault.where
    ] == [
        "claims/vision.yaml:4: kind",
        "claims/vision.yaml:30: kind",
        "sources.yaml:2: titel",
        "sources.yaml:2: title",
    ]


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (
            "catalogue.yaml",
            "catalogue.yaml: no such file; write one with name, version, date, language and about",
        ),
        ("claims/vision.yaml", "claims: holds no claim; write one; see docs/records.md"),
    ],
)
def test_a_part_is_missing(pack: Path, file: str, fault: str) -> None:
    """A pack without its head or without claims is none."""
    (pack / file).unlink()
    assert fault in faults_of(pack)


def test_no_such_folder(tmp_path: Path) -> None:
    """A folder that is not there is said to be so."""
    with pytest.raises(CatalogueError) as caught:
        mgcheck.load_catalogue(tmp_path / "nowhere")
    assert str(caught.value) == (
        f"{tmp_path}/nowhere: no such folder; name a folder that holds a catalogue"
    )


PLACES = "put it into one of claims, lexicon, evidence/studies, evidence/references, regulation"


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        (
            "claim.yaml",
            f"claim.yaml: has no place in a catalogue; {PLACES}",
        ),
        ("source.yaml", "source.yaml: has no place in a catalogue; did you mean 'sources.yaml'?"),
        (
            "evidence/q.yaml",
            f"evidence/q.yaml: has no place in a catalogue; {PLACES}",
        ),
        (
            "claims/more.yml",
            "claims/more.yml: ends in .yml; name it .yaml: other endings are not read",
        ),
        ("lexicons/q.yaml", "lexicons: holds YAML that is not read; did you mean 'lexicon'?"),
        (
            "claims/deep/q.yaml",
            "claims/deep: holds YAML that is not read; move its files into claims",
        ),
    ],
)
def test_a_file_that_would_not_be_read(pack: Path, place: str, fault: str) -> None:
    """YAML where nothing is read is a fault, never passed over."""
    (pack / place).parent.mkdir(exist_ok=True)
    (pack / place).write_text("claims: []\n", encoding="utf-8")
    assert faults_of(pack) == [fault]


def test_other_files_are_left_alone(pack: Path) -> None:
    """A note, a hidden file and a folder of pictures are no part of a pack, nor of its hash."""
    before = mgcheck.load_catalogue(pack).sha256
    (pack / "README.md").write_text("A note.", encoding="utf-8")
    (pack / ".draft.yaml").write_text("claims: []", encoding="utf-8")
    (pack / "pictures").mkdir()
    (pack / "pictures" / "q.png").write_bytes(b"\x89PNG")
    assert mgcheck.load_catalogue(pack).sha256 == before


def test_the_same_spelling_twice(pack: Path) -> None:
    """A variant that is mapped to two words is a fault."""
    (pack / "lexicon" / "more.yaml").write_text("spellings: {colour: tint}\n", encoding="utf-8")
    assert faults_of(pack) == [
        "lexicon/words.yaml:11: spellings.colour: is spelt 'color' here and 'tint' elsewhere; "
        "keep one"
    ]


def test_an_id_in_two_files(pack: Path) -> None:
    """An id used twice is told with the place of its first use."""
    text = (pack / "evidence/studies/q.yaml").read_text(encoding="utf-8")
    (pack / "evidence/studies/r.yaml").write_text(text, encoding="utf-8")
    assert faults_of(pack) == [
        "evidence/studies/r.yaml:2: id: 'quill-2020' is used twice, first at "
        "evidence/studies/q.yaml:2; give one of them another id"
    ]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_says_which_wordings_it_needs(kind: Kind) -> None:
    """No kind of claim goes without a flat wording."""
    assert "does" in WORDINGS_NEEDED[kind]


def test_own_tests_of_claims(tiny_folder: Path) -> None:
    """A text that is not found, and a near miss that is, are faults at their lines."""

    def claims_in(text: str, _: mgcheck.Catalogue) -> set[str]:
        return {"q-night-vision"} if "Carrots" in text or "improves night" in text else set()

    found = [
        str(fault).replace(f"{tiny_folder}/", "")
        for fault in catalogue.validate(tiny_folder, claims_in)
    ]
    assert found == [
        "claims/vision.yaml:25: find[1]: 'Many people see better in the dark on vitamin Q.' is not "
        "found as 'q-night-vision'; add its words to the lexicon, or change the text",
        "claims/vision.yaml:28: near_miss[1].text: 'Carrots improve night vision.' is found as "
        "'q-night-vision' (another subject); narrow the terms or the claim's match, or change the "
        "text",
        "claims/vision.yaml:44: find[0]: 'Vitamin Q is found in moss.' is not found as "
        "'q-found-in-moss'; add its words to the lexicon, or change the text",
        "claims/vision.yaml:45: find[1]: 'Moss is a source of vitamin Q.' is not found as "
        "'q-found-in-moss'; add its words to the lexicon, or change the text",
    ]


def test_own_tests_of_wants(tiny_folder: Path) -> None:
    """So are a want's text that does not meet it, and its near miss that does."""

    def wants_in(text: str, _: mgcheck.Catalogue) -> set[str]:
        return {"harms", "dose"} if "eyes" in text.lower() else {"dose"}

    found = [
        str(fault).replace(f"{tiny_folder}/", "")
        for fault in catalogue.validate(tiny_folder, wants_in=wants_in)
    ]
    assert found == [
        "reading.yaml:14: near_miss[1].text: 'Eyes are for seeing.' is found as 'harms' (nothing "
        "is said of harm); narrow the terms, write a guard, or change the text",
        "reading.yaml:26: near_miss[0].text: 'The bottle holds drops of dew.' is found as 'dose' "
        "(no number); narrow the terms, write a guard, or change the text",
        "reading.yaml:27: near_miss[1].text: 'All 12 drivers took one drop by drop.' is found as "
        "'dose' (the number counts drivers); narrow the terms, write a guard, or change the text",
    ]


# ---------------------------------------------------------------- hostile packs


def test_an_alias_bomb_costs_nothing(pack: Path) -> None:
    """Aliases are refused when they are met, before anything is unfolded."""
    layers = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    (pack / "sources.yaml").write_text(f"a0: &a0 [x]\n{layers}", encoding="utf-8")
    assert faults_of(pack) == ["sources.yaml:1: a0: uses the anchor &a0; write the value out"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting(pack: Path, opening: str) -> None:
    """Nesting is bounded; a hundred thousand levels are refused like thirteen."""
    (pack / "sources.yaml").write_text("sources: \n" + opening * 100_000, encoding="utf-8")
    (fault,) = faults_of(pack)
    assert fault == "sources.yaml:2: sources: is nested more than 12 deep; flatten it" or (
        # the parser itself gives up first on some inputs
        fault.startswith("sources.yaml:2: is not YAML (")
    )


def test_too_many_values(pack: Path) -> None:
    """A file may not hold values without end."""
    (pack / "sources.yaml").write_text("sources: [" + "x," * 200_001 + "]", encoding="utf-8")
    assert faults_of(pack) == ["sources.yaml:1: holds more than 200000 values; split the file"]


def test_a_huge_file_is_not_read(pack: Path) -> None:
    """A file's size is looked at before its content."""
    with (pack / "lexicon" / "huge.yaml").open("wb") as file:
        file.truncate(5_000_000_000)
    assert faults_of(pack) == ["lexicon/huge.yaml: is larger than 4000000 bytes; split it"]


def test_a_number_of_ten_thousand_digits(pack: Path) -> None:
    """A number too long to be one is a fault, not a crash."""
    rewrite(pack, "evidence/studies/q.yaml", "n_analysed: 110", "n_analysed: " + "9" * 10_000)
    assert faults_of(pack) == [
        f"evidence/studies/q.yaml:16: n_analysed: '{'9' * 59}…' looks like a number or date and is "
        "none; put it in quotes"
    ]


@pytest.mark.parametrize("data", [b"\xff\xfes\x00", "sources: [é]".encode("latin-1"), b"\x80"])
def test_not_utf_8(pack: Path, data: bytes) -> None:
    """Another encoding is named as the fault, with the first byte that tells."""
    (pack / "sources.yaml").write_bytes(data)
    (fault,) = faults_of(pack)
    assert fault.startswith("sources.yaml: byte ")
    assert fault.endswith(" is not UTF-8; save the file as UTF-8")


def test_a_byte_order_mark_and_crlf_change_nothing(pack: Path, tiny_folder: Path) -> None:
    """A file saved by another editor reads the same, lines and all."""
    for path in pack.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert catalogue.validate(pack) == ()
    assert mgcheck.load_catalogue(pack).claims == mgcheck.load_catalogue(tiny_folder).claims


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("target", ["/etc/passwd", "../../outside.yaml", "vision.yaml"])
def test_links_are_refused(pack: Path, target: str) -> None:
    """A pack cannot reach out of its folder, nor show one file under two names."""
    (pack / "claims" / "link.yaml").symlink_to(target)
    assert faults_of(pack) == [
        "claims/link.yaml: is a link; put the file itself there: a pack is read as it stands"
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_linked_folder_is_refused(pack: Path, tmp_path: Path) -> None:
    """A whole folder cannot be lent from elsewhere either."""
    (pack / "claims").rename(tmp_path / "elsewhere")
    (pack / "claims").symlink_to(tmp_path / "elsewhere")
    assert "claims: is a link; put the file itself there: a pack is read as it stands" in faults_of(
        pack
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_never_waited_for(pack: Path) -> None:
    """A pipe with a name that ends in .yaml is refused unread."""
    os.mkfifo(pack / "claims" / "pipe.yaml")
    assert faults_of(pack) == [
        "claims/pipe.yaml: is no plain file; put a file there, or take it out"
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(pack: Path) -> None:
    """What the system will not open is a fault of the pack."""
    (pack / "sources.yaml").chmod(0)
    assert "sources.yaml: cannot be read (Permission denied); allow reading it" in faults_of(pack)


@pytest.mark.parametrize("value", [None, True, 3, 2.5, "text", [], [None], {"id": None}])
@pytest.mark.parametrize(
    "file", ["catalogue.yaml", "sources.yaml", "claims/vision.yaml", "lexicon/words.yaml"]
)
def test_any_value_for_a_file_is_refused_and_never_crashes(
    pack: Path, file: str, value: Any
) -> None:
    """Whatever a file holds in place of its records, there is a fault with the file's name."""
    (pack / file).write_text(yaml.safe_dump(value), encoding="utf-8")
    assert any(fault.startswith(file) for fault in faults_of(pack))


LEG = "legs:\n- {id: older-to-everyone, name: n, sentence: S., outcomes: [night-vison]}\n"


def test_a_leg_names_outcomes_that_exist(pack: Path) -> None:
    """An outcome of a leg that the lexicon does not hold is a fault, with the nearest offered."""
    (pack / "legs.yaml").write_text(LEG, encoding="utf-8")
    assert faults_of(pack) == [
        "legs.yaml:2: outcomes[0]: no outcome is named 'night-vison'; did you mean 'night-vision'?"
    ]


def test_a_leg_that_nothing_computes_is_refused(pack: Path) -> None:
    """Legs are the program's: an editor words them, and cannot add one."""
    (pack / "legs.yaml").write_text(LEG.replace("older-", "old-"), encoding="utf-8")
    [fault] = faults_of(pack)
    assert fault.startswith("legs.yaml:2: id: 'old-to-everyone' is not allowed here; did you mean")


def test_rewrites_word_every_hedge(pack: Path) -> None:
    """A hedge left out is a fault, and so is a use of words that the program has not."""
    text = "hedges: {}\nscopes: {}\nphrases: {}\nwords: {}\nirregular: {}\n"
    (pack / "rewrites.yaml").write_text(text, encoding="utf-8")
    [fault] = faults_of(pack)
    assert fault.startswith("rewrites.yaml:1")
    assert "no hedge is given for animals, may, probably" in fault
    (pack / "rewrites.yaml").write_text(text.replace("words: {}", "words: {verb: [x]}"), "utf-8")
    assert any("words" in fault and "verb" in fault for fault in faults_of(pack))


CITING = ROOT / "claims" / "citing.yaml"


@pytest.mark.parametrize(
    ("old", "new", "expect"),
    [
        (
            "  rough_tolerance: 0.1",
            "  rough_tolerance: 2",
            "citing.yaml:{line}: citing.rough_tolerance: 2 is out of range; "
            "write a number at most 1.0",
        ),
        (
            "  - kind: studies ",
            "  - kind: study ",
            "citing.yaml:{line}: citing.measures[1].kind: 'study' is not allowed here; "
            "write one of participants, studies, weeks, dose, percent, size",
        ),
        (
            "  turns: ",
            "  turn: ",
            "citing.yaml:{line}: citing.turn: unknown key 'turn'; did you mean 'turns'?",
        ),
    ],
)
def test_citing(pack: Path, old: str, new: str, expect: str) -> None:
    """What citing.yaml says wrongly is told with its line; a pack need not have one."""
    text = CITING.read_text(encoding="utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    (pack / "citing.yaml").write_text(broken, encoding="utf-8")
    line = broken[: broken.index(new)].count("\n") + 1
    assert expect.format(line=line) in faults_of(pack)
    (pack / "citing.yaml").write_text(text, encoding="utf-8")
    assert faults_of(pack) == []
