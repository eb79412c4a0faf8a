"""What a duty asks for by number, in its unit of measure, and whether it is met."""

from decimal import Decimal

import pytest

from directives.registry.kinds import Bound, TargetResult
from directives.registry.rules import Target, is_of_units

MODELS = Target(Decimal("1.00"), "mô hình", bound=Bound.AT_LEAST)
SHARE = Target(Decimal(100), "xã, phường", is_percent=True)
DAYS = Target(Decimal(5), "ngày làm việc", bound=Bound.AT_MOST)


@pytest.mark.parametrize(
    ("target", "reached", "result"),
    [
        (MODELS, "1", TargetResult.MET),
        (MODELS, "3", TargetResult.MET),
        (MODELS, "0", TargetResult.UNMET),
        (MODELS, None, TargetResult.UNREPORTED),
        (SHARE, "100", TargetResult.MET),
        (SHARE, "99.99", TargetResult.UNMET),
        (DAYS, "4", TargetResult.MET),
        (DAYS, "5", TargetResult.MET),
        (DAYS, "5.5", TargetResult.UNMET),
        (Target(Decimal(2), "cuộc", bound=Bound.EXACTLY), "3", TargetResult.MET),
    ],
)
def test_whether_a_target_is_met(target: Target, reached: str | None, result: TargetResult) -> None:
    assert target.result(None if reached is None else Decimal(reached)) is result


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        (MODELS, "ít nhất 1 mô hình"),
        (SHARE, "100% xã, phường"),
        (DAYS, "nhiều nhất 5 ngày làm việc"),
        (Target(Decimal("98.50"), "", is_percent=True), "98,5%"),
        (Target(Decimal(1676), "hộ"), "1.676 hộ"),
        (Target(Decimal(20), "buổi", bound=Bound.EXACTLY), "20 buổi"),
    ],
)
def test_a_target_is_read_as_people_write_it(target: Target, shown: str) -> None:
    assert str(target) == shown


def test_a_share_lies_between_nothing_and_the_whole() -> None:
    assert SHARE.may_be(Decimal(0))
    assert SHARE.may_be(Decimal(100))
    assert not SHARE.may_be(Decimal("100.01"))
    assert not MODELS.may_be(Decimal(-1))
    assert MODELS.may_be(Decimal(5000))


def test_the_unit_of_measure_names_the_box() -> None:
    assert (MODELS.measure, SHARE.measure) == ("mô hình", "% xã, phường")


@pytest.mark.parametrize(
    "measure",
    [
        "xã, phường, thị trấn", "xã, phường, đặc khu", "Xã", "đơn vị", "cơ quan, đơn vị, địa phương",
        "số xã, phường", "UBND cấp xã", "xã và phường", "sở, ban, ngành",
    ],
)  # fmt: skip
def test_a_share_of_those_who_are_told_to_act_is_of_units(measure: str) -> None:
    assert is_of_units(measure)


@pytest.mark.parametrize(
    "measure",
    ["hồ sơ", "thôn, tổ dân phố", "cán bộ, công chức", "xã viên", "hộ", "", "thủ tục hành chính"],
)
def test_a_share_of_what_a_unit_counts_itself_is_not(measure: str) -> None:
    assert not is_of_units(measure)
