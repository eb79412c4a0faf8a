"""Who must act: organs, offices and the groups that directives address ("Các sở, ban, ngành tỉnh")."""

import re

from directives.reading.organs import ORGAN, PLACE

_OFFICES = (
    r"Thủ trưởng|Giám đốc|Người đứng đầu|Lãnh đạo|Chủ tịch|Bí thư|Trưởng ban|Trưởng phòng|Hiệu trưởng"
    r"|Chánh Văn phòng|Chánh Thanh tra|Trưởng"
)
_GROUPS = (
    r"sở, ban, ngành, đoàn thể|sở, ban, ngành, hội|sở, ban, ngành, đơn vị|sở, ban, ngành"
    r"|sở ban, ngành, đoàn thể"
    r"|sở, ban ngành|sở, ngành|ban, ngành, đoàn thể|ban, ngành|phòng, ban, ngành|phòng, ban chuyên môn|phòng, ban"
    r"|phòng ban chuyên môn|cơ quan, đơn vị, địa phương|cơ quan, đơn vị, phòng ban chuyên môn|cơ quan, đơn vị"
    r"|cơ quan, ban, ngành|cơ quan, tổ chức, đơn vị|xã, phường, thị trấn|xã, phường, đặc khu"
    r"|xã, phường|xã, thị trấn"
    r"|huyện, thị xã, thành phố|huyện, thành phố|địa phương, đơn vị|địa phương|đơn vị"
    r"|cấp ủy, tổ chức đảng, chính quyền|cấp ủy, chính quyền|cấp [uủ][ỷy] [Đđ]ảng, chính quyền"
    r"|cấp [uủ][ỷy],? tổ chức [Đđ]ảng|cấp [uủ][ỷy](?:\s[Đđ]ảng)?|tổ chức đảng|chi, [Đđ]ảng bộ cơ sở|chi bộ|đảng bộ"
    r"|chính quyền(?:\scơ sở)?|tổ chức [Cc]hính trị\s?-\s?xã hội|tổ chức CT-XH"
    r"|đoàn thể(?:\schính trị\s?-\s?xã hội)?"
    r"|cơ quan thông tin đại chúng|cơ quan báo chí|cơ quan thông tấn,? báo chí|cơ quan truyền thông"
    r"|cơ quan hành chính nhà nước|cơ quan nhà nước|cơ quan chuyên môn|đơn vị sự nghiệp(?:\scông lập)?"
    r"|cơ quan tham mưu[^\W\d_]*|thôn, tổ dân phố|doanh nghiệp|trường học|bộ phận [Mm]ột cửa|tổ dân vận"
    r"|cán bộ, công chức, viên chức|cán bộ, công chức|công chức(?:\stiếp công dân)?|bộ, ngành"
)
_MEDIA = (
    r"Báo (?:và phát thanh, truyền hình )?[A-ZĐ][^\W\d_]+(?:\s[A-ZĐ][^\W\d_]+){0,2}"
    r"|Đài Phát thanh (?:và|-) Truyền hình|Đài Truyền thanh|Đài Phát thanh|Cổng [Tt]hông tin điện tử"
    r"|Trung tâm (?:Văn hóa|Truyền thông|Phục vụ hành chính công|Hành chính công)"
    r"(?:[^,;.:]{0,50}?(?=[,;:]|\s[a-zđ]))?"
    r"|Ban Chỉ đạo(?=[\s,;:.])|Mặt trận Tổ quốc(?:\stừ\s[^\s]+\sđến cơ sở)?|Tổ công tác"
    r"|[ỦUuủ][yỷỶ] ban Mặt trận Tổ quốc(?:\sViệt Nam)?(?:\scác cấp)?"
)
_ACTOR = (
    rf"(?:(?:{_OFFICES})\s)?(?:(?:[Cc]ác|những|[Tt]ất cả các|toàn thể)\s)?"
    rf"(?:(?:{_MEDIA})|{ORGAN}|(?:(?i:{_GROUPS})))(?!\w)"
    rf"(?:\s(?:(?:thuộc|của|trên địa bàn|trực thuộc)\s)?(?:{PLACE}|các cấp|cùng cấp|liên quan|trực thuộc"
    rf"|có liên quan))?(?:\s(?:được phân công|được giao))?(?!\w)"
)
_GUARD = (
    r"(?=[A-ZĐÀ-Ỵ]|các|những|tất|toàn|sở|ban|phòng|cơ|xã|huyện|địa|đơn|cấp|tổ|chi|đảng|chính|đoàn|thôn"
    r"|doanh|trường|bộ|cán|công|tỉnh|người)"
)
ACTOR = re.compile(_GUARD + _ACTOR)
_AND = re.compile(r"(?:\s?[,;]\s(?:và\s)?|\s(?:và|cùng|cùng với|phối hợp với)\s)(?:mỗi\s)?")
_LEAD = re.compile(
    r"\s*(?:(?:(?:Giao|Yêu cầu|Đề nghị|Đối với|Giao cho|Phân công|Trách nhiệm của|Nhiệm vụ của|Mỗi|Từng|mỗi|từng"
    r"|giao|yêu cầu|đề nghị|Đồng thời,?|Trong đó,?|Mục tiêu|Phấn đấu|\d{1,3}\s?%(?:\ssố)?)\s)|(?:[^,;:.]{2,40},\s"
    r"(?=(?:mỗi|từng|các|\d{1,3}\s?%|[A-ZĐÀ-Ỵ]))))",
)
_ASKS_OTHERS = re.compile(r"\s(?:yêu cầu|đề nghị|giao|chỉ đạo)\s(?:cho\s)?", re.IGNORECASE)
_GIVEN = re.compile(r"(?<!\w)(?:giao|do|Giao|yêu cầu)\s(?:cho\s)?")


def actors_at(text: str, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """The actors that are the subject of `text[start:end]`, and where their list ends.

    Of "UBND tỉnh yêu cầu các sở …" it is the sở.
    Leads such as "Giao", "Hằng năm, mỗi", "Mục tiêu đến hết năm 2022, 100%" are passed over.
    """
    place = start
    for _ in range(4):
        found, last = _list_at(text, place, end)
        if found:
            asked = _ASKS_OTHERS.match(text, last, end)
            addressed = _list_at(text, asked.end(), end) if asked else ((), last)
            return addressed if addressed[0] else (found, last)
        lead = _LEAD.match(text, place, end)
        if lead is None or lead.end() == place:
            break
        place = lead.end()
    return (), start


def actors_given(text: str, start: int, end: int) -> tuple[str, ...]:
    """The actors named inside: "… giao Sở Nội vụ chủ trì"."""
    for lead in _GIVEN.finditer(text, start, end):
        found, _ = _list_at(text, lead.end(), end)
        if found:
            return found
    return ()


def _list_at(text: str, start: int, end: int) -> tuple[tuple[str, ...], int]:
    found: list[str] = []
    place = start
    while len(found) < 20:
        match = ACTOR.match(text, place, end)
        if match is None:
            break
        found.append(" ".join(match[0].split()))
        start = match.end()
        joint = _AND.match(text, start, end)
        if joint is None:
            break
        place = joint.end()
    return tuple(dict.fromkeys(found)), start
