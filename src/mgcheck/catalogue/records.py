"""Files to records: each parsed, each record checked by its schema, every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from mgcheck.catalogue.faults import Faults
from mgcheck.catalogue.pack import Pack
from mgcheck.catalogue.schema import (
    CitingFile,
    CitingRecord,
    ClaimRecord,
    CueRecord,
    GuardRecord,
    Id,
    JurisdictionRecord,
    LegRecord,
    OutcomeRecord,
    PackRecord,
    ProvisionRecord,
    Record,
    ReferenceRecord,
    RelationRecord,
    RewritesRecord,
    SourceRecord,
    StudyRecord,
    SubjectRecord,
    TellingRecord,
    Text,
    WantRecord,
)
from mgcheck.catalogue.yaml_lines import Lines, Path, YamlFault, parse
from mgcheck.errors import did_you_mean, quote

R = TypeVar("R", bound=Record)

LISTS: Final[Mapping[str, Mapping[str, type[Record]]]] = {
    "claims": {"claims": ClaimRecord},
    "lexicon": {
        "subjects": SubjectRecord,
        "outcomes": OutcomeRecord,
        "cues": CueRecord,
        "guards": GuardRecord,
        "relations": RelationRecord,
        "tellings": TellingRecord,
    },
    "evidence/studies": {"studies": StudyRecord},
    "evidence/references": {"references": ReferenceRecord},
    "regulation": {"jurisdictions": JurisdictionRecord, "provisions": ProvisionRecord},
    "sources.yaml": {"sources": SourceRecord},
    "legs.yaml": {"legs": LegRecord},
    "reading.yaml": {"wants": WantRecord},
}
"""By folder or file: the lists that may stand in it, and of what."""
_MAY_LACK: Final = frozenset({"lexicon", "regulation"})
"""Folders whose files need not hold every list."""
_ID: Final = TypeAdapter[str](Id)
_SPELLINGS: Final = TypeAdapter[dict[str, str]](dict[Text, Text])
_SEE: Final = "see docs/records.md"


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record that its schema accepts, and where it stands."""

    record: R
    file: str
    lines: Lines
    path: Path
    topic: str = ""

    def where(self, *keys: str | int) -> str:
        """The place of a key of the record."""
        return _where(self.file, self.lines, self.path, keys)


@dataclass(frozen=True, slots=True)
class Records:
    """All that was read of a pack; `ids` also holds those of records that were refused."""

    pack: PackRecord | None
    entries: Mapping[str, list[Entry[Any]]]
    """By the name of the list: claims, subjects, studies ..."""
    ids: Mapping[str, set[str]]
    unread: frozenset[str]
    """Lists of which a part could not be read: an id missing from them may only be unread."""
    spellings: Mapping[str, str]
    rewrites: RewritesRecord | None = None
    citing: CitingRecord | None = None

    def of(self, name: str, sort: type[R]) -> Iterator[Entry[R]]:
        """The entries of the list `name`, all of one sort, in order of file and line."""
        return (entry for entry in self.entries[name] if isinstance(entry.record, sort))


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    faults: Faults
    pack: PackRecord | None = None
    entries: dict[str, list[Entry[Any]]] = field(
        default_factory=lambda: {name: [] for lists in LISTS.values() for name in lists}
    )
    ids: dict[str, set[str]] = field(
        default_factory=lambda: {name: set() for lists in LISTS.values() for name in lists}
    )
    unread: set[str] = field(default_factory=set)
    spellings: dict[str, str] = field(default_factory=dict)
    rewrites: RewritesRecord | None = None
    citing: CitingRecord | None = None


def read_records(pack: Pack, faults: Faults) -> Records:
    """Every record of `pack`; what is wrong with the others goes to `faults`."""
    reading = _Reading(faults)
    for relative, data in pack.files.items():
        file = pack.name(relative)
        folder = relative.rpartition("/")[0] or relative
        lines = _parse(file, data, faults)
        if lines is None:
            reading.unread.update(LISTS.get(folder, ()))
        elif relative == "catalogue.yaml":
            reading.pack = _check(PackRecord, lines.value, file, lines, (), faults)
        elif relative == "rewrites.yaml":
            reading.rewrites = _check(RewritesRecord, lines.value, file, lines, (), faults)
        elif relative == "citing.yaml":
            told = _check(CitingFile, lines.value, file, lines, (), faults)
            reading.citing = told.citing if told is not None else None
        else:
            _read_file(folder, file, lines, reading)
    return Records(
        reading.pack,
        MappingProxyType(reading.entries),
        MappingProxyType(reading.ids),
        frozenset(reading.unread),
        MappingProxyType(reading.spellings),
        reading.rewrites,
        reading.citing,
    )


