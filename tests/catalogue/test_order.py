"""The order of files and of records in them never shows."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

import mgcheck
from mgcheck import catalogue


def shuffled(path: Path, chance: random.Random) -> None:
    """Shuffle a file's records, and the terms and ids within them where no order is meant."""
    value: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for rows in value.values():
        if isinstance(rows, list):
            chance.shuffle(rows)
            for row in rows:
                chance.shuffle(row.get("terms", []))
    keys = list(value)
    chance.shuffle(keys)
    path.write_text(yaml.safe_dump({key: value[key] for key in keys}), encoding="utf-8")


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_records(pack: Path, seed: int) -> None:
    """Shuffled records, keys and terms give the same catalogue in the same order."""
    before = catalogue.build_fresh(pack)
    chance = random.Random(seed)  # noqa: S311  # no secret
    for path in sorted(pack.rglob("*.yaml")):
        if path.name != "catalogue.yaml":
            shuffled(path, chance)
    _same(catalogue.build_fresh(pack), before)


def test_one_record_a_file(pack: Path) -> None:
    """Records spread over files of other names give the same catalogue."""
    before = catalogue.build_fresh(pack)
    path = pack / "lexicon" / "concepts.yaml"
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.unlink()
    for name, rows in value.items():
        for at, row in enumerate(rows):
            text = yaml.safe_dump({name: [row]})
            (pack / "lexicon" / f"{9 - at}-{name}.yaml").write_text(text, encoding="utf-8")
    _same(catalogue.build_fresh(pack), before)


def _same(after: mgcheck.Catalogue, before: mgcheck.Catalogue) -> None:
    assert after.sha256 != before.sha256
    assert replace(after, sha256=before.sha256) == before
    for part in ("subjects", "outcomes", "cues", "claims", "studies", "references", "sources"):
        assert list(getattr(after, part)) == sorted(getattr(before, part))
