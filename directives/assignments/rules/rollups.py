"""By what the statistic is rolled up, each way with its rule in words; the spans of time it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

OUTSIDE = 0  # stands for an area: the work of units that lie in none
_EACH_UNIT = (
    "Bình quân: tính tỷ lệ hoàn thành của từng đơn vị rồi chia đều cho các đơn vị có việc đến hạn, "
    "nên đơn vị được giao nhiều hay ít việc đều nặng như nhau."
)
_EACH_PROVINCE = (
    "Bình quân: tính tỷ lệ hoàn thành của từng tỉnh rồi chia đều cho các tỉnh có việc đến hạn, nên "
    "tỉnh nhiều xã hay ít xã đều nặng như nhau."
)
_EACH_DUTY = (
    "Bình quân: tính tỷ lệ hoàn thành của từng nhiệm vụ rồi chia đều cho các nhiệm vụ có việc đến "
    "hạn, nên việc hằng tháng không nặng hơn việc hằng năm."
)
HELD = (
    "Việc của đơn vị đã kết thúc được cộng vào đơn vị nay: đơn vị nhận nguyên đơn vị cũ, hoặc giữ mã "
    "của nó, hoặc được tỉnh giao hồ sơ. Đơn vị cũ bị chia mà hồ sơ chưa giao cho ai, hay giao cho "
    "nhiều nơi, đứng riêng một dòng: không việc nào bị chia nhỏ hay đếm hai lần."
)
AS_GIVEN = (
    "Việc đứng ở đơn vị được giao lúc ấy, kể cả đơn vị nay đã kết thúc. Tổng bằng đúng tổng theo đơn "
    "vị nay."
)
_BY_DUE_DAY = "Việc thuộc kỳ có ngày hết hạn; việc không có hạn thuộc kỳ có ngày giao. "


class By(TextChoices):
    """By what work is rolled up."""

    UNIT = "don-vi", "Đơn vị"
    AREA = "dia-ban", "Địa bàn"
    PROVINCE = "tinh", "Tỉnh, thành phố"
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
    def adds_up_provinces(self) -> bool:
        """Whether it counts the country by what its provinces have, instead of their units."""
        return self.is_span or self in (By.DUTY, By.DIRECTIVE, By.ACTOR)

    @property
    def rule(self) -> str:
        """How the rows are counted, as the page says it."""
        return _RULES[self]

    @property
    def rule_of_country(self) -> str:
        """The same where the provinces are counted instead of their units."""
        return _RULES[self].replace(_EACH_UNIT, _EACH_PROVINCE)

    def first_month(self, month: int) -> int:
        """Return the first month of the quarter or year in which a month lies, all of them counted on
        through the years."""
        return month - month % _MONTHS[self]


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
    By.PROVINCE: (
        "Một tỉnh gồm việc của mọi đơn vị trong tỉnh, kể cả đơn vị cũ nay thuộc tỉnh; mỗi việc được "
        f"đếm một lần. {_EACH_DUTY} Dòng cộng chia đều cho các tỉnh."
    ),
    By.DUTY: (
        "Một nhiệm vụ gồm việc của mọi đơn vị, mọi kỳ. Chỉ tiêu theo tỷ lệ đơn vị (như 100% xã) đạt "
        "khi số việc đã hoàn thành chia cho số việc đã giao tới tỷ lệ ấy. " + _EACH_UNIT
    ),
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


def months_between(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from one day's to another's."""
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(month // 12, month % 12 + 1, 1)
