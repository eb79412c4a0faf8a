"""How much slower is reading a directive than looking for its numbers with one expression?"""

import re
from collections.abc import Iterator

from directives.reading import read
from scripts.bench import Comparison, best_of

NUMBER = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ]+[A-ZĐa-z0-9/-]*")
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


def bench_reading() -> Iterator[Comparison]:
    text = directive(50)
    seconds = best_of(lambda: read(text))
    speed = f"{len(text.encode()) / 2**20 / seconds:.2f} MiB/s"
    plain = best_of(lambda: NUMBER.findall(text))
    yield Comparison("read a directive of 50 clauses", seconds, "one expression", plain, speed)


def bench_growth() -> Iterator[Comparison]:
    small, large = directive(25), directive(100)
    yield Comparison(
        "read four times as much text",
        best_of(lambda: read(large)),
        "a quarter of it",
        best_of(lambda: read(small)),
        "4× is linear",
    )
