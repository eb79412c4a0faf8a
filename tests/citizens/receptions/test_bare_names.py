"""A whole name in small letters that no word leads to is asked about; plain words are not."""

import pytest

from citizens.receptions.rules import hints_of_identity

PLAIN = """
Trưởng thôn tự ý thu tiền làm đường của các hộ dân không có biên lai
nội dung về việc thu khoản đóng góp
trần nhà dột nát dù đã chi tiền sửa chữa
lê lết nhiều tháng chưa được trả kết quả
hồ sơ đất đai bị làm giả
đỗ xe trước cổng trụ sở, cán bộ không nhắc nhở
ngày dương lịch ghi sai để hợp thức biên bản
không nêu lý do, phạm vi công trình không đúng thiết kế
dùng vũ khí thô sơ đe dọa người dân
hành vi thu sai, vi phạm quy định về tiếp công dân
đoàn thanh tra nhận quà của doanh nghiệp
kê khai khống diện tích đất lâm nghiệp để hưởng bồi thường
đất trồng ngô bị san lấp, chính quyền không xử lý
bao che người thân quen, nâng lương trước hạn
noi dung to cao viec thu tien khong dung
can bo xa nhan tien cua dan khong tra bien lai
do truong thon thu sai
vu viec keo dai nhieu nam
vo chong can bo chiem dat cong
""".strip().splitlines()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("vũ ngọc khuê nộp", "vũ ngọc khuê"), ("vu ngoc khue đến tố cáo", "vu ngoc khue"),
        ("Vũ ngọc khuê nộp", "Vũ ngọc khuê"), ("lê hoa báo", "lê hoa"),
        ("hồ xuân hương trình bày", "hồ xuân hương"), ("thu sai, đỗ quang nam", "đỗ quang nam"),
        ("tran thi mai den", "tran thi mai"), ("phạm hùng", "phạm hùng"),
    ],
)  # fmt: skip
def test_a_name_in_small_letters_without_a_word_before_it_is_asked_about(
    text: str, name: str
) -> None:
    assert name in [hint.text for hint in hints_of_identity(text)]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_are_not_asked_about(text: str) -> None:
    assert hints_of_identity(text) == []
