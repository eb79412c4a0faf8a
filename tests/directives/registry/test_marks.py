from directives.registry.marks import marks_of, pieces
from directives.registry.models import CrossReference, Duty

TEXT = "Theo 33/CT-TTg, xã báo cáo 33/CT-TTg."


def test_pieces_put_together_are_the_text() -> None:
    marks = marks_of([cited()], [duty(16, 36)])
    assert "".join(piece.text for piece in pieces(TEXT, marks)) == TEXT


def test_every_mention_is_marked_and_the_first_carries_the_anchor() -> None:
    found = [piece for piece in pieces(TEXT, marks_of([cited()], [])) if piece.reference]
    assert [piece.text for piece in found] == ["33/CT-TTg", "33/CT-TTg"]
    assert [piece.anchors for piece in found] == [("dan-1",), ()]


def test_a_citation_inside_a_duty_belongs_to_both() -> None:
    inner = [p for p in pieces(TEXT, marks_of([cited()], [duty(16, 36)])) if p.reference and p.duty]
    assert [piece.keys for piece in inner] == ["dan-1 nv-2"]


def test_a_span_beyond_the_text_marks_nothing() -> None:
    assert [piece.text for piece in pieces(TEXT, marks_of([], [duty(5, 999)]))] == [TEXT]


def cited() -> CrossReference:
    spans = [[5, 14], [27, 36]]
    return CrossReference(pk=1, number="33/CT-TTg", start=5, end=14, mentions=spans)


def duty(start: int, end: int) -> Duty:
    return Duty(pk=2, text="báo cáo", start=start, end=end)
