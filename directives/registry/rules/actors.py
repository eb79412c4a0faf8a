"""To whom a duty speaks, told from the wording."""

import re
from collections.abc import Iterable

from directives.registry.kinds import ActorKind

_CUES: tuple[tuple[ActorKind, re.Pattern[str]], ...] = (
    (ActorKind.FRONT, re.compile(r"mặt trận|mttq|đoàn thể|hội liên hiệp|tổ chức chính trị")),
    (ActorKind.POLICE, re.compile(r"\bcông an\b")),
    (ActorKind.EVERYONE, re.compile(r"các cơ quan, đơn vị|các cấp|mọi cơ quan|từng cơ quan")),
    (
        ActorKind.COMMUNE,
        re.compile(r"(?<!thị )(?<!hợp tác )\bxã\b(?! hội)|\bphường\b|thị trấn|đặc khu"),
    ),
    (ActorKind.DISTRICT, re.compile(r"huyện|\bquận\b|thị xã|các huyện, thành phố")),
    (ActorKind.DEPARTMENT, re.compile(r"\bsở\b|\bban\b|\bngành\b|văn phòng|thanh tra|báo |đài ")),
)

_LOCALITIES = re.compile(r"ubnd (?:các |cấp )?(?:xã|phường)|chính quyền cơ sở|các địa phương")


def actor_kind(wording: str) -> ActorKind:
    """Return the first kind whose cue stands in the wording, OTHER when none does."""
    lowered = wording.casefold()
    return next((kind for kind, cue in _CUES if cue.search(lowered)), ActorKind.OTHER)


def names_communes(wordings: Iterable[str]) -> bool:
    """Return whether a duty is for the communes: by their name, among all offices, or by inheritance.

    What a text laid upon a district, the communes do since 1/7/2025 (Luật 72/2025/QH15: no district level).
    """
    meant = (ActorKind.COMMUNE, ActorKind.EVERYONE, ActorKind.DISTRICT)
    return any(
        actor_kind(wording) in meant or _LOCALITIES.search(wording.casefold())
        for wording in wordings
    )