def _parse(file: str, data: bytes, faults: Faults) -> Lines | None:
    """A file's mapping, or None where it holds none."""
    try:
        lines = parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError as err:
        faults.add(file, f"byte {err.start} is not UTF-8", "save the file as UTF-8")
    except YamlFault as err:
        key = f": {err.key}" if err.key else ""
        faults.add(f"{file}:{err.line}{key}", err.what, err.mend)
    else:
        if isinstance(lines.value, dict):
            return lines
        what = "is empty" if lines.value is None else f"holds {quote(lines.value)}"
        faults.add(file, what, f"write keys and values; {_SEE}")
    return None


def _read_file(folder: str, file: str, lines: Lines, reading: _Reading) -> None:
    lists = LISTS[folder]
    others = {"claims": ("topic",), "lexicon": ("spellings",)}.get(folder, ())
    faults = reading.faults
    for key in lines.value:
        if key not in lists and key not in others:
            mend = did_you_mean(key, (*lists, *others), f"take it out; {_SEE}")
            faults.add(_where(file, lines, (), (key,)), f"unknown key '{key}'", mend)
    topic = ""
    if folder == "claims":
        topic = _value(_ID, "topic", file, lines, faults) or ""
    if folder == "lexicon" and "spellings" in lines.value:
        _spell(_value(_SPELLINGS, "spellings", file, lines, faults) or {}, file, lines, reading)
    for name, model in lists.items():
        if name not in lines.value:
            if folder not in _MAY_LACK:
                reading.unread.add(name)
                faults.add(f"{file}:1: {name}", f"key '{name}' is missing", f"add it; {_SEE}")
            continue
        rows = lines.value[name]
        if not isinstance(rows, list):
            reading.unread.add(name)
            faults.add(
                _where(file, lines, (), (name,)),
                f"{quote(rows)} is no list",
                "begin each with '- '",
            )
            continue
        for at, row in enumerate(rows):
            if isinstance(row, dict) and isinstance(row.get("id"), str):
                reading.ids[name].add(row["id"])
            record = _check(model, row, file, lines, (name, at), faults)
            if record is not None:
                reading.entries[name].append(Entry(record, file, lines, (name, at), topic))


def _spell(found: dict[str, str], file: str, lines: Lines, reading: _Reading) -> None:
    for variant, spelt in found.items():
        known = reading.spellings.setdefault(variant, spelt)
        if known != spelt:
            where = _where(file, lines, (), ("spellings", variant))
            reading.faults.add(
                where, f"is spelt '{spelt}' here and '{known}' elsewhere", "keep one"
            )


def _value(kind: TypeAdapter[Any], key: str, file: str, lines: Lines, faults: Faults) -> Any:
    """The value of a key that is no list of records, or None where it is not as it should be."""
    if key not in lines.value:
        faults.add(f"{file}:1: {key}", f"key '{key}' is missing", f"add it; {_SEE}")
        return None
    try:
        return kind.validate_python(lines.value[key], strict=True)
    except ValidationError as err:
        _translate(err, None, lines.value[key], file, lines, (key,), faults)
        return None


def _check(
    model: type[R], row: Any, file: str, lines: Lines, path: Path, faults: Faults
) -> R | None:
    try:
        return model.model_validate(row)
    except ValidationError as err:
        _translate(err, model, row, file, lines, path, faults)
        return None


def _translate(
    err: ValidationError,
    model: type[Record] | None,
    row: Any,
    file: str,
    lines: Lines,
    path: Path,
    faults: Faults,
) -> None:
    """Each of pydantic's errors in our words, at the line of its key."""
    for fault in err.errors(include_url=False):
        keys, value = _follow(fault["loc"], row, is_missing=fault["type"] == "missing")
        what, mend = _words(fault, keys, value, model)
        faults.add(_where(file, lines, path, keys), what, mend)


