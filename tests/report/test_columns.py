"""Columns in the units of others."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mgcheck import read
from mgcheck.report.columns import utf8, utf16

SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXTS = st.text(st.one_of(st.sampled_from("\n\r aé𐐀😀\ufeff"), st.characters()), max_size=60)


def test_as_reviewdog_counts() -> None:
    """Its own example: a letter of four bytes moves what follows by four."""
    document = read.document("a𐐀b")
    assert [utf8(document, at) for at in (0, 1, 2)] == [(1, 1), (1, 2), (1, 6)]
    assert [utf16(document, at) for at in (0, 1, 2)] == [(1, 1), (1, 2), (1, 4)]


@SETTINGS
@given(text=TEXTS, data=st.data())
def test_a_place_leads_back(text: str, data: st.DataObject) -> None:
    """Line and column in any unit cut the same text off as the offset does."""
    document = read.document(text)
    at = data.draw(st.integers(0, len(document.text)))
    for convert, encoding, size in ((utf8, "utf-8", 1), (utf16, "utf-16-le", 2)):
        line, column = convert(document, at)
        start = document.line_starts[line - 1]
        encoded = document.text[start:].encode(encoding)
        before = encoded[: (column - 1) * size].decode(encoding)
        assert document.text[:start] + before == document.text[:at]
