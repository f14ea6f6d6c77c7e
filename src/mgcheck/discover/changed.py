"""Lines that changed since a commit, as git tells."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from mgcheck.discover.ignored import repository
from mgcheck.discover.names import folded, is_same
from mgcheck.errors import UsageError

Lines = tuple[tuple[int, int], ...]
"""First and last line, from 1, of each stretch, in order."""
_HUNK: Final = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_COUNTS: Final = {b"-": (1, 0), b"+": (0, 1), b" ": (1, 1), b"\\": (0, 0)}
"""Old and new lines that a line of a hunk is, by its first sign; "\\ No newline ..." is none."""
_ESCAPE: Final = re.compile(rb'\\([abtnvfr"\\]|[0-7]{3})')
# fmt: off
_SIGNS: Final = {
    b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r",
}
# fmt: on
_WHERE: Final = "--diff-base"
_DIFF: Final = (
    "diff",
    "--unified=0",
    "--inter-hunk-context=0",
    "--find-renames",
    "--text",  # UTF-16 is no binary here
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)
_DRAFT: Final = (*_DIFF, "--no-index", "--ignore-cr-at-eol", "--", "old", "new")
"""A pipe may bring other line ends than git keeps."""
_NOT_OURS: Final = (
    "GIT_DIFF_OPTS",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""What a hook's git says of its own repository, which need not be the text's.

The names are those of `git rev-parse --local-env-vars`. Settings given in the environment
(GIT_CONFIG_COUNT and GIT_CONFIG_PARAMETERS) stay: with them a job says which folders are safe.
"""


class _Tree(NamedTuple):
    """A working tree, held against a commit."""

    root: str
    base: str
    """The hash of the commit."""
    tracked: frozenset[str]
    spelt: Mapping[str, str]
    """The tracked files by their folded names."""
    changed: Mapping[str, Lines]
    """Of each tracked file that changed, the lines that are new."""


class Changes:
    """What changed since the working trees parted from a commit: `ref`'s merge base with HEAD.

    Changes that are not committed count, too, and files that git does not track are new as a
    whole. Each repository is asked once.
    """

    def __init__(self, ref: str) -> None:
        self._ref: Final = ref
        self._trees: Final[dict[str, _Tree]] = {}

    def of(self, path: str) -> Lines | None:
        """Lines of the file at `path` that changed; None: all. UsageError: git cannot tell."""
        tree, name = self._tree(path)
        if name not in tree.tracked:
            return None
        return tree.changed.get(name, ())

    def of_draft(self, path: str, data: bytes) -> Lines | None:
        """The same for what is not saved yet: `data` is held against the commit's file."""
        tree, name = self._tree(path)
        code, old, _ = _git(tree.root, "cat-file", "blob", f"{tree.base}:{name}")
        if code:
            return None
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="mgcheck-") as folder:
            for called, held in (("old", old), ("new", data)):
                with open(os.path.join(folder, called), "wb") as file:
                    file.write(held)
            code, patch, said = _git(folder, *_DRAFT)
        if code not in {0, 1}:  # 1: they differ
            raise _failed(said)
        return _new_lines(patch).get("new", ())

    def _tree(self, path: str) -> tuple[_Tree, str]:
        """The working tree that `path` lies in, and its name there."""
        real = os.path.realpath(path)
        root = repository(os.path.dirname(real))
        if root is None:
            mend = "leave it out, or name texts of a repository"
            raise UsageError(f"'{path}' lies in no git repository", mend, _WHERE)
        if root not in self._trees:
            self._trees[root] = _look(root, self._ref)
        tree = self._trees[root]
        name = os.path.relpath(real, root).replace(os.sep, "/")
        if name not in tree.tracked:  # some systems find a file by other spellings, too
            spelt = tree.spelt.get(folded(name))
            if spelt is not None and is_same(real, os.path.join(root, spelt)):
                name = spelt
        return tree, name


def _look(root: str, ref: str) -> _Tree:
    """Ask git about the working tree at `root`."""
    base = _merge_base(root, ref)
    listed = _asked(root, "ls-files", "-z")
    patch = _asked(root, *_DIFF, base, "--")
    tracked = frozenset(os.fsdecode(name) for name in listed.split(b"\0") if name)
    spelt = {folded(name): name for name in tracked}
    return _Tree(root, base, tracked, spelt, _new_lines(patch))


