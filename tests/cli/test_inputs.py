"""Files of every kind, named and in folders, as users hand them over."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
FLAT = "Magnesium lowers blood pressure."
FAIR = "Magnesium may lower blood pressure."


@pytest.fixture
def own(run: Run) -> Run:
    """The program with its own catalogue."""
    return lambda *arguments, **more: run(*arguments, pack=False, **more)


def word_file(words: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("")
    document.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def found(done: subprocess.CompletedProcess[bytes]) -> list[tuple[str, int, int, str | None]]:
    """Path, line, column and part of each finding of a JSON report."""
    return [
        (d["path"], f["span"]["line"], f["span"]["column"], f["span"]["part"])
        for d in json.loads(done.stdout)["documents"]
        for f in d["findings"]
    ]


def test_a_folder_of_every_kind(own: Run, tmp_path: Path) -> None:
    """A folder is searched for all texts, and for no data."""
    site = tmp_path / "site"
    site.mkdir()
    for name, source in (
        ("a.txt", FLAT),
        ("b.md", f"# Head\n\n{FLAT}"),
        ("c.mdx", f"<A>\n  {FLAT}\n</A>"),
        ("d.html", f"<p>{FLAT}"),
        ("e.rst", f"Head\n====\n\n{FLAT}"),
        ("f.ipynb", json.dumps({"cells": [{"cell_type": "markdown", "source": FLAT}]})),
        ("h.json", json.dumps({"body": FLAT})),
        ("i.csv", f"body\n{FLAT}"),
        ("j.eml", f"Subject: x\n\n{FLAT}"),
        ("k.py", f"# {FLAT}"),
    ):
        (site / name).write_text(source, encoding="utf-8")
    (site / "g.docx").write_bytes(word_file(FLAT))
    done = own("site", "--format", "json")
    assert done.stderr == b""
    assert found(done) == [
        ("site/a.txt", 1, 1, None),
        ("site/b.md", 3, 1, None),
        ("site/c.mdx", 2, 3, None),
        ("site/d.html", 1, 4, None),
        ("site/e.rst", 4, 1, None),
        ("site/f.ipynb", 1, 49, None),
        ("site/g.docx", 2, 1, "paragraph 2"),
    ]


def test_parts_at_a_terminal(own: Run, tmp_path: Path) -> None:
    """The report names the paragraph of a Word file beside line and column."""
    (tmp_path / "a.docx").write_bytes(word_file(FLAT))
    assert b"a.docx:2:1, paragraph 2   " in own("a.docx").stdout


def test_field(own: Run, tmp_path: Path) -> None:
    """--field says which field of data is read, in files and on a pipe."""
    data = json.dumps([{"id": "x", "body": FLAT}]).encode()
    (tmp_path / "a.json").write_bytes(data)
    asked = own("a.json")
    assert asked.returncode == 2
    assert asked.stderr == (
        b"a.json: is data (json), and nothing says which of it is a text; "
        b"name the field with --field, for example --field body\n"
    )
    assert found(own("a.json", "--field", "body", "--format", "json")) == [("a.json", 1, 23, None)]
    piped = ("--field", "body", "--stdin-filename", "x.json", "--format", "json")
    assert found(own("-", *piped, stdin=data)) == [("x.json", 1, 23, None)]
    assert own("why", "a.json:1", "--field", "body").returncode == 0


def test_standard_input_by_its_name(own: Run) -> None:
    """--stdin-filename says what standard input is written in."""
    page = f"<nav>{FLAT}</nav><p>Text".encode()
    assert found(own("-", "--format", "json", stdin=page)) != []
    named = own("-", "--stdin-filename", "page.html", "--format", "json", stdin=page)
    assert found(named) == []


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("a.html", "<title>T</title>\r\n<p class=x>Caf&eacute; {}<br>\r\n<!-- end -->"),
        ("a.mdx", 'import A from "a"\n\n<A b={{{{1}}}}>\n  {}\n</A>\n'),
        ("a.rst", "Head\n====\n\n.. note:: {}\n"),
        ("a.ipynb", '{{"cells": [{{"cell_type": "markdown", "source": ["{}\\n"]}}]}}'),
        ("a.csv", 'n,body\r\n1,"So ""x"". {}"\r\n'),
        ("a.json", '{{"n": 1, "post": {{"body":  "<p>caf\\u00e9 \\"x\\". {}</p>"}}}}'),
        ("a.jsonl", '{{"body": "Bread."}}\n{{"body":"{}", "n": 2}}\n'),
        (
            "a.eml",
            "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello.\r\n\r\n{}\r\n",
        ),
    ],
)
def test_fixes_change_nothing_else(own: Run, tmp_path: Path, name: str, frame: str) -> None:
    """--fix writes markup back byte for byte around its edits; a second run changes nothing."""
    path = tmp_path / name
    path.write_bytes(frame.format(FLAT).encode())
    field = ("--field", "body") if name.endswith((".csv", ".json", ".jsonl")) else ()
    own("--fix", name, *field)
    assert path.read_bytes() == frame.format(FAIR).encode()
    own("--fix", name, *field)
    assert path.read_bytes() == frame.format(FAIR).encode()


def test_fixes_keep_a_declared_encoding(own: Run, tmp_path: Path) -> None:
    """A page in another encoding is written back in it."""
    path = tmp_path / "a.html"
    frame = "<meta charset=windows-1252><p>“Café” {}"
    path.write_bytes(frame.format(FLAT).encode("cp1252"))
    own("--fix", "a.html")
    assert path.read_bytes() == frame.format(FAIR).encode("cp1252")


@pytest.mark.parametrize("how", ["--fix", "--diff"])
def test_word_is_not_written_back(own: Run, tmp_path: Path, how: str) -> None:
    """What cannot be written back is refused in one line, and left alone."""
    data = word_file(FLAT)
    (tmp_path / "a.docx").write_bytes(data)
    done = own(how, "a.docx")
    assert done.returncode == 2
    assert b"a.docx: cannot be written back: mgcheck reads .docx and writes none; " in done.stderr
    assert (tmp_path / "a.docx").read_bytes() == data
    assert b'"fix": {' in own("a.docx", "--format", "json").stdout.replace(b'"fix":{', b'"fix": {')


WITHOUT = """\
import sys
for name in ("docx", "pypdfium2", "docutils"):
    sys.modules[name] = None
