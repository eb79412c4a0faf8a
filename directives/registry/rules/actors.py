"""To whom a duty speaks, told from the wording."""

import re

from directives.registry.kinds import ActorKind

_CUES: tuple[tuple[ActorKind, re.Pattern[str]], ...] = (
    (ActorKind.FRONT, re.compile(r"mặt trận|mttq|đoàn thể|hội liên hiệp|tổ chức chính trị")),
    (ActorKind.POLICE, re.compile(r"\bcông an\b")),
    (ActorKind.EVERYONE, re.compile(r"các cơ quan, đơn vị|các cấp|mọi cơ quan|từng cơ quan")),
    (ActorKind.COMMUNE, re.compile(r"\bxã\b|\bphường\b|thị trấn|đặc khu")),
    (ActorKind.DISTRICT, re.compile(r"huyện|\bquận\b|thị xã|các huyện, thành phố")),
    (ActorKind.DEPARTMENT, re.compile(r"\bsở\b|\bban\b|\bngành\b|văn phòng|thanh tra|báo |đài ")),
)


def actor_kind(wording: str) -> ActorKind:
    """Return the first kind whose cue stands in the wording, OTHER when none does."""
    lowered = wording.casefold()
    return next((kind for kind, cue in _CUES if cue.search(lowered)), ActorKind.OTHER)
