"""What was reached, and what is open when work is reported as done."""

from dataclasses import dataclass
from decimal import Decimal

from directives.assignments.rules.work import Refusal
from directives.registry.kinds import TargetResult
from directives.registry.rules.targets import Target


def check_reached(*, reached: Decimal | None, target: Target | None) -> None:
    """What was reached is told in the unit of the duty's target. Raises `Refusal`."""
    if reached is None:
        return
    if target is None:
        raise Refusal("Nhiệm vụ này không có chỉ tiêu bằng số; hãy để trống ô này.", "reached")
    if not target.may_be(reached):
        raise Refusal(
            "Tỷ lệ đạt được từ 0 đến 100%."
            if target.is_percent
            else "Kết quả đạt được là một số từ 0 trở lên.",
            "reached",
        )


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is still open when work is reported as done; true when anything is.

    Each open thing is a question to whoever reports. Missing evidence and an unmet `target` ask
    for the reason as well, because the reviewer will.
    """

    percent: int
    lacks_evidence: bool
    target: Target | None
    reached: Decimal | None

    def __bool__(self) -> bool:
        return bool(self.questions)

    @property
    def asks_why(self) -> bool:
        return self.lacks_evidence or self._misses_target

    @property
    def questions(self) -> tuple[str, ...]:
        found = []
        if self.percent < 100:
            found.append(
                f"Tiến độ đang ghi {self.percent}%. Báo cáo hoàn thành sẽ ghi tiến độ là 100%."
            )
        if self.lacks_evidence:
            found.append("Nhiệm vụ này phải có tài liệu minh chứng, nhưng chưa có tệp nào.")
        if self._misses_target and self.target:
            reached = (
                f"kết quả mới là {self.target.shown(self.reached)}"
                if self.reached is not None
                else "nhưng chưa báo cáo kết quả đạt được"
            )
            found.append(f"Chỉ tiêu là {self.target}, {reached}.")
        return tuple(found)

    @property
    def _misses_target(self) -> bool:
        met = self.target.result(self.reached) if self.target else TargetResult.MET
        return met is not TargetResult.MET
