"""Accounts as spreadsheets."""

from portal.accounts.models import User
from portal.sheets import Column, Sheet


def _slip(user: User) -> str:
    code = getattr(user, "paper_code", None)
    return f"hết hạn {code.expires_at:%d/%m/%Y}" if code else "chưa có phiếu"


class NewcomersSheet(Sheet):
    """Who never logged in. Fetch the rows `with_postings` and with `paper_code`."""

    full_name = Column("Họ và tên", "full_name", width=26)
    username = Column("Tên đăng nhập", "username", width=22)
    place = Column(
        "Phân công", width=60,
        fill=lambda user: "; ".join(str(each) for each in user.shown_postings),
    )  # fmt: skip
    phone = Column("Điện thoại công vụ", "phone", width=18)
    slip = Column("Phiếu đặt mật khẩu", fill=_slip, width=20)
