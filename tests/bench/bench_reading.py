"""How much slower is reading a directive than looking for its numbers with one expression, and how it stands
beside eyecite, which finds the citations of English opinions.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from directives.reading import read
from scripts.bench import Comparison, best_of

EYECITE = "eyecite==2.7.8"
NUMBER = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ]+[A-ZĐa-z0-9/-]*")
OPEN = Path(__file__).resolve().parents[1] / "directives" / "reading" / "texts"
HEAD = """ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\nSố: 12/CT-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc
Bắc Ninh, ngày 05 tháng 3 năm 2026\nCHỈ THỊ\nVề việc đẩy mạnh công tác dân vận khéo\n
Thực hiện Chỉ thị số 33-CT/TW ngày 26/11/2009 của Ban Bí thư và Nghị định số 30/2020/NĐ-CP ngày
05/3/2020 của Chính phủ về công tác văn thư, Chủ tịch UBND tỉnh yêu cầu:\n"""
CLAUSE = """{number}. Ủy ban nhân dân các xã, phường niêm yết công khai thủ tục hành chính theo Kế hoạch
số {number}/KH-UBND ngày 10/4/2026 của UBND tỉnh, hoàn thành trước ngày 30/6/2026; báo cáo kết quả
về Sở Nội vụ trước ngày 15 hằng tháng; mỗi xã tổ chức ít nhất 02 cuộc đối thoại với Nhân dân.\n"""
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn A\n"


def directive(clauses: int) -> str:
    return HEAD + "".join(CLAUSE.format(number=n) for n in range(1, clauses + 1)) + FOOT


class Absent:
    """What is printed where eyecite cannot be had."""

    def line(self) -> str:
        return f"          {EYECITE} could not be fetched, nothing beside it"


def speed(size: int, seconds: float) -> str:
    return f"{size / 2**20 / seconds:.2f} MiB/s"


def eyecite_seconds(letters: int) -> float | None:
    """Time of eyecite over an English opinion of so many letters; None where it cannot be fetched."""
    uv = [str(Path(sys.executable).parent / "uv"), "run", "--isolated", "--no-project"]
    script = Path(__file__).with_name("english.py")
    command = [*uv, "--with", EYECITE, "python", str(script), str(letters)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def bench_reading() -> Iterator[Comparison | Absent]:
    text = directive(50)
    size = len(text.encode())
    seconds = best_of(lambda: read(text))
    plain = best_of(lambda: NUMBER.findall(text))
    note = f"{speed(size, seconds)} beside {speed(size, plain)}"
    yield Comparison("read a directive of 50 clauses", seconds, "one expression", plain, note)
    other = eyecite_seconds(len(text))
    if other is None:
        yield Absent()
        return
    note = f"{speed(size, seconds)} beside {speed(len(text), other)}"
    yield Comparison("read the same", seconds, "eyecite on English of as many letters", other, note)


def bench_open_texts() -> Iterator[Comparison]:
    """The texts of the tests' open half one by one: most of each is head and foot."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(OPEN.glob("*.txt"))]
    size = sum(len(text.encode()) for text in texts)
    seconds = best_of(lambda: [read(text) for text in texts])
    plain = best_of(lambda: [NUMBER.findall(text) for text in texts])
    note = f"{speed(size, seconds)} beside {speed(size, plain)}"
    yield Comparison(f"read {len(texts)} short texts", seconds, "one expression", plain, note)


def bench_growth() -> Iterator[Comparison]:
    small, large = directive(25), directive(100)
    yield Comparison(
        "read four times as much text",
        best_of(lambda: read(large)),
        "a quarter of it",
        best_of(lambda: read(small)),
        "4× is linear",
    )
