"""How often things may be asked: every limit of the portal on one page.

A limit counts by person, or by address where nobody is logged in. Those that guard a secret count
misses only: an office behind one address may be right as often as it likes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds`; `says` begins the page that tells when to try again."""

    name: str
    most: int
    seconds: int
    says: str


_MINUTE, _HOUR = 60, 3600

# misses only
SECOND_STEP = Limit("second_step", 5, 15 * _MINUTE, "Mã xác thực đã nhập sai nhiều lần.")
PAPER_CODE = Limit("paper_code", 5, 15 * _MINUTE, "Mã trên phiếu đã nhập sai nhiều lần.")
OWN_PASSWORD = Limit("own_password", 5, 15 * _MINUTE, "Mật khẩu đã nhập sai nhiều lần.")
ADDRESS_CODE = Limit("address_code", 10, 15 * _MINUTE, "Đã mở nhiều liên kết xác nhận sai.")
ANSWER_CODE = Limit(
    "answer_code", 10, 15 * _MINUTE,
    "Mã vừa nhập không đúng, và từ địa chỉ này đã nhập sai nhiều lần. Mã đúng vẫn mở được ngay.",
)  # fmt: skip
FEED_CODE = Limit("feed_code", 30, 15 * _MINUTE, "Đã mở nhiều liên kết lịch sai.")
VERIFY_CODE = Limit("verify_code", 30, 15 * _MINUTE, "Đã tra nhiều mã không có.")

# an address from which many names were tried in vain, a name that was tried from many addresses:
# whoever is not known there waits in a queue, nobody is locked out
SLOW_LANE = Limit("slow_lane", 1, 10, "Địa chỉ này đang có nhiều lần đăng nhập sai.")

# an address with too many wrong answer codes: each of its tries, so that it guesses slowly while the
# right codes of its other citizens still open
ANSWER_SLOWLY = Limit("answer_slowly", 20, _MINUTE, "Từ địa chỉ này đang nhập mã quá dồn dập.")

# every time
PUBLIC_PAGE = Limit("public_page", 300, _MINUTE, "Địa chỉ này mở trang quá dồn dập.")
IDENTITY_LOOKUP = Limit("identity_lookup", 60, 10 * _MINUTE, "Đã tra nhiều số giấy tờ.")
UNMASK = Limit("unmask", 30, _HOUR, "Đã xem đầy đủ nhiều số giấy tờ.")
UPLOAD = Limit("upload", 120, 10 * _MINUTE, "Đã gửi nhiều tệp.")
ADDRESS_MAIL = Limit("address_mail", 5, _HOUR, "Đã gửi nhiều thư xác nhận.")
ADDRESS_MAIL_TO = Limit("address_mail_to", 3, _HOUR, "Đã gửi nhiều thư tới địa chỉ này.")
FEED = Limit("feed", 120, 10 * _MINUTE, "Lịch được đọc quá dồn dập.")
PAPER = Limit("paper", 120, 10 * _MINUTE, "Đã lấy nhiều giấy tờ.")
EXPORT = Limit("export", 30, 10 * _MINUTE, "Đã xuất nhiều bảng.")
