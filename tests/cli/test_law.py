"""--jurisdiction and --commercial, as users call them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
TEXT = "Vitamin Q improves night vision.\nVitamin Q is found in moss.\n"


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> None:
    """A text with a claim that both laws know, and a fact that neither knows."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")


def told(run: Run, *arguments: str) -> list[list[tuple[str, str, bool | None]]]:
    """For each finding: jurisdiction, status, and whether it binds."""
    output = json.loads(run("a.txt", "-f", "json", *arguments).stdout)
    return [
        [(legal["jurisdiction"], legal["status"], legal["binds"]) for legal in finding["legal"]]
        for finding in output["documents"][0]["findings"]
    ]


def test_one_jurisdiction(run: Run) -> None:
    """The law of one place, for every finding; what no record bears on says so."""
    assert told(run, "--jurisdiction", "quix") == [
        [("quix", "authorised", False)],
        [("quix", "no-record", None)],
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--jurisdiction", "quix,moss"),
        ("--jurisdiction", "quix", "--jurisdiction", "moss"),
        ("--jurisdiction", "Quix, MOSS,quix"),
    ],
    ids=["list", "repeated", "untidy"],
)
def test_several_jurisdictions(arguments: tuple[str, ...], run: Run) -> None:
    """A list and a repeated option say the same, each jurisdiction once, in the order named."""
    first, _ = told(run, *arguments)
    assert first == [("quix", "authorised", False), ("moss", "authorised", False)]


def test_commercial(run: Run) -> None:
    """A seller's text is bound; nothing else changes."""
    first, second = told(run, "--jurisdiction", "moss", "--commercial")
    assert first == [("moss", "authorised", True)]
    assert second == [("moss", "no-record", None)]


def test_off_by_default(run: Run) -> None:
    """Without the option not a word is said of the law, and JSON holds null."""
    assert b"law" not in run("a.txt").stdout
    output = json.loads(run("a.txt", "-f", "json").stdout)
    assert output["regulation"] is None
    assert [f["legal"] for f in output["documents"][0]["findings"]] == [None, None]


def test_the_law_changes_no_verdict_and_no_exit_code(run: Run) -> None:
    """With the law, each finding and the exit code are what they are without it."""
    without = run("a.txt", "-f", "json", "--fail-on", "warning")
    with_it = run(
        *("a.txt", "-f", "json", "--fail-on", "warning", "--jurisdiction", "quix", "--commercial")
    )
    assert without.returncode == with_it.returncode == 1
    plain, lawful = json.loads(without.stdout), json.loads(with_it.stdout)
    del plain["regulation"], lawful["regulation"]
    for output in (plain, lawful):
        for finding in output["documents"][0]["findings"]:
            del finding["legal"]
    assert plain == lawful


def test_filters_leave_the_right_law(run: Run) -> None:
    """What a filter hides takes its standing along."""
    found = told(run, "--jurisdiction", "quix", "--claim", "q-found-in-moss")
    assert found == [[("quix", "no-record", None)]]


def test_terminal(run: Run) -> None:
    """A carried wording is shown with the place that took it over, second-hand said so."""
    text = run("a.txt", "--jurisdiction", "moss").stdout.decode()
    assert (
        "  law moss   in a seller's text: authorised in its own wording only  "
        "Mossland took the list of Quixland over.  moss-night (read second-hand)\n"
        "             may be said: “Vitamin Q contributes to normal night vision”\n"
        "             The text puts it otherwise.\n"
        "             not verified: the list of Mossland\n"
    ) in text
    assert "Legal is not the same as supported" in text


@pytest.mark.parametrize("place", ["quix", "moss"])
def test_explain(place: str, run: Run) -> None:
    """A claim's page tells the law where it is asked for, and only there."""
    assert b"What the law makes of it" not in run("explain", "q-night-vision").stdout
    text = run("explain", "q-night-vision", "--jurisdiction", place).stdout.decode()
    assert f"  law {place}   in a seller's text: authorised" in text


def test_explain_a_provision(run: Run) -> None:
    """A provision has a page of its own."""
    done = run("explain", "moss-night")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("moss-night  law, Mossland: authorised")
    assert "  takes over quix-night\n" in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("a.txt", "--jurisdiction", "quiz"),
            "--jurisdiction: no jurisdiction is named 'quiz'; did you mean 'quix'?\n",
        ),
        (
            ("a.txt", "--jurisdiction", "quix,"),
            "--jurisdiction: no jurisdiction is named ''; use one of moss, quix\n",
        ),
        (
            ("a.txt", "--commercial"),
            "--commercial: says that the text is a seller's, and no law is asked; "
            "add --jurisdiction moss|quix\n",
        ),
        (
            ("explain", "moss-night", "--jurisdiction", "quix"),
            "--jurisdiction: 'moss-night' is no claim; leave the option out\n",
        ),
    ],
    ids=["unknown", "empty", "commercial alone", "no claim"],
)
def test_bad_input(arguments: tuple[str, ...], message: str, run: Run) -> None:
    """One line says what, where and how to mend it; exit code 2."""
    done = run(*arguments)
    assert (done.returncode, done.stderr.decode(), done.stdout) == (2, message, b"")


def test_a_catalogue_without_law(tmp_path: Path, pack: Path, run: Run) -> None:
    """It is said that there is none, rather than that everything is allowed."""
    (pack / "regulation" / "q.yaml").unlink()
    done = run("a.txt", "--jurisdiction", "quix", "--catalogue", str(pack), pack=False)
    assert done.stderr.decode() == (
        "--jurisdiction: this catalogue has no records of the law; leave the option out\n"
    )
    assert (done.returncode, tmp_path.joinpath("a.txt").exists()) == (2, True)
