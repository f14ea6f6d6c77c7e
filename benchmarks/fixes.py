"""What `--fix` makes of texts: `python benchmarks/fixes.py FILE...`.

For each text: how many overstated claims there are, how many of them are fairly put once the safe
fixes are made, claims that got worse, vanished or are new, and whether a second run changes a
thing. Exit code 1 where a claim got worse, a second run finds something to do, or less than 60 %
of the overstated claims are fairly put.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from mgcheck import Catalogue, Finding, Report, Verdict, check_document, load_catalogue, read
from mgcheck.rewrite import Rewriter
from mgcheck.rewrite.fixes import is_fair

WANTED: Final = 0.6


class Score(NamedTuple):
    """One text before and after."""

    path: str
    n_overstated: int
    n_overstated_fair: int
    n_unfair: int
    n_unfair_fair: int
    worse: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    is_idempotent: bool


def score(path: Path, catalogue: Catalogue, *, unsafe: bool = False) -> Score:
    """Mend the text at `path` in memory, and look at it again."""
    document = read.load(path)

    def check(text: str) -> Report:
        return check_document(read.again(text, document), catalogue)

    rewriter = Rewriter(catalogue)
    before = check(document.text)
    after, _ = rewriter.fixed(before, check, unsafe=unsafe)
    text = after.document.text
    again, n_again = rewriter.fixed(check(text), check, unsafe=unsafe)
    old, new = list(before.findings), list(check(text).findings)
    names_old, names_new = ([f.mention.claim for f in found] for found in (old, new))
    pairs = list(zip(old, new, strict=True)) if names_old == names_new else []
    overstated = [(a, b) for a, b in pairs if a.verdict is Verdict.OVERSTATED]
    unfair = [(a, b) for a, b in pairs if not is_fair(a)]
    return Score(
        path=path.name,
        n_overstated=sum(f.verdict is Verdict.OVERSTATED for f in old),
        n_overstated_fair=sum(is_fair(b) for _, b in overstated),
        n_unfair=sum(not is_fair(f) for f in old),
        n_unfair_fair=sum(is_fair(b) for _, b in unfair),
        worse=tuple(a.mention.claim for a, b in pairs if _is_worse(a, b)),
        gone=_missing(names_old, names_new),
        new=_missing(names_new, names_old),
        is_idempotent=n_again == 0 and again.document.text == text,
    )


def _is_worse(old: Finding, new: Finding) -> bool:
    return new.severity.rank > old.severity.rank


def _missing(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    left = list(others)
    out = []
    for name in some:
        if name in left:
            left.remove(name)
        else:
            out.append(name)
    return tuple(out)


def main(arguments: Sequence[str]) -> int:
    """Print a line for each text and one for all."""
    catalogue = load_catalogue()
    scores = [score(Path(name), catalogue) for name in arguments]
    for one in scores:
        print(
            f"{one.path}: {one.n_overstated_fair} of {one.n_overstated} overstated claims fairly "
            f"put, {one.n_unfair_fair} of {one.n_unfair} of all that were not; "
            f"worse {len(one.worse)}, gone {len(one.gone)}, new {len(one.new)}; "
            f"{'a second run changes nothing' if one.is_idempotent else 'NOT IDEMPOTENT'}"
        )
    n, fair = (
        sum(getattr(s, key) for s in scores) for key in ("n_overstated", "n_overstated_fair")
    )
    share = fair / n if n else 1.0
    print(f"all: {fair} of {n} overstated claims fairly put ({share:.0%})")
    is_sound = all(s.is_idempotent and not (s.worse or s.gone or s.new) for s in scores)
    return 0 if is_sound and share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
