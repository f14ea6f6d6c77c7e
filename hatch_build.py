"""Build hook: puts the compiled catalogue beside its YAML in the wheel: a first run is fast too."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogue(BuildHookInterface[Any]):
    """Refuses to build a wheel from a catalogue that breaks a rule."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile claims/ and add the result to the wheel."""
        if version == "editable":  # a checkout is compiled when it is used
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from mgcheck.catalogue import build_fresh, compiled
            from mgcheck.errors import CatalogueError

            try:
                catalogue = build_fresh(root / "claims")
            except CatalogueError as err:
                sys.stderr.writelines(f"{fault}\n" for fault in err.faults)
                raise
        finally:
            sys.path.pop(0)
        self._drafts = tempfile.mkdtemp(prefix="mgcheck-")
        draft = Path(self._drafts) / compiled.FILE_NAME
        draft.write_bytes(compiled.encode(catalogue))
        build_data["force_include"][str(draft)] = f"mgcheck/{compiled.FILE_NAME}"

    def finalize(self, version: str, *_: object) -> None:
        """Clear up what was made for the wheel."""
        if version != "editable":
            shutil.rmtree(self._drafts, ignore_errors=True)
