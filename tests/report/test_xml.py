"""JUnit and checkstyle: well-formed whatever the text holds, and of the shape that readers know."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from mgcheck import model, read
from mgcheck.report import checkstyle, junit
from mgcheck.report.problems import Run, problems
from mgcheck.report.summary import Checked

SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

XSD = Path(__file__).parent / "schemas" / "junit-10.xsd"
EXTENSIONS = ("line", "column")
"""Attributes of a test that ruff and others write and readers pass over; the schema has none."""
ILLEGAL = st.sampled_from("\x00\x08\x0b\x1f\x7f\x85\ufffe\uffff]]>&<'\"\r\n\t")
HOSTILE = st.text(st.one_of(ILLEGAL, st.characters()), min_size=1, max_size=40)
CHECKSTYLE = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="checkstyle"><xs:complexType><xs:sequence>
    <xs:element name="file" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="error" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:attribute name="line" type="xs:positiveInteger" use="required"/>
        <xs:attribute name="column" type="xs:positiveInteger"/>
        <xs:attribute name="severity" use="required"><xs:simpleType>
          <xs:restriction base="xs:string">
            <xs:enumeration value="ignore"/><xs:enumeration value="info"/>
            <xs:enumeration value="warning"/><xs:enumeration value="error"/>
          </xs:restriction>
        </xs:simpleType></xs:attribute>
        <xs:attribute name="message" type="xs:string" use="required"/>
        <xs:attribute name="source" type="xs:string"/>
      </xs:complexType></xs:element>
    </xs:sequence><xs:attribute name="name" type="xs:string" use="required"/></xs:complexType>
    </xs:element>
  </xs:sequence><xs:attribute name="version" type="xs:string"/></xs:complexType></xs:element>
</xs:schema>
"""
"""Nobody publishes a schema; this is what checkstyle's own XML logger writes."""


def junit_of(run: Run) -> etree._Element:
    """The report as Jenkins reads it: fits its schema, but for two attributes."""
    top = etree.fromstring(junit.render(run))
    bare = etree.fromstring(junit.render(run))
    for case in bare.iter("testcase"):
        for name in EXTENSIONS:
            case.attrib.pop(name, "")
    etree.XMLSchema(etree.parse(XSD)).assertValid(bare)
    return top


def checkstyle_of(run: Run) -> etree._Element:
    """The report, of the shape that checkstyle gives it."""
    top = etree.fromstring(checkstyle.render(run))
    etree.XMLSchema(etree.fromstring(CHECKSTYLE)).assertValid(top)
    return top


def test_junit(run: Run) -> None:
    """Errors and warnings fail; a note that asks and what stands pass; a text not read errs."""
    top = junit_of(run)
    counts = {name: top.get(name) for name in ("tests", "failures", "errors")}
    assert counts == {"tests": "7", "failures": "4", "errors": "1"}
    suite, gone = top
    assert (suite.get("name"), gone.get("name")) == ("moon.md", "gone.txt")
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert failed == [
        "moon-sleep 3:1",
        "moon-memory 3:34",
        "moon-brain 5:22",
        "unused-suppression 7:21",
    ]
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "warning"
    assert (failure.text or "").splitlines()[:2] == [
        "moon.md:3:1",
        "Moonroot improves sleep quality.",
    ]


def test_junit_suppressed(run: Run) -> None:
    """What a comment suppresses is a skipped test, where it was asked for."""
    suite = junit_of(replace(run, shows_suppressed=True))[0]
    assert suite.get("skipped") == "1"
    (skipped,) = suite.iter("skipped")
    assert skipped.get("message") == "suppressed: Only a question."


def test_junit_of_nothing(run: Run) -> None:
    """A text without a finding is a test that passed, so that a reader sees it was checked."""
    nothing = Checked(model.Report(read.document("", "a.txt"), (), ()), (), 0)
    top = junit_of(replace(run, checked=(nothing,), errors=()))
    assert [case.get("name") for case in top.iter("testcase")] == ["no finding"]
    assert top.get("failures") == "0"


def test_checkstyle(run: Run) -> None:
    """Each text has its element, each problem its error with line, column, severity and claim."""
    file, gone = checkstyle_of(run)
    told = [(e.get("line"), e.get("column"), e.get("severity"), e.get("source")) for e in file]
    assert told == [
        ("3", "1", "warning", "mgcheck.moon-sleep"),
        ("3", "34", "warning", "mgcheck.moon-memory"),
        ("5", "22", "error", "mgcheck.moon-brain"),
        ("7", "21", "warning", "mgcheck.unused-suppression"),
    ]
    assert gone.get("name") == "gone.txt"
    assert len(gone) == 1


@SETTINGS
@given(path=HOSTILE, words=HOSTILE, why=HOSTILE)
def test_any_text_is_well_formed(run: Run, path: str, words: str, why: str) -> None:
    """No character of path, text or message breaks the file, or its shape."""
    (old,) = run.checked
    document = read.document(words, path)
    mention = replace(old.findings[0].mention, start=0, end=len(document.text), hits=())
    finding = replace(old.findings[0], mention=mention, why=why, suggestion=words, fix=None)
    report = model.Report(document, (finding,), ())
    one = replace(run, checked=(Checked(report, (finding,), 0),), errors=())
    assert len(list(junit_of(one).iter("failure"))) == 1
    assert len(list(checkstyle_of(one).iter("error"))) == 1


def test_articles(articles: Run) -> None:
    """A test for each finding of real articles, an error for each problem."""
    n_findings = sum(len(one.findings) for one in articles.checked)
    assert len(list(junit_of(articles).iter("testcase"))) == n_findings
    n_problems = len(list(problems(articles)))
    assert len(list(checkstyle_of(articles).iter("error"))) == n_problems
