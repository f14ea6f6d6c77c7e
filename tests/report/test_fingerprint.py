"""Fingerprints: what stays known, and what does not."""

from __future__ import annotations

from msgspec.structs import replace

import mgcheck
from mgcheck import model, read
from mgcheck.report.fingerprint import fingerprints

ONE = "Vitamin Q improves night vision."


def of(text: str, tiny: model.Catalogue, name: str = "a.md") -> tuple[str, ...]:
    report = mgcheck.check_document(read.document(text, name, markdown=True), tiny)
    return fingerprints(report.findings, report.document)


def test_moved_text_stays_known(tiny: model.Catalogue) -> None:
    """Lines above, wrapping, emphasis, case, quotes and the file's name change nothing."""
    expected = of(ONE, tiny)
    assert len(expected) == 1
    assert len(expected[0]) == 32
    for text in (
        f"# A heading\n\nSomething else.\n\n{ONE}",
        ONE.replace(" improves", "\nimproves"),
        ONE.replace("improves", "**improves**"),
        ONE.upper(),
        f"> {ONE}",
        f"- {ONE}\r\n",
    ):
        assert of(text, tiny, "b.md") == expected, text


def test_equal_sentences_are_told_apart_in_order(tiny: model.Catalogue) -> None:
    """The second of two equal sentences has a fingerprint of its own, in whatever order asked."""
    report = mgcheck.check_document(read.document(f"{ONE}\n\n{ONE}\n"), tiny)
    first, second = fingerprints(report.findings, report.document)
    assert first == of(ONE, tiny)[0]
    assert second != first
    assert fingerprints(report.findings[::-1], report.document) == (second, first)


def test_another_sentence_or_claim_is_another(tiny: model.Catalogue) -> None:
    """A word more, or another claim about the same sentence."""
    report = mgcheck.check_document(read.document(ONE), tiny)
    (finding,) = report.findings
    assert of(ONE.replace("vision", "vision greatly"), tiny) != of(ONE, tiny)
    other = replace(finding, mention=replace(finding.mention, claim="another"))
    assert fingerprints((other,), report.document) != of(ONE, tiny)