def _merge_base(root: str, ref: str) -> str:
    code, out, said = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    is_shallow = os.path.exists(os.path.join(_common(root), "shallow"))
    fetch = "fetch more of it: git fetch --unshallow (actions/checkout: fetch-depth: 0)"
    if code:
        if said:
            raise _failed(said)
        if is_shallow:
            raise UsageError(f"'{ref}' is no commit in this shallow clone", fetch, _WHERE)
        raise UsageError(f"'{ref}' is no commit", "name a branch, tag or commit", _WHERE)
    code, base, said = _git(root, "merge-base", out.decode("ascii").strip(), "HEAD")
    if code:
        if code != 1 or said:
            raise _failed(said)
        if is_shallow:
            what = f"'{ref}' and HEAD have no commit in common in this shallow clone"
            raise UsageError(what, fetch, _WHERE)
        what = f"'{ref}' and HEAD have no commit in common"
        raise UsageError(what, "name a commit that HEAD comes from", _WHERE)
    return base.decode("ascii").strip()


def _common(root: str) -> str:
    """The git folder that all working trees of a repository share."""
    return os.path.join(root, os.fsdecode(_asked(root, "rev-parse", "--git-common-dir").strip()))


def _new_lines(patch: bytes) -> dict[str, Lines]:
    """Of each file in a patch, the stretches of its new lines."""
    found: dict[str, list[tuple[int, int]]] = {}
    for name, line in _added(patch):
        stretches = found.setdefault(name, [])
        if stretches and stretches[-1][1] == line - 1:
            stretches[-1] = (stretches[-1][0], line)
        else:
            stretches.append((line, line))
    return {name: tuple(lines) for name, lines in found.items()}


def _added(patch: bytes) -> Iterator[tuple[str, int]]:
    """File and number of each new line.

    Lines of a hunk are counted off, so none of them is taken for a header.
    """
    lines = iter(patch.split(b"\n"))
    name = ""
    for line in lines:
        if line.startswith(b"+++ "):
            name = _name(line.removeprefix(b"+++ ").removesuffix(b"\t"))
        hunk = _HUNK.match(line)
        if hunk is None:
            continue
        n_old, n_new = (1 if n is None else int(n) for n in hunk.group(1, 3))
        at = int(hunk[2])
        while n_old or n_new:
            sign = next(lines, b"end")[:1]
            olds, news = _COUNTS.get(sign, (n_old + 1, 0))
            n_old, n_new = n_old - olds, n_new - news
            if n_old < 0 or n_new < 0:
                raise _failed("a patch that does not add up")
            if sign == b"+":
                yield name, at
            at += news


def _name(written: bytes) -> str:
    """A file's name as a patch has it: b/name, in quotes and with escapes where it is odd.

    git has no way to leave names of a patch as they are; -z does it for lists alone.
    """
    if written.startswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    return os.fsdecode(written.removeprefix(b"b/"))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    sign = escape[1]
    return bytes([int(sign, 8)]) if sign.isdigit() else _SIGNS.get(sign, sign)


def _asked(root: str, *arguments: str) -> bytes:
    code, out, said = _git(root, *arguments)
    if code:
        raise _failed(said)
    return out


def _git(root: str, *arguments: str) -> tuple[int, bytes, str]:
    """Exit code, output, and the first line of what git complained of."""
    import subprocess  # 8 ms

    environment = {
        **os.environ,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LITERAL_PATHSPECS": "1",
    }
    for name in _NOT_OURS:
        environment.pop(name, None)
    try:
        running = subprocess.Popen(  # noqa: S603 - no shell, and no argument is an option of git's
            ["git", "-C", root, *arguments],  # noqa: S607 - git is where the user has it
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
    except OSError as err:
        mend = "install git, or leave the option out"
        raise UsageError(f"git cannot be run ({err.strerror or err})", mend, _WHERE) from err
    with running:
        out, err_out = running.communicate()
    said = err_out.decode("utf-8", "replace").strip().splitlines()
    return running.returncode, out, said[0] if said else ""


def _failed(said: str) -> UsageError:
    why = said.removeprefix("fatal: ").removeprefix("error: ") or "nothing"
    return UsageError(f"git says: {why}", "mend that, or leave the option out", _WHERE)
