"""A folder of blog posts to measure and test with: our own words, the same at every run.

python benchmarks/posts.py FOLDER [NUMBER [BYTES]]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from texts import off_topic

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = (ROOT / "docs" / "sample-article.md", *sorted((ROOT / "tests/corpus").glob("*")))
SHORTEST: Final = 60
"""Characters of a paragraph that says something."""
_EVERY: Final = 100
"""Posts in one folder."""


def paragraphs() -> list[str]:
    """Paragraphs of the sample article and of the corpus that the tests read."""
    found: dict[str, None] = {}
    for path in SOURCES:
        for piece in path.read_text(encoding="utf-8").split("\n\n"):
            words = " ".join(piece.split())
            if len(words) >= SHORTEST and words[0].isalpha():
                found[words] = None
    return list(found)


def post(number: int, size: int, pool: Sequence[str]) -> str:
    """The post of that number: about `size` characters of Markdown, half of them on topic."""
    chance = random.Random(number)  # noqa: S311  # the same post at every run is the point
    parts = [f"---\ntitle: Post {number}\ndate: 2019-0{number % 9 + 1}-14\n---", f"# Post {number}"]
    length = 0
    while length < size:
        if chance.random() < 0.15:
            parts.append(f"## Part {len(parts)}")
        is_on_topic = chance.random() < 0.5
        parts.append(
            chance.choice(pool)
            if is_on_topic
            else off_topic(chance.randint(200, 600), chance.randrange(10**6)).strip()
        )
        length += len(parts[-1])
    return "\n\n".join(parts)[:size] + "\n"


def write(folder: Path, n_posts: int, size: int) -> None:
    """Write `n_posts` posts of about `size` characters in and below `folder`."""
    pool = paragraphs()
    for number in range(n_posts):
        place = folder / f"{number // _EVERY:02}" / f"post-{number:04}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(post(number, size, pool), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Write the folder that the arguments name."""
    folder, *numbers = arguments
    n_posts = int(numbers[0]) if numbers else 200
    write(Path(folder), n_posts, int(numbers[1]) if len(numbers) > 1 else 10_000)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
