"""Write `docs/access.md`: who may do what, and what each address asks for. Generated, never typed."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.access import POWERS, Power, Role
from portal.addresses import Address, every_address

HEAD = """\
# Ai được làm gì

Trang này do `python manage.py access_table` viết ra từ mã nguồn; đừng sửa tay. Hai câu hỏi tách riêng:
*thấy dòng nào* do `visible_to(scope)` của mỗi bảng trả lời (ngoài phạm vi: 404); *được làm gì* do quyền
của vai trò trả lời (trong phạm vi nhưng thiếu quyền: 403).
"""


class Command(BaseCommand):
    help = "Viết lại docs/access.md từ mã nguồn."

    def handle(self, *_: object, **__: object) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "access.md"
        path.write_text(access_table(), encoding="utf-8")
        self.stdout.write(f"Đã viết {path.name}.")


def access_table() -> str:
    """Return the whole page."""
    return "\n".join(
        [HEAD, "## Vai trò và quyền\n", *_roles(), "", "## Địa chỉ\n", *_addresses(), ""]
    )


def _roles() -> Iterable[str]:
    yield _line("Quyền", *(role.label for role in Role))
    yield _line("---", *(":-:" for _ in Role))
    for power in Power:
        marks = ("✓" if power in POWERS[role] else "" for role in Role)
        yield _line(f"{power.label} (`{power.name}`)", *marks)


def _addresses() -> Iterable[str]:
    yield _line("Địa chỉ", "Tên", "Ai vào được")
    yield _line("---", "---", "---")
    for address in every_address():
        yield _line(f"`{address.route}`", f"`{address.name}`", _who(address))


def _who(address: Address) -> str:
    access = address.access
    if access is None:
        return "**chưa khai báo**"
    if isinstance(access, str):
        return f"mọi người: {access}"
    if not access:
        return "người có phân công công tác"
    roles = [role.label for role in Role if access <= POWERS[role]]
    return ", ".join(roles) or "chưa vai trò nào"


def _line(*cells: str) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
