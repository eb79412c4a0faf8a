"""How far the seeding is: one bar a room, on one line of a terminal, or a line at every tenth."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_WIDTH = 30


class Bar:
    """`done` of `whole`; `forward` moves it."""

    def __init__(self, label: str, whole: int, out: TextIO) -> None:
        self.label, self.whole, self.done = label, max(whole, 1), 0
        self._out, self._began, self._shown = out, time.monotonic(), -1

    def forward(self, steps: int = 1) -> None:
        self.done += steps
        part = self.done * 100 // self.whole
        step = 1 if self._out.isatty() else 10
        if part // step != self._shown:
            self._shown = part // step
            self._draw(part)

    def _draw(self, part: int) -> None:
        seconds = int(time.monotonic() - self._began)
        full = min(_WIDTH, part * _WIDTH // 100)
        line = f"{self.label:<22} [{'█' * full}{'·' * (_WIDTH - full)}] {part:3d}%"
        counted = f"{self.done:,}".replace(",", ".")
        end = "\r" if self._out.isatty() else "\n"
        self._out.write(f"{line} {counted:>10}  {seconds // 60}:{seconds % 60:02d}{end}")
        self._out.flush()


@contextmanager
def bar(label: str, whole: int, out: TextIO | None = None) -> Iterator[Bar]:
    out = out or sys.stderr
    drawn = Bar(label, whole, out)
    drawn.forward(0)
    yield drawn
    if out.isatty():
        out.write("\n")
