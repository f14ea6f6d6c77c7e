"""The compiled form: a catalogue as MessagePack behind a header that says what it was made from.

It is used only where all of this fits: the pack's bytes as they are now, the program's own code
and stemmer, and the checksum of the payload. Else the YAML is read again. The checksum finds
damage, not malice: a pack never brings its own compiled form, and the user's cache counts only
where no other account may write to it.
"""

from __future__ import annotations

import gc
import os
import stat
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
import Stemmer

import mgcheck
from mgcheck.model import Catalogue

MAGIC: Final = b"mgcheck compiled catalogue 2\n"
FILE_NAME: Final = "claims.compiled"
"""Beside the folder `claims` of an installed mgcheck."""
LARGEST: Final = 64_000_000
"""Bytes; a cache file beyond this is not ours."""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a compiled form was made from; any difference makes it worthless."""

    mgcheck: str
    code: str
    """Hash over the modules that decide what a catalogue compiles to."""
    stemmer: str
    sources: str
    """Hash over the pack's files."""


def encode(catalogue: Catalogue) -> bytes:
    """`catalogue` as a compiled form."""
    header = msgspec.json.encode(_header(catalogue.sha256))
    payload = msgspec.msgpack.encode(catalogue)
    return b"".join((MAGIC, _seal(header, payload), b"\n", header, b"\n", payload))


def decode(data: bytes, sources: str) -> Catalogue | None:
    """The catalogue in `data`, or None where this program did not make it from `sources`."""
    if not data.startswith(MAGIC):
        return None
    seal, _, rest = data[len(MAGIC) :].partition(b"\n")
    header, _, payload = rest.partition(b"\n")
    # compared as bytes: a header that says the same in other words is not ours either
    if header != msgspec.json.encode(_header(sources)) or seal != _seal(header, payload):
        return None
    # 40 000 small objects and no garbage: a third of the time would go into looking for some
    was_on = gc.isenabled()
    gc.disable()
    try:
        return msgspec.msgpack.decode(payload, type=Catalogue)
    except msgspec.MsgspecError:
        return None
    finally:
        if was_on:
            gc.enable()


def read(path: Path, sources: str, *, is_shared: bool) -> Catalogue | None:
    """The catalogue compiled at `path`, or None; `is_shared`: another account may own the file."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None
            if not is_shared and not _is_ours(status):
                return None
            data = file.read()
    except OSError:
        return None
    return decode(data, sources)


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` whole or not at all; where that may not be done, go without."""
    import tempfile  # 5 ms, and most runs write nothing

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink()
            raise


def cache_place(folder: Path) -> Path:
    """Where the compiled form of the pack in `folder` is kept for this user."""
    from platformdirs import user_cache_path

    name = sha256(os.fsencode(folder.resolve())).hexdigest()[:32]
    return user_cache_path("mgcheck", appauthor=False) / f"{name}.compiled"


def _seal(header: bytes, payload: bytes) -> bytes:
    digest = sha256(header)
    digest.update(b"\n")
    digest.update(payload)
    return digest.hexdigest().encode()


def _header(sources: str) -> Header:
    return Header(mgcheck.__version__, _code(), str(Stemmer.version()), sources)


@cache
def _code() -> str:
    """The state of our own code, so that a change to it in a checkout is never overlooked."""
    here = Path(__file__).parent
    files = [
        *(here.parent / name for name in ("model.py", "lexicon.py")),
        *here.parent.glob("text/*.py"),
        *here.rglob("*.py"),
    ]
    digest = sha256()
    for path in sorted(files):
        digest.update(path.relative_to(here.parent).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_ours(status: os.stat_result) -> bool:
    """True where nobody but this account can have written the file."""
    if not hasattr(os, "getuid"):  # Windows keeps a user's cache in the user's own profile
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