def _words(fault: Any, keys: Path, value: Any, model: type[Record] | None) -> tuple[str, str]:
    context = fault.get("ctx", {})
    shown = quote(value)
    match fault["type"]:
        case "missing":
            return f"key '{keys[-1]}' is missing", "add it; what is not known is written null"
        case "extra_forbidden":
            names = _names(model, keys[:-1])
            return f"unknown key '{keys[-1]}'", did_you_mean(
                str(keys[-1]), names, f"take it out; {_SEE}"
            )
        case "enum" | "literal_error":
            allowed = re.findall(r"'([^']*)'", context["expected"])
            otherwise = f"write one of {', '.join(allowed)}"
            return f"{shown} is not allowed here", did_you_mean(str(value), allowed, otherwise)
        case "string_type":
            return _no_text(value)
        case "list_type":
            return f"{shown} is no list", "write [ ] around it, or null where that is allowed"
        case "model_type" | "dict_type":
            return f"{shown} is no mapping", f"write keys and values; {_SEE}"
        case "bool_type":
            return f"{shown} is neither true nor false", "write true or false"
        case "int_type" | "float_type":
            mend = "take the quotes off" if isinstance(value, str) else "write a number"
            return f"{shown} is no number", mend
        case "string_pattern_mismatch":
            if not value.strip():
                return "nothing is written", "write a text, or null where it is not known"
            mend = _PATTERNS.get(context["pattern"], f"it must look like {context['pattern']}")
            return f"{shown} does not look right", mend
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            sides = {"gt": "above", "ge": "at least", "le": "at most"}
            side = next(f"{said} {context[key]}" for key, said in sides.items() if key in context)
            return f"{shown} is out of range", f"write a number {side}"
        case _:
            return f"{shown} is not allowed here ({fault['msg']})", _SEE


def _no_text(value: object) -> tuple[str, str]:
    """What stands where a text is wanted."""
    match value:
        case None:
            return "null is no text", "write one"
        case list() | dict():
            return f"{quote(value)} is no text", "write one text"
        case bool():  # it may be spelt no, off, true ...
            return "is read as yes or no, not as text", "put it in quotes"
        case int() | float():
            return f"{quote(value)} is read as a number, not as text", "put it in quotes"
        case _:
            return f"{quote(value)} is read as a date, not as text", "put it in quotes"


_PATTERNS: Final = {
    r"^[a-z0-9]+([-+][a-z0-9]+)*$": "an id is lower case words joined by - (or +)",
    r"^\d{4}-\d{2}-\d{2}$": "write a date as year-month-day",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "write a date as year, year-month or year-month-day",
    r"^10\.\d{4,9}/\S+$": "a DOI begins with 10. and holds a slash",
    r"^\d{1,8}$": "a PMID is up to eight digits",
    r"^PMC\d{4,9}$": "a PMCID is PMC and digits",
    r"^https?://\S+$": "write an address that begins with https://",
    r"^[0-9a-f]{16}$": "write the first 16 hex digits of the sentence's SHA-256",
}


def _follow(loc: Path, row: Any, *, is_missing: bool) -> tuple[Path, Any]:
    """The keys of `loc` that stand in `row` (unions add names of their own), and what they hold."""
    keys: Path = ()
    for at, key in enumerate(loc):
        match row, key:
            case dict(), _ if key in row:
                row = row[key]
            case list(), int() if key < len(row):
                row = row[key]
            case _ if not (is_missing and at == len(loc) - 1):
                continue
        keys = (*keys, key)
    return keys, row


def _names(model: type[Record] | None, keys: Path) -> list[str]:
    """The keys that may stand in the mapping at `keys`."""
    for key in keys:
        if model is not None and isinstance(key, str):
            fields = {info.alias or name: info for name, info in model.model_fields.items()}
            model = _record_in(fields[key].annotation) if key in fields else None
    if model is None:
        return []
    return [info.alias or name for name, info in model.model_fields.items()]


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    found = (_record_in(part) for part in get_args(annotation))
    return next((record for record in found if record is not None), None)


def _where(file: str, lines: Lines, path: Path, keys: Path) -> str:
    """file:line: key, the key counted from the record."""
    line = lines.line((*path, *keys))
    dotted = ""
    for key in keys or path[:1]:
        dotted += f"[{key}]" if isinstance(key, int) else f".{key}" if dotted else key
    return f"{file}:{line}: {dotted}" if dotted else f"{file}:{line}"