import importlib.util
from mgcheck.read import extras
extras.is_there = lambda extra: False
from mgcheck.cli import run
sys.exit(run(sys.argv[1:]))
"""


def test_without_the_extras(tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """A folder is read without what needs an extra, one line says so; a named file is refused."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.md").write_text(FLAT, encoding="utf-8")
    (site / "b.docx").write_bytes(word_file(FLAT))
    (site / "c.pdf").write_bytes(b"%PDF-1.7")

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", WITHOUT, *arguments],
            capture_output=True,
            cwd=tmp_path,
            env=scrubbed,
            check=False,
        )

    done = run("site", "--fail-on", "never")
    assert done.returncode == 0
    assert done.stderr == (
        b"2 files passed over, the first site/b.docx: needs the extra 'docx' to be read; "
        b"pip install 'mgcheck[docx]'\n"
    )
    named = run("site/b.docx")
    assert named.returncode == 2
    assert named.stderr == (
        b"site/b.docx: needs the extra 'docx' to be read; pip install 'mgcheck[docx]'\n"
    )
    fit = run("site/*.docx")
    assert (fit.returncode, fit.stderr) == (2, named.stderr), "what a pattern fits is named"
    below = run("si*", "--fail-on", "never")
    assert (below.returncode, below.stderr) == (0, done.stderr), "a folder that it fits is not"
    told = run("site", "--format", "github", "--fail-on", "never").stdout.decode()
    assert told.count("::warning title=passed over::") == 2
    assert "site/c.pdf: needs the extra 'pdf'" in told


def test_nothing_but_what_needs_an_extra(tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """A folder of which nothing could be read is no clean bill, with --diff neither."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "b.docx").write_bytes(word_file(FLAT))
    for more in ((), ("--format", "json"), ("--diff",)):
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT, "site", *more],
            capture_output=True,
            cwd=tmp_path,
            env=scrubbed,
            check=False,
        )
        assert done.returncode == 2
        told = done.stderr.decode()
        assert "1 file passed over, the first site/b.docx: needs the extra 'docx'" in told
        assert "nothing could be read; mend what is told above\n" in told


def test_without_the_extras_in_several_processes(tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """Workers say the same as one process does of files that need an extra."""
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['docx'] = None\n")
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.md").write_text(FLAT, encoding="utf-8")
    for name in ("b.docx", "c.docx"):
        (site / name).write_bytes(word_file(FLAT))
    path = os.pathsep.join(filter(None, (str(tmp_path), scrubbed.get("PYTHONPATH"))))
    told = [
        subprocess.run(
            [sys.executable, "-m", "mgcheck", "site", "--fail-on", "never", "--jobs", jobs],
            capture_output=True,
            cwd=tmp_path,
            env={**scrubbed, "PYTHONPATH": path},
            check=False,
        )
        for jobs in ("1", "2")
    ]
    one, two = told
    assert (one.returncode, one.stdout) == (two.returncode, two.stdout) == (0, two.stdout)
    assert one.stderr == two.stderr
    assert one.stderr.startswith(b"2 files passed over, the first site/b.docx: needs the extra ")


LOADED = """\
import sys
from mgcheck import read
read.load_bytes(b"words", sys.argv[1])
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize(
    ("name", "needs"), [("a.txt", set()), ("a.md", {"markdown_it"}), ("a.html", set())]
)
def test_reading_loads_what_it_needs(name: str, needs: set[str], scrubbed: dict[str, str]) -> None:
    """No text loads the libraries that read another kind."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, name], capture_output=True, env=scrubbed, check=True
    )
    heavy = {"markdown_it", "mdit_py_plugins", "docx", "lxml", "pypdfium2", "docutils", "email"}
    assert heavy & set(done.stdout.decode().split()) == needs
