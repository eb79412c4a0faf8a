"""One visit: its day, its mode, its people."""

from datetime import date

from citizens.receptions.kinds import Mode

GROUP_FROM = 5  # "đoàn đông người" counts from five people (TT 06/2025/TT-TTCP, guide to 01/TCD)
_FEW_FROM, _FEW_TO = 5, 10
MOST_REPRESENTATIVES = 5
FIRST_DAY_ONLINE = date(2026, 7, 1)  # Luật 136/2025/QH15 adds Điều 3a to Luật Tiếp công dân
MOST_PEOPLE = 5000  # more is a slip of the keyboard, not a visit


def is_group(head_count: int) -> bool:
    return head_count >= GROUP_FROM


def representatives_problem(head_count: int, representatives: int) -> str | None:
    """Say what is wrong with the number of representatives, or None (Luật Tiếp công dân Điều 29).

    5–10 people: one or two; more: up to five. The law says nothing for fewer than five.
    """
    if head_count < 1:
        return "Một lượt tiếp có ít nhất một người."
    if head_count > MOST_PEOPLE:
        return f"{head_count} người là quá nhiều cho một lượt tiếp; kiểm tra lại số vừa gõ."
    if representatives > head_count:
        return f"Lượt tiếp có {head_count} người nhưng đã ghi tên {representatives} người."
    if _FEW_FROM <= head_count <= _FEW_TO and representatives > 2:
        return (
            f"Đoàn {head_count} người chỉ cử 1 hoặc 2 người đại diện, đã ghi {representatives} "
            "(Điều 29 Luật Tiếp công dân)."
        )
    if head_count > _FEW_TO and representatives > MOST_REPRESENTATIVES:
        return (
            f"Đoàn {head_count} người cử nhiều nhất {MOST_REPRESENTATIVES} người đại diện, đã ghi "
            f"{representatives} (Điều 29 Luật Tiếp công dân)."
        )
    return None


def mode_problem(mode: Mode, on: date) -> str | None:
    """Say why a visit on the day `on` cannot have this mode, or None."""
    if mode is Mode.ONLINE and on < FIRST_DAY_ONLINE:
        return "Tiếp trực tuyến chỉ có từ ngày 01/07/2026 (Điều 3a Luật Tiếp công dân)."
    return None


def visit_day_problem(received_on: date, *, on: date, office_since: date | None) -> str | None:
    """Say why nobody can have been received on that day, or None. `on` is today."""
    if received_on > on:
        return (
            f"Ngày tiếp {received_on:%d/%m/%Y} ở sau hôm nay ({on:%d/%m/%Y}). "
            "Sổ chỉ ghi lượt đã tiếp."
        )
    if office_since is not None and received_on < office_since:
        return (
            f"Cơ quan hoạt động từ ngày {office_since:%d/%m/%Y}, không thể tiếp công dân "
            f"ngày {received_on:%d/%m/%Y}. Lượt tiếp cũ thuộc sổ của đơn vị cũ."
        )
    return None
