"""The table: printed line by line, and kept in docs/bench.md."""

import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.server import ROOT, Memory
from tests.bench.visits import Times

KEPT = ROOT / "docs" / "bench.md"
TARGET, LIGHT = 3.0, 150_000
_BEGINS, _ENDS = "<!-- bảng -->", "<!-- hết bảng -->"


@dataclass(frozen=True)
class Measured:
    """One page as one seat sees it, alone and among eight clients."""

    seat: str
    page: str
    queries: int
    first_view: int
    alone: Times
    bare: Times
    among: Times
    bare_among: Times

    @property
    def ratio(self) -> float:
        return self.alone.p95 / self.bare.p95

    @property
    def ratio_among(self) -> float:
        return self.among.p95 / self.bare_among.p95

    @property
    def misses(self) -> bool:
        return self.ratio > TARGET or self.ratio_among > TARGET or self.first_view > LIGHT

    def cells(self) -> list[str]:
        return [
            self.seat, self.page, str(self.queries), f"{self.first_view / 1000:.0f}",
            _ms(self.alone.p50), _ms(self.alone.p95), f"{self.ratio:.1f}×",
            _ms(self.among.p50), _ms(self.among.p95), f"{self.ratio_among:.1f}×",
        ]  # fmt: skip

    def line(self) -> str:
        seat, page, queries, kb, *times = self.cells()
        return f"{seat:<15} {page:<44} {queries:>3} câu {kb:>4} kB  " + " ".join(
            f"{one:>8}" for one in times
        )


@dataclass(frozen=True)
class Sheets:
    """A spreadsheet written or read; `plain` is openpyxl alone, 0 where there is no such thing."""

    what: str
    rows: int
    seconds: float
    plain: float
    note: str = ""

    def cells(self) -> list[str]:
        beside = f"{self.rows / self.plain:.0f}" if self.plain else "–"
        ratio = f"{self.seconds / self.plain:.1f}×" if self.plain else "–"
        return [
            self.what, str(self.rows), f"{self.rows / self.seconds:.0f}", beside, ratio, self.note,
        ]  # fmt: skip

    def line(self) -> str:
        what, rows, speed, beside, ratio, note = self.cells()
        return f"{what}: {rows} dòng, {speed} dòng/giây, openpyxl {beside}, {ratio} {note}"


@dataclass
class Report:
    """All of one run."""

    which: str
    memory_before: Memory
    pages: list[Measured] = field(default_factory=list)
    sheets: list[Sheets] = field(default_factory=list)
    memory_after: Memory | None = None

    def summary(self) -> str:
        missed = [one for one in self.pages if one.misses]
        after = self.memory_after or self.memory_before
        return (
            f"{len(self.pages)} trang; {len(self.pages) - len(missed)} đạt (p95 ≤ {TARGET:.0f}× trang"
            f" trần, ≤ {LIGHT // 1000} kB), {len(missed)} chưa đạt. Bộ nhớ máy chủ:"
            f" {self.memory_before.now} → {after.now} MiB, cao nhất {after.highest} MiB."
        )


def kept(report: Report) -> None:
    """Put the table into docs/bench.md between its marks; what is said around it stays."""
    text = KEPT.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGINS)
    _, _, after = rest.partition(_ENDS)
    KEPT.write_text(f"{before}{_BEGINS}\n\n{_table(report)}\n{_ENDS}{after}", encoding="utf-8")


def _table(report: Report) -> str:
    heads = [
        "Người",
        "Trang",
        "Câu",
        "kB",
        "p50",
        "p95",
        "so trần",
        "p50 ×8",
        "p95 ×8",
        "so trần ×8",
    ]
    worst = sorted(report.pages, key=lambda one: -max(one.ratio, one.ratio_among))
    lines = [
        f"Đo lúc {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {report.which}, Python"
        f" {platform.python_version()}, {_cores()} lõi. Thời gian tính bằng mili giây.",
        "", report.summary(), "", _row(heads), _row(["---"] * len(heads)),
        *(_row(one.cells()) for one in worst), "",
        _row(["Bảng tính", "Dòng", "Dòng/giây", "openpyxl", "Tỷ lệ", "Bộ nhớ"]),
        _row(["---"] * 6), *(_row(one.cells()) for one in report.sheets), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def _cores() -> int:
    cpus = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    return cpus.count("\nprocessor") + cpus.startswith("processor")
