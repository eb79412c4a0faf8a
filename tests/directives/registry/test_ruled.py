"""Tables of tasks in a PDF: each row on one line, whatever the width of its columns and wherever its page ends."""

import time
from pathlib import Path

import pytest
from weasyprint import HTML

from directives.reading import read
from directives.registry.uploads import text_of
from directives.registry.uploads.ruled import joined
from portal.files.rules import FileKind

NARROW = Path(__file__).parent / "files" / "phu-luc-cot-hep.pdf"  # made by LibreOffice, two pages
HEADINGS = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành", "Sản phẩm")
STYLE = """
@page { size: A4 landscape; margin: 2cm; @top-center { content: counter(page) } }
table { border-collapse: collapse; width: 60% } td, th { border: 1px solid }
thead { display: table-header-group } p { margin: 0 }
"""


def tasks(count: int) -> list[tuple[str, ...]]:
    return [
        (
            str(n),
            f"Rà soát, cập nhật danh mục thủ tục hành chính lần thứ {n} tại trụ sở và trên trang tin",
            "UBND các xã, phường",
            f"Trước ngày {n % 28 + 1}/6/2026",
            "Danh mục",
        )
        for n in range(1, count + 1)
    ]


def pdf_of(rows: list[tuple[str, ...]], *, before: str = "", style: str = STYLE) -> bytes:
    heads = "".join(f"<th>{cell}</th>" for cell in HEADINGS)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{heads}</tr></thead>{body}</table>" if rows else ""
    html = f"<style>{style}</style>{before}{table}<p>Trên đây là Kế hoạch của UBND tỉnh./.</p>"
    return bytes(HTML(string=html).write_pdf() or b"")


def read_pdf(content: bytes) -> str:
    return text_of(FileKind.PDF, content).text


def test_every_task_of_narrow_columns_is_read_with_who_and_when() -> None:
    duties = [one for one in read(read_pdf(NARROW.read_bytes())).duties if one.clause.isdecimal()]
    assert [one.clause for one in duties] == list("1234567")
    assert all(one.due and one.actors for one in duties)
    assert duties[1].text.endswith("tại trụ sở và trên Cổng thông tin điện tử")  # over two pages
    assert duties[1].actors == ("Trung tâm Phục vụ hành chính công các xã, phường",)


def test_a_table_of_many_pages_is_one_table() -> None:
    """Its headings stand on each page, which also has a number of its own."""
    text = read_pdf(pdf_of(tasks(40)))
    assert text.count("TT | Nội dung nhiệm vụ") == 1
    rows = [line for line in text.split("\n") if line.count(" | ") == len(HEADINGS) - 1]
    assert [row.split(" | ")[0] for row in rows[1:]] == [str(n) for n in range(1, 41)]
    assert [one.clause for one in read(text).duties] == [str(n) for n in range(1, 41)]


def test_the_words_around_a_table_keep_their_place() -> None:
    text = read_pdf(pdf_of(tasks(2), before="<p>PHỤ LỤC</p>"))
    lines = text.split("\n")
    place = lines.index("PHỤ LỤC"), lines.index("Trên đây là Kế hoạch của UBND tỉnh./.")
    assert "\n".join(lines[slice(*place)]).count(" | ") == 3 * (len(HEADINGS) - 1)


def test_a_masthead_in_two_ruled_columns_is_no_table() -> None:
    masthead = "<table><tr><td>UBND TỈNH BẮC NINH</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA</td></tr>" * 4
    assert "|" not in read_pdf(pdf_of([], before=f"{masthead}</table>"))


def test_a_bar_in_a_cell_makes_no_column() -> None:
    row = ("1", "Công khai số điện thoại | thư điện tử", "Sở Nội vụ", "Quý II/2026", "Bảng")
    assert "Công khai số điện thoại thư điện tử" in read_pdf(pdf_of([row, row, row]))


def grid(lines: int) -> bytes:
    """A PDF of one page with so many upright lines, as many level ones, and a word."""
    upright = b"".join(b"%d 0 m %d 9000 l S\n" % (40 * x, 40 * x) for x in range(lines))
    level = b"".join(b"0 %d m 9000 %d l S\n" % (40 * y, 40 * y) for y in range(lines))
    drawn = upright + level + b"BT /F 12 Tf 45 45 Td (word) Tj ET\n"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9000 9000] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n%s" % listed
    return made + head + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(made)


@pytest.mark.parametrize("lines", [200, 20_000], ids=["a fine grid", "a drawing"])
def test_a_page_of_countless_lines_is_read_as_plain_text_in_time(lines: int) -> None:
    """pdfplumber alone takes minutes for the first."""
    began = time.process_time()
    assert read_pdf(grid(lines)).strip() == "word"
    assert time.process_time() - began < 5


def test_tables_that_cannot_be_told_leave_the_plain_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_args: object) -> None:
        raise ValueError("no such font")

    monkeypatch.setattr("pdfplumber.open", broken)
    assert "Ban hành" in read_pdf(NARROW.read_bytes())


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (["a\nb", "c"], "a\nb\nc"),
        (["1 | Rà soát | Sở", "2\n | thủ tục | \nHết"], "1 | Rà soát thủ tục | Sở\nHết"),
        (["TT | Việc | Ai\n1 | a | b\n7", "8\nTT | Việc | Ai\n2 | c | d"], "TT | Việc | Ai\n1 | a | b\n2 | c | d"),
        (["1 | a | b", "1 | a | b | c"], "1 | a | b\n1 | a | b | c"),
        (["1 | a | b\nGhi chú", "2 | c | d"], "1 | a | b\nGhi chú\n2 | c | d"),
        (["", "", "1 | a | b"], "\n\n1 | a | b"),
        (["TT | Việc | Ai", "TT | Việc | Ai"], "TT | Việc | Ai"),
    ],
    ids=["plain", "a row goes on", "headings again", "another table", "words between", "empty", "headings only"],
)  # fmt: skip
def test_pages_are_joined(pages: list[str], expected: str) -> None:
    assert joined(pages) == expected
