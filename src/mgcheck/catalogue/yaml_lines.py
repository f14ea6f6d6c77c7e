"""YAML to plain values with the line of every key, and nothing that plain data does not need.

Values are built from parser events, never by PyYAML's constructors of objects: no tags, no anchors,
no aliases, no merging, a bound on depth and size. What is refused is refused with its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import yaml

from mgcheck.errors import quote

DEEPEST: Final = 12
"""Levels of nesting; a record needs five."""
MOST_NODES: Final = 200_000
"""Values in one file; the largest file of a big pack has some 20 000."""

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to a value."""

_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C: ten times as fast
_RESOLVERS: Final[dict[str, Any]] = yaml.SafeLoader.yaml_implicit_resolvers
_CONSTRUCTOR: Final = yaml.constructor.SafeConstructor()
_TAG: Final = "tag:yaml.org,2002:"


class YamlFault(Exception):
    """What is wrong with the text of one file: line from 1, key where there is one."""

    def __init__(self, line: int, key: str, what: str, mend: str) -> None:
        super().__init__(line, key, what, mend)
        self.line, self.key, self.what, self.mend = line, key, what, mend


@dataclass(frozen=True, slots=True)
class Lines:
    """A file's value with the line on which each part of it starts."""

    value: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing above it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(text: str) -> Lines:
    """The one document in `text`; raises YamlFault at the first thing that is refused."""
    try:
        return _Builder(text).build()
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark or err.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlFault(line, "", f"is not YAML ({err.problem})", "mend the line") from err
    except yaml.reader.ReaderError as err:
        raise YamlFault(
            _line_of_control(text), "", "holds a character that YAML forbids", "take it out"
        ) from err


def _line_of_control(text: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if any(char < " " and char not in "\t\r" for char in line):
            return number
    return 1


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    value: list[Any] | dict[str, Any]
    path: Path
    key: str | None = None


class _Builder:
    def __init__(self, text: str) -> None:
        self._loader = _Loader(text)
        self._stack: list[_Open] = []
        self._lines: dict[Path, int] = {}
        self._root: Any = None
        self._count = 0

    def build(self) -> Lines:
        documents = 0
        try:
            while self._loader.check_event():
                event = self._loader.get_event()
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        mark: Any = event.start_mark
                        raise YamlFault(
                            mark.line + 1, "", "starts a second document", "split the file"
                        )
                elif isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                    self._take(event)
        finally:
            self._loader.dispose()
        return Lines(self._root, self._lines)

    def _take(self, event: Any) -> None:  # events differ in what they hold
        line = event.start_mark.line + 1
        if isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
            return
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            name = f"{sign}{event.anchor}"
            raise YamlFault(line, self._key(), f"uses the anchor {name}", "write the value out")
        if event.tag is not None and event.tag != "!":
            raise YamlFault(line, self._key(), f"uses the tag {event.tag}", "take the tag out")
        self._count += 1
        if self._count > MOST_NODES:
            raise YamlFault(line, "", f"holds more than {MOST_NODES} values", "split the file")
        if isinstance(event, yaml.ScalarEvent):
            top = self._stack[-1] if self._stack else None
            if top is not None and isinstance(top.value, dict) and top.key is None:
                self._name(top, top.value, event.value, line)
            else:
                self._place(self._scalar(event, line), line)
            return
        if len(self._stack) >= DEEPEST:
            what = f"is nested more than {DEEPEST} deep"
            raise YamlFault(line, self._key(), what, "flatten it")
        empty: list[Any] | dict[str, Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Open(empty, self._place(empty, line)))

    def _name(self, top: _Open, mapping: dict[str, Any], key: str, line: int) -> None:
        path = (*top.path, key)
        if key in mapping:
            what = f"is written twice, first on line {self._lines[path]}"
            raise YamlFault(line, key, what, "keep one of the two")
        if key == "<<":
            raise YamlFault(line, key, "merges another mapping", "write the keys out")
        top.key = key
        self._lines[path] = line

    def _place(self, value: Any, line: int) -> Path:
        """Put `value` where it belongs; gives its path."""
        if not self._stack:
            self._root = value
            return ()
        top = self._stack[-1]
        if isinstance(top.value, dict):
            if top.key is None:
                raise YamlFault(line, "", "a list or mapping stands as a key", "write a plain key")
            key, top.key = top.key, None
            top.value[key] = value
            return (*top.path, key)
        path = (*top.path, len(top.value))
        top.value.append(value)
        self._lines[path] = line
        return path

    def _key(self) -> str:
        """The nearest key above what comes next, or ''."""
        if not self._stack:
            return ""
        top = self._stack[-1]
        return top.key or next((key for key in reversed(top.path) if isinstance(key, str)), "")

    def _scalar(self, event: Any, line: int) -> Any:
        value = event.value
        if not event.implicit[0]:
            return value  # quoted or a block: text, whatever it looks like
        kind = next(
            (
                tag.removeprefix(_TAG)
                for tag, pattern in _RESOLVERS.get(value[:1], ())
                if pattern.match(value)
            ),
            "str",
        )
        node = yaml.ScalarNode(_TAG + kind, value)
        try:
            match kind:
                case "null":
                    return None
                case "bool":
                    return _CONSTRUCTOR.construct_yaml_bool(node)
                case "int":
                    return _CONSTRUCTOR.construct_yaml_int(node)
                case "float":
                    return _CONSTRUCTOR.construct_yaml_float(node)
                case "timestamp":
                    return _CONSTRUCTOR.construct_yaml_timestamp(node)
                case _:
                    return value
        except ValueError as err:
            what = f"{quote(value)} looks like a number or date and is none"
            raise YamlFault(line, self._key(), what, "put it in quotes") from err
