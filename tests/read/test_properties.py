"""What always holds of a document, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mgcheck import read

MARKS = """# |- |• a|**|😀|[x](y)|`|e.g. |<b>|<!--|-->|> |Q: |1. |[1]|~~|_|Dr. |A |It helps. |a"""
PIECES = st.lists(
    st.sampled_from(
        [*MARKS.split("|"), "\n", "\n\n", "```\n", "---\n", "===\n", "\t", "| a | b |\n"]
    )
    | st.text(max_size=8),
    max_size=30,
).map("".join)


@given(PIECES, st.booleans())
def test_sentences_lie_in_order_inside_their_blocks(text: str, markdown: bool) -> None:
    """Sentences are trimmed, never empty, in order, and inside the block that they name."""
    document = read.document(text, markdown=markdown)
    at = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert at <= sentence.start < sentence.end <= block.end
        assert block.start <= sentence.start
        words = document.text[sentence.start : sentence.end]
        assert words == words.strip()
        at = sentence.end
    assert len(document.readable) == len(document.text)


@given(PIECES, st.booleans())
def test_leads_come_before(text: str, markdown: bool) -> None:
    """What introduces an item or a cell stands before it."""
    blocks = read.document(text, markdown=markdown).blocks
    assert all(b.lead is None or 0 <= b.lead < i for i, b in enumerate(blocks))


@given(PIECES, st.booleans())
def test_line_ends_shift_nothing(text: str, markdown: bool) -> None:
    """With CRLF for LF the same sentences are found, in the same lines and columns."""
    unix = text.replace("\r", "")
    dos = unix.replace("\n", "\r\n")
    a, b = read.document(unix, markdown=markdown), read.document(dos, markdown=markdown)
    places = [
        [(d.place(s.start), d.text[s.start : s.end].replace("\r\n", "\n")) for s in d.sentences]
        for d in (a, b)
    ]
    assert places[0] == places[1]


@given(PIECES)
def test_a_byte_order_mark_shifts_nothing(text: str) -> None:
    """The same document comes out with a byte order mark and without."""
    clean = text.replace("\ufeff", "").replace("\0", "")
    plain = clean.encode("utf-8", "replace")
    if plain.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        return
    assert read.load_bytes(b"\xef\xbb\xbf" + plain, "a.txt") == read.load_bytes(plain, "a.txt")
