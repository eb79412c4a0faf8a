"""By what the statistic is rolled up, each way with its rule in words; the spans of time it has."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

OUTSIDE = 0  # stands for an area: the work of units that lie in none
_EACH_UNIT = (
    "Bình quân: tính tỷ lệ hoàn thành của từng đơn vị rồi chia đều cho các đơn vị có việc đến hạn, "
    "nên đơn vị được giao nhiều hay ít việc đều nặng như nhau."
)
_EACH_DUTY = (
    "Bình quân: tính tỷ lệ hoàn thành của từng nhiệm vụ rồi chia đều cho các nhiệm vụ có việc đến "
    "hạn, nên việc hằng tháng không nặng hơn việc hằng năm."
)
_BY_DUE_DAY = "Việc thuộc kỳ có ngày hết hạn; việc không có hạn thuộc kỳ có ngày giao. "


class By(TextChoices):
    """By what work is rolled up."""

    UNIT = "don-vi", "Đơn vị"
    AREA = "dia-ban", "Địa bàn"
    DUTY = "nhiem-vu", "Nhiệm vụ"
    DIRECTIVE = "van-ban", "Văn bản"
    ACTOR = "co-quan", "Loại cơ quan"
    MONTH = "thang", "Tháng"
    QUARTER = "quy", "Quý"
    YEAR = "nam", "Năm"

    @property
    def is_span(self) -> bool:
        return self in _MONTHS

    @property
    def rule(self) -> str:
        """How the rows are counted, as the page says it."""
        return _RULES[self]


_MONTHS = {By.MONTH: 1, By.QUARTER: 3, By.YEAR: 12}
_RULES = {
    By.UNIT: (
        "Mỗi cơ quan một dòng, gồm mọi việc giao cho cơ quan đó; mỗi việc được đếm một lần. "
        + _EACH_DUTY
    ),
    By.AREA: (
        "Một địa bàn gồm việc của các xã đang thuộc địa bàn, kể cả việc của xã cũ mà xã ấy kế thừa. "
        "Xã ở hai địa bàn được đếm ở cả hai, còn dòng cộng đếm mỗi việc một lần. " + _EACH_UNIT
    ),
    By.DUTY: "Một nhiệm vụ gồm việc của mọi đơn vị, mọi kỳ. " + _EACH_UNIT,
    By.DIRECTIVE: "Một văn bản gồm mọi nhiệm vụ, mọi đơn vị, mọi kỳ của nó. " + _EACH_UNIT,
    By.ACTOR: "Xếp theo loại cơ quan phải làm, không theo cơ quan giao. " + _EACH_UNIT,
    By.MONTH: _BY_DUE_DAY + _EACH_UNIT,
    By.QUARTER: _BY_DUE_DAY + _EACH_UNIT,
    By.YEAR: _BY_DUE_DAY + _EACH_UNIT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A month, quarter or year, both days included."""

    label: str
    first: date
    last: date


def span(by: By, day: date) -> Span:
    """Return the month, quarter or year in which a day lies."""
    length = _MONTHS[by]
    month = (day.month - 1) // length * length + 1
    first = date(day.year, month, 1)
    after = date(day.year + (month + length > 12), (month + length - 1) % 12 + 1, 1)
    labels = {
        By.MONTH: f"Tháng {month}/{day.year}",
        By.QUARTER: f"Quý {('I', 'II', 'III', 'IV')[(month - 1) // 3]}/{day.year}",
        By.YEAR: f"Năm {day.year}",
    }
    return Span(labels[by], first, after - timedelta(days=1))
