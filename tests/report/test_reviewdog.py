"""reviewdog's format, read by protobuf as reviewdog reads it: by its messages, nothing unknown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mgcheck import model, read
from mgcheck.report import rdjson
from mgcheck.report.problems import Run, problems
from mgcheck.report.summary import Checked

SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

MESSAGES = {
    "DiagnosticResult": {
        "diagnostics": (1, "*Diagnostic"),
        "source": (2, "Source"),
        "severity": (3, "#Severity"),
    },
    "Diagnostic": {
        "message": (1, "string"),
        "location": (2, "Location"),
        "severity": (3, "#Severity"),
        "source": (4, "Source"),
        "code": (5, "Code"),
        "suggestions": (6, "*Suggestion"),
        "original_output": (7, "string"),
    },
    "Location": {"path": (2, "string"), "range": (3, "Range")},
    "Range": {"start": (1, "Position"), "end": (2, "Position")},
    "Position": {"line": (1, "int32"), "column": (2, "int32")},
    "Suggestion": {"range": (1, "Range"), "text": (2, "string")},
    "Source": {"name": (1, "string"), "url": (2, "string")},
    "Code": {"value": (1, "string"), "url": (2, "string")},
}
"""Field numbers and types of reviewdog.rdf (proto/rdf/reviewdog.proto); * repeated, # an enum."""
SEVERITIES = ("UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO")


@pytest.fixture(scope="module")
def rdf() -> Any:
    """The messages, by name."""
    field = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(
        name="reviewdog.proto", package="reviewdog.rdf", syntax="proto3"
    )
    severity = file.enum_type.add(name="Severity")
    for number, name in enumerate(SEVERITIES):
        severity.value.add(name=name, number=number)
    plain = {"string": field.TYPE_STRING, "int32": field.TYPE_INT32}
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for key, (number, told) in fields.items():
            kind = told.lstrip("*#")
            made = message.field.add(name=key, number=number)
            made.label = field.LABEL_REPEATED if told.startswith("*") else field.LABEL_OPTIONAL
            if kind in plain:
                made.type = plain[kind]
            else:
                made.type = field.TYPE_ENUM if told.startswith("#") else field.TYPE_MESSAGE
                made.type_name = f".reviewdog.rdf.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"reviewdog.rdf.{name}"))
        for name in MESSAGES
    }


def test_rdjson(run: Run, rdf: Any) -> None:
    """A result with every problem; the gravest severity is that of the whole."""
    result = json_format.Parse(rdjson.render(run), rdf["DiagnosticResult"]())
    assert result.source.name == "mgcheck"
    assert SEVERITIES[result.severity] == "ERROR"
    assert [(d.code.value, SEVERITIES[d.severity]) for d in result.diagnostics] == [
        ("moon-sleep", "WARNING"),
        ("moon-memory", "WARNING"),
        ("moon-brain", "ERROR"),
        ("unused-suppression", "WARNING"),
    ]


def test_rdjsonl_says_the_same(run: Run, rdf: Any) -> None:
    """A line for each diagnostic; each has the source that rdjson names once."""
    whole = json_format.Parse(rdjson.render(run), rdf["DiagnosticResult"]())
    lines = rdjson.render_lines(run).splitlines()
    told = [json_format.Parse(line, rdf["Diagnostic"]()) for line in lines]
    for diagnostic in told:
        assert diagnostic.source.name == "mgcheck"
        diagnostic.ClearField("source")
    assert told == list(whole.diagnostics)


def test_nothing(run: Run, rdf: Any) -> None:
    """No text, no diagnostics."""
    empty = replace(run, checked=())
    assert not json_format.Parse(rdjson.render(empty), rdf["DiagnosticResult"]()).diagnostics
    assert rdjson.render_lines(empty) == b""


@SETTINGS
@given(before=st.text(max_size=12), inner=st.text(max_size=12), after=st.text(max_size=12))
def test_ranges_and_suggestions(run: Run, before: str, inner: str, after: str) -> None:
    """Bytes of a range are the finding's words; a suggestion put in gives the mended text."""
    text = read.document(f"{before}\nNaïve {inner} improves 😀{after}").text
    start = text.index("Naïve", text.index("\n"))
    at = text.index("improves 😀", start)
    (old,) = run.checked
    edits = (model.Edit(at, at + 8, "may improve"), model.Edit(start, start, "Perhaps: "))
    like = old.findings[0]
    assert like.fix is not None
    finding = replace(
        like,
        mention=replace(like.mention, start=start, end=len(text), hits=()),
        fix=replace(like.fix, edits=edits),
    )
    document = read.document(text, "a.md")
    one = Checked(model.Report(document, (finding,), ()), (finding,), 0)
    (told,) = json.loads(rdjson.render(replace(run, checked=(one,))))["diagnostics"]
    assert cut(text, told["location"]["range"])[1] == text[start:]
    (suggestion,) = told["suggestions"]
    left, _, right = cut(text, suggestion["range"])
    mended = text[:start] + "Perhaps: " + text[start:at] + "may improve" + text[at + 8 :]
    assert left + suggestion["text"] + right == mended


def cut(text: str, place: Any) -> tuple[str, str, str]:
    """`text` before, in and after a range."""
    document = read.document(text)
    offsets = []
    for end in (place["start"], place["end"]):
        line = document.line_starts[end["line"] - 1]
        bytes_before = text[line:].encode()[: end["column"] - 1]
        offsets.append(line + len(bytes_before.decode()))
    left, right = offsets
    return text[:left], text[left:right], text[right:]


def test_articles(articles: Run, rdf: Any) -> None:
    """What real articles give is read whole; each range holds the sentence."""
    result = json_format.Parse(rdjson.render(articles), rdf["DiagnosticResult"]())
    expected = list(problems(articles))
    assert len(result.diagnostics) == len(expected)
    for told, problem in zip(
        json.loads(rdjson.render(articles))["diagnostics"], expected, strict=True
    ):
        text = problem.document.text
        assert cut(text, told["location"]["range"])[1] == text[problem.start : problem.end]
