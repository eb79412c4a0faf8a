"""What the reports must say, worked out from what the journey typed and from nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from tests.journey.commune import Visit
from tests.journey.front import BALLOTS, GOOD
from tests.journey.reporting import table_under

TCD = "01/TCD, TT 06/2025/TT-TTCP"
OF_ALL_DUE = "÷ (đã hoàn thành + đang thực hiện quá hạn)"


@dataclass(frozen=True)
class Line:
    """One row of a printed table."""

    label: str
    unit: str
    value: str
    note: str = ""


def reception_columns(visits: Sequence[Visit]) -> list[int]:
    """The 21 columns of 01/TCD: officials received them all, and each brought a matter of its own."""
    groups = [visit.people for visit in visits if visit.people >= 5]
    whole = [len(visits), sum(visit.people for visit in visits), len(visits), len(groups)]
    by_head = by_delegate = [0] * 6
    return [*whole, *whole, sum(groups), *by_head, *by_delegate]


def reception_lines(visits: Sequence[Visit]) -> list[Line]:
    columns = reception_columns(visits)
    kinds = [int(visit.kind) for visit in visits]
    answered = sum(visit.outcome == "4" for visit in visits)
    counts = [
        ("Tổng số lượt tiếp", "lượt", columns[0]),
        ("Tổng số người được tiếp", "người", columns[1]),
        ("Tổng số vụ việc tiếp", "vụ việc", columns[2]),
        ("Tổng số đoàn đông người", "đoàn", columns[3]),
        ("Thủ trưởng tiếp: số ngày tiếp", "ngày", columns[9]),
        ("Thủ trưởng tiếp: số lượt", "lượt", columns[10]),
    ]
    matters = [
        Line(f"Vụ việc {name}", "vụ việc", str(kinds.count(digit)))
        for digit, name in enumerate(("khiếu nại", "tố cáo", "kiến nghị", "phản ánh"), start=1)
    ]
    replies = [
        Line("Lượt tiếp đã trả lời đúng hạn 10 ngày làm việc", "lượt", str(answered)),
        Line("Lượt tiếp đã trả lời trễ hạn", "lượt", "0"),
        Line("Lượt tiếp chưa trả lời, còn hạn", "lượt", "0"),
        Line("Lượt tiếp quá hạn chưa trả lời", "lượt", str(len(visits) - answered)),
    ]
    return [Line(name, unit, str(n), TCD) for name, unit, n in counts] + matters + replies


def survey_lines(*, good: int, ballots: int, note: str) -> list[Line]:
    """The index and Wilson's interval at 95%, by its formula."""
    z, p, n = 1.959963984540054, good / ballots, ballots
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    return [
        Line("Đợt khảo sát đã công bố", "đợt", "1"),
        Line("Phiếu khảo sát hợp lệ đã tổng hợp", "phiếu", str(ballots)),
        Line("Tỷ lệ hài lòng", "%", percent(p), note),
        Line("Khoảng tin cậy 95%: cận dưới", "%", percent(low), note),
        Line("Khoảng tin cậy 95%: cận trên", "%", percent(high), note),
    ]


def assignment_lines(*, given: int, done: int) -> list[Line]:
    """What was completed was so in time; the rest has fallen due and is open.

    One of the two duties asks for a model by number, and nobody has said yet whether there is one.
    """
    return [
        Line("Tổng số nhiệm vụ được giao", "nhiệm vụ", str(given)),
        Line("Hoàn thành đúng hạn", "nhiệm vụ", str(done)),
        Line("Hoàn thành quá hạn", "nhiệm vụ", "0"),
        Line("Đang thực hiện trong hạn", "nhiệm vụ", "0"),
        Line("Đang thực hiện quá hạn", "nhiệm vụ", str(given - done)),
        Line(
            "Tỷ lệ hoàn thành nhiệm vụ đến hạn", "%", percent(done / given),
            f"Đã hoàn thành {OF_ALL_DUE}",
        ),
        Line(
            "Tỷ lệ hoàn thành đúng hạn", "%", percent(done / given),
            f"Hoàn thành đúng hạn {OF_ALL_DUE}",
        ),
        Line("Chỉ tiêu của nhiệm vụ: đạt", "nhiệm vụ", "0"),
        Line("Chỉ tiêu của nhiệm vụ: không đạt", "nhiệm vụ", "0"),
        Line("Chỉ tiêu của nhiệm vụ: chưa báo cáo", "nhiệm vụ", str(given // 2)),
    ]  # fmt: skip


def percent(share: float) -> str:
    """Write a share in hundredths; the column of units says "%"."""
    return f"{share * 100:.2f}".replace(".", ",").removesuffix(",00")


def table(lines: Sequence[Line]) -> str:
    """A whole table as the PDF's text has it: its rows, and below them each note once."""
    notes = list(dict.fromkeys(line.note for line in lines if line.note))
    rows = []
    for place, line in enumerate(lines, start=1):
        mark = f" ({notes.index(line.note) + 1})" if line.note else ""
        rows.append(f"{place} {line.label}{mark} {line.unit} {line.value}")
    return " ".join([*rows, *(f"({place}) {note}" for place, note in enumerate(notes, start=1))])


def annex(visits: Sequence[Visit]) -> str:
    """The line of 01/TCD under the numbers of its columns."""
    columns = reception_columns(visits)
    numbered = [*range(1, len(columns) + 1), *columns]
    return " ".join(str(number) for number in numbered)


def same(text: str, visits: Sequence[Visit], note: str, *, given: int, done: int) -> None:
    """Every table of a report's text says exactly what was entered, and so does its drawing."""
    surveys = survey_lines(good=GOOD, ballots=len(BALLOTS), note=note)
    work = assignment_lines(given=given, done=done)
    assert table_under(text, "7. Tiếp công dân", "8. Phối hợp") == table(reception_lines(visits))
    assert table_under(text, "8. Phối hợp", "9. Tập huấn") == table(surveys)
    assert table_under(text, "10. Thực hiện", "Nhiệm vụ được giao theo tình trạng") == table(work)
    drawn = " ".join(f"{line.label} {line.value}" for line in work[1:5])
    assert drawn in text
    assert annex(visits) in text
