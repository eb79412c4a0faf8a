"""What a duty asks for by number, and whether a result meets it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from directives.registry.kinds import Bound, TargetResult

_WHOLE = Decimal(100)
_VIETNAMESE = str.maketrans(",.", ".,")
_UNIT = (
    r"(?:ubnd )?(?:cấp )?(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)"
    r"|cơ quan|đơn vị|địa phương|sở|ban|ngành|đoàn thể"
)
_UNITS = re.compile(rf"(?:số |các )?(?:{_UNIT})(?:(?:, | và )(?:{_UNIT}))*")


def is_of_units(measure: str) -> bool:
    """Whether a share is one of the units that are told to act: "xã, phường, thị trấn", "đơn vị".

    No single commune can tell such a share: it follows from how many of them are done.
    """
    return _UNITS.fullmatch(measure.casefold().strip()) is not None


@dataclass(frozen=True, slots=True)
class Target:
    """How much is asked, in which unit of measure: "ít nhất 1 mô hình", "100% xã, phường".

    A number without a bound is the least that is asked: who was to build one model and built two
    has met it. Only "không quá" turns that round.
    """

    value: Decimal
    unit: str
    is_percent: bool = False
    bound: Bound | None = None

    @property
    def measure(self) -> str:
        """The unit of measure as a label names it: "mô hình", "% xã, phường"."""
        return f"% {self.unit}".strip() if self.is_percent else self.unit

    def result(self, reached: Decimal | None) -> TargetResult:
        """Say whether what was reached, in the target's own unit, meets it."""
        if reached is None:
            return TargetResult.UNREPORTED
        enough = reached <= self.value if self.bound is Bound.AT_MOST else reached >= self.value
        return TargetResult.MET if enough else TargetResult.UNMET

    def may_be(self, reached: Decimal) -> bool:
        """Whether something can be reached at all: a share lies between nothing and the whole."""
        return reached >= 0 and (not self.is_percent or reached <= _WHOLE)

    def shown(self, value: Decimal) -> str:
        """A value with its unit: "1.676 mô hình", "98,5% xã"."""
        plain = f"{value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize():,f}"
        sign = "%" if self.is_percent else ""
        return f"{plain.translate(_VIETNAMESE)}{sign} {self.unit}".strip()

    def __str__(self) -> str:
        bound = f"{self.bound.label} " if self.bound in (Bound.AT_LEAST, Bound.AT_MOST) else ""
        return f"{bound}{self.shown(self.value)}"
