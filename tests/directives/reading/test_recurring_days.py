"""Days that recur, two days of one report, and how much time or cost is to be saved."""

from decimal import Decimal

import pytest

from directives.reading import Bound, DueKind, read
from tests.directives.reading.plan import HEAD

DAYS = (
    ("1. Phòng Nội vụ báo cáo kết quả trước ngày 28 của tháng.", "monthly", None, None, 27),
    ("1. Phòng Nội vụ báo cáo kết quả trước ngày 28 của mỗi tháng.", "monthly", None, None, 27),
    (
        "1. Phòng Nội vụ gửi báo cáo về UBND xã trước ngày 25 trong tháng.",
        "monthly",
        None,
        None,
        24,
    ),
    ("1. Phòng Nội vụ gửi báo cáo về UBND xã vào ngày 20 của tháng.", "monthly", None, None, 20),
    (
        "1. Phòng Nội vụ gửi báo cáo về UBND xã chậm nhất ngày 20 của tháng.",
        "monthly",
        None,
        None,
        20,
    ),
    ("1. Phòng Nội vụ gửi báo cáo chậm nhất vào ngày 05 của tháng sau.", "monthly", None, None, 5),
    ("1. Phòng Nội vụ gửi báo cáo tháng trước ngày 20 hàng tháng.", "monthly", None, None, 19),
    (
        "1. Hằng tháng (trước ngày 22), Phòng Nội vụ gửi báo cáo về UBND xã.",
        "monthly",
        None,
        None,
        21,
    ),
    ("1. Phòng Nội vụ gửi báo cáo trước ngày 15 của tháng cuối quý.", "quarterly", None, 3, 14),
    ("1. Phòng Nội vụ gửi báo cáo trước ngày 15 tháng cuối mỗi quý.", "quarterly", None, 3, 14),
    ("1. Phòng Nội vụ gửi báo cáo quý trước ngày 20 của tháng cuối quý.", "quarterly", None, 3, 19),
    (
        "1. Phòng Nội vụ định kỳ 6 tháng, năm báo cáo kết quả trước ngày 10/6 và 10/12.",
        "half_yearly",
        None,
        6,
        9,
    ),
    (
        "1. Phòng Nội vụ định kỳ 6 tháng và hằng năm báo cáo kết quả trước ngày 10/6 và ngày 10/12.",
        "half_yearly",
        None,
        6,
        9,
    ),
    (
        "1. Phòng Nội vụ báo cáo định kỳ 6 tháng (trước ngày 10/6) và năm (trước ngày 10/12) về UBND xã.",
        "half_yearly",
        None,
        6,
        9,
    ),
    (
        "1. Định kỳ 06 tháng (trước ngày 15/6), năm (trước ngày 15/12), các thôn báo cáo kết quả.",
        "half_yearly",
        None,
        6,
        14,
    ),
    (
        "1. Các thôn báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12.",
        "half_yearly",
        None,
        6,
        14,
    ),
    (
        "1. Các thôn báo cáo kết quả 6 tháng đầu năm trước ngày 05/6 và cả năm trước ngày 05/12.",
        "half_yearly",
        None,
        6,
        4,
    ),
    (
        "1. Các thôn gửi báo cáo 6 tháng (trước 10/6) và 01 năm (trước 10/12).",
        "half_yearly",
        None,
        6,
        9,
    ),
    (
        "1. Các thôn báo cáo định kỳ hằng quý (trước ngày 15 của tháng cuối quý), 6 tháng và năm.",
        "quarterly",
        None,
        3,
        14,
    ),
    ("1. Các thôn gửi báo cáo chậm nhất ngày 15/6 và 15/12 hằng năm.", "half_yearly", None, 6, 15),
    (
        "1. Các thôn báo cáo kết quả trước ngày 20/6 (6 tháng) và trước ngày 20/12 (năm).",
        "half_yearly",
        None,
        6,
        19,
    ),
    ("1. Phòng Nội vụ họp giao ban vào sáng thứ Hai đầu tháng.", "monthly", None, None, None),
    (
        "1. Phòng Nội vụ tổ chức tiếp công dân vào ngày 15 và ngày 30 hằng tháng.",
        "monthly",
        None,
        None,
        15,
    ),
    (
        "1. Phòng Nội vụ hoàn thành việc rà soát trong quý II/2024.",
        "once",
        "2024-06-30",
        None,
        None,
    ),
    (
        "1. Phòng Nội vụ hoàn thành việc rà soát chậm nhất là ngày 30 tháng 5 năm 2024.",
        "once",
        "2024-05-30",
        None,
        None,
    ),
    (
        "1. Phòng Nội vụ hoàn thành việc rà soát trước 17 giờ ngày 30/5/2024.",
        "once",
        "2024-05-30",
        None,
        None,
    ),
    ("1. Phòng Nội vụ hoàn thành việc rà soát xong trước 30/5.", "once", "2024-05-29", None, None),
    ("1. Phòng Nội vụ báo cáo trước ngày 10 tháng sau.", "monthly", None, None, 9),
    ("1. Phòng Nội vụ báo cáo trước ngày mùng 5 hằng tháng.", "monthly", None, None, 4),
    ("1. Phòng Nội vụ báo cáo trước ngày 5 của tháng kế tiếp.", "monthly", None, None, 4),
)
SHARES = (
    (
        "1. Phòng Nội vụ cắt giảm ít nhất 10% thời gian giải quyết thủ tục hành chính.",
        10,
        "thời gian giải quyết thủ tục hành chính",
        "at_least",
    ),
    ("1. Phòng Nội vụ rút ngắn 30% thời gian giải quyết.", 30, "thời gian giải quyết", "exactly"),
    (
        "1. Phòng Nội vụ rút ngắn tối thiểu 20% thời gian giải quyết hồ sơ.",
        20,
        "thời gian giải quyết hồ sơ",
        "at_least",
    ),
    ("1. Phòng Nội vụ giảm 50% thời gian đi lại của người dân.", 50, "thời gian đi lại", "exactly"),
    (
        "1. Phòng Nội vụ giảm tối thiểu 15% chi phí tuân thủ thủ tục hành chính.",
        15,
        "chi phí tuân thủ thủ tục hành chính",
        "at_least",
    ),
    ("1. Phòng Nội vụ phấn đấu 95% hồ sơ được giải quyết đúng hạn.", 95, "hồ sơ", "exactly"),
    ("1. Phòng Nội vụ bảo đảm trên 90% người dân hài lòng.", 90, "người dân hài lòng", "at_least"),
    ("1. Phòng Nội vụ giảm 10 % số cuộc họp.", 10, "cuộc họp", "exactly"),
)


@pytest.mark.parametrize(("clause", "kind", "last_day", "month", "day"), DAYS)
def test_when_it_is_due(
    clause: str, kind: str, last_day: str | None, month: int | None, day: int | None
) -> None:
    (duty,) = read(f"{HEAD}{clause}\n").duties
    due = duty.due
    assert due is not None
    assert due.kind is DueKind(kind)
    assert (str(due.last_day) if due.last_day else None) == last_day
    assert (due.month, due.day) == (month, day)


@pytest.mark.parametrize(("clause", "share", "unit", "bound"), SHARES)
def test_of_what_a_share_is(clause: str, share: int, unit: str, bound: str) -> None:
    (duty,) = read(f"{HEAD}{clause}\n").duties
    quantity = duty.quantity
    assert quantity is not None
    assert quantity.percent
    assert (quantity.value, quantity.unit, quantity.bound) == (Decimal(share), unit, Bound(bound))
