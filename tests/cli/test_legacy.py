"""A site with years of posts: how a team begins with mgcheck and keeps it switched on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]
N_POSTS = 200
BAD = "Magnesium L-threonate is made from magnesium citrate."


@pytest.fixture
def own(run: Run) -> Run:
    """The program with its own catalogue."""
    return lambda *arguments, **more: run(*arguments, pack=False, **more)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """200 posts of 1.5 KB, made by a script, the same at every run."""
    script = ROOT / "benchmarks" / "posts.py"
    subprocess.run(
        [sys.executable, str(script), str(tmp_path / "site"), str(N_POSTS), "1500"], check=True
    )
    return tmp_path / "site"


def entries(path: Path) -> list[dict[str, str]]:
    """What a baseline holds."""
    held: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["entries"][:-1]
    return held


def test_two_hundred_posts(site: Path, tmp_path: Path, own: Run) -> None:
    """First run, baseline, a new bad sentence: it fails the check, and it alone is reported."""
    check = ("site", "--baseline", "known.json")
    first = own("site", "--statistics", "--format", "json")
    assert first.returncode == 1
    found = json.loads(first.stdout)["documents"]
    assert len(found) == N_POSTS
    n_asking = sum(text["error"] + text["warning"] + text["note"] for text in found)
    assert n_asking > N_POSTS

    assert own(*check, "--write-baseline").returncode == 0
    known = tmp_path / "known.json"
    assert len(entries(known)) == n_asking
    assert own(*check).returncode == 0

    post = site / "01" / "post-0123.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(f"# Oh, and another thing\n\n{BAD}\n\n{text}", encoding="utf-8")
    done = own(*check, "--jobs", "2")
    assert done.returncode == 1
    report = done.stdout.decode().replace("\\", "/")
    assert "site/01/post-0123.md:3:1   ✗ contradicted   error" in report
    assert f"│ {BAD}\n" in report
    assert report.count(".md:") == 1
    assert f"{n_asking:,} by the baseline" in report

    # the sentence goes, posts move and go, and the baseline follows without growing
    post.write_text(text, encoding="utf-8")
    moved, removed, *_ = sorted({entry["path"] for entry in entries(known)})
    (tmp_path / moved).rename(site / "moved.md")
    (tmp_path / removed).unlink()
    n_removed = sum(entry["path"] == removed for entry in entries(known))
    before = known.read_bytes()
    done = own(*check)
    assert (done.returncode, known.read_bytes()) == (0, before)
    told = f"{n_asking - n_removed:,} known, 0 new, {n_removed} gone"
    assert told in done.stderr.decode()
    assert own(*check, "--update-baseline").returncode == 0
    paths = {entry["path"] for entry in entries(known)}
    assert len(entries(known)) == n_asking - n_removed
    assert "site/moved.md" in paths
    assert paths.isdisjoint({moved, removed})
