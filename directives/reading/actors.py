"""Who must act: organs, offices and the groups that directives address ("Các sở, ban, ngành tỉnh").

Known organs and groups are read by grammar; a name that goes on beyond them ("Công chức Trung tâm
Phục vụ hành chính công thực hiện …") ends where an order's verb begins.
"""

import re

from directives.reading.lines import UPPER, Text, beginning
from directives.reading.organs import NAME, ORGAN, PLACE
from directives.reading.verbs import begins_verb, name_end

_OFFICES = (
    r"[Tt]hủ trưởng|[Gg]iám đốc|[Nn]gười đứng đầu|[Ll]ãnh đạo|[Cc]hủ tịch|[Bb]í thư|[Tt]rưởng ban|[Tt]rưởng phòng"
    r"|[Hh]iệu trưởng|[Tt]rưởng đoàn"
    r"|Chánh(?=\sVăn phòng)|Chánh Thanh tra|Trưởng Công an|Trưởng"
    r"|[Bb]an [Tt]hường (?:vụ|trực)|[Bb]an [Cc]hấp hành|[Tt]hường trực"
)
# Units that stand side by side under one "các": "các sở, ban, ngành, đoàn thể tỉnh".
_UNIT = (
    r"cấp [uủ][ỷy]|chi [uủ][ỷy]|doanh nghiệp|địa phương|tổ dân phố|hợp tác xã|thành phố|đoàn thể|thị trấn|thành ủy"
    r"|huyện ủy|cơ quan|tổ chức|đặc khu|khu phố|khu vực|khu dân cư|tỉnh ủy|quận ủy|đảng ủy|đảng bộ|chi hội"
    r"|đơn vị|phường"
    r"|thị xã|thị ủy|chi bộ|trường|ngành|phòng|huyện|quận|thôn|khối|khóm|buôn|làng|ban|hội|bản|sở|xã|ấp|bộ"
    r"|tổ"
)
_TAILS = (
    r"(?:\s(?:trực thuộc|chuyên môn|đảng|chính trị\s?-\s?xã hội|cơ sở|hội|công lập|sự nghiệp|cấp tỉnh"
    r"|cấp huyện|cấp xã))"
)
# Committees that share their last word: "các huyện, thị, thành ủy".
_SAME = r"(?!đảng\s[uủ][ỷy]\s(?:các\s|trực thuộc\s(?:tỉnh|huyện|thành)))"  # "đảng ủy các xã" begins anew
_STEM = r"(?:tỉnh|huyện|thị|thành|quận|đảng)"
_SIDE_BY_SIDE = (
    rf"{_STEM}(?:,\s{_STEM}){{0,3}}(?:,\s|\svà\s){_STEM}\s[uủ][ỷy](?!\w)"
    rf"|(?:{_UNIT}){_TAILS}?(?:,\s{_SAME}(?:{_UNIT}){_TAILS}?(?!\w)){{1,5}}"
    rf"(?:\svà\s{_SAME}(?:{_UNIT}){_TAILS}?(?!\w))?"
)
# What a body was set up for: "Ban điều hành khu phố", "đơn vị tư vấn".
_WORKING = (
    r"(?:ban|tổ|đoàn|đội|hội đồng|bộ phận|cơ quan|đơn vị|nhóm)\s(?:điều hành|vận động|quản lý|giám sát(?!\sđầu tư)"
    r"|kiểm tra"
    r"|thanh tra|thẩm định|soạn thảo|giúp việc|tư vấn|thi công|thiết kế|chủ trì(?!,)|thường trực|giám hiệu|bầu cử"
    r"|hòa giải|khảo sát|tiếp công dân|tham mưu|biên tập)"
    r"(?!\s(?:việc|công tác|các|những|tình hình|nội dung)(?!\w))"
)
_GROUPS = (
    rf"{_WORKING}"
    r"|sở ban,? ngành(?:, đoàn thể)?|sở, ban ngành"
    r"|phòng,? ban,? ngành|phòng,? ban chuyên môn|cơ quan, đơn vị, phòng ban chuyên môn"
    r"|cấp [uủ][ỷy],? tổ chức [Đđ]ảng(?:, chính quyền)?|cấp [uủ][ỷy] [Đđ]ảng, chính quyền"
    r"|cấp [uủ][ỷy], chính quyền"
    r"|cấp [uủ][ỷy](?:\s[Đđ]ảng)?|tổ chức đảng|chi, [Đđ]ảng bộ(?:\scơ sở)?|chi bộ|đảng bộ"
    r"|chính quyền(?:\scơ sở)?|tổ chức [Cc]hính trị\s?-\s?xã hội|tổ chức CT-XH"
    r"|đoàn thể(?:\schính trị\s?-\s?xã hội)?"
    r"|ban (?:của\s)?(?:hđnd|hội đồng nhân dân)|(?:tổ )?đại biểu (?:hđnd|hội đồng nhân dân|quốc hội)|hai bên|bên"
    r"|cơ quan thông tin đại chúng|cơ quan báo chí|cơ quan thông tấn,? báo chí|cơ quan truyền thông"
    r"|cơ quan hành chính nhà nước|cơ quan nhà nước|cơ quan chuyên môn|đơn vị sự nghiệp(?:\scông lập)?"
    r"|cơ quan (?:chuyên trách )?tham mưu(?:, giúp việc)?|thôn, tổ dân phố|doanh nghiệp|trường học"
    r"|bộ phận [Mm]ột cửa|tổ dân vận"
    r"|(?:đội ngũ\s)?cán bộ(?:, (?:đảng viên|công chức|viên chức|chiến sĩ|đoàn viên|hội viên|nhân viên"
    r"|người lao động)){1,5}(?: và (?:người lao động|đảng viên|nhân viên|Nhân dân))?"
    r"|trường đại học(?:, (?:cao đẳng|trung cấp|học viện)){1,3}|cấp, các ngành|ngành(?=\s[a-zđ])"
    r"|ban (?:xây dựng [Đđ]ảng|đảng)"
    r"|cấp (?:tỉnh|huyện|xã|phường|cơ sở)(?=\s?:|\sphải\s)|công chức(?:\stiếp công dân)?|bộ, ngành"
    rf"|(?:{_UNIT})(?=\s(?:thuộc|trực thuộc|liên quan|có liên quan|chủ trì|phối hợp|được|tỉnh|huyện|cấp|thành))"
    r"|tập thể, cá nhân|già làng(?:, trưởng (?:thôn|bản|buôn|làng))?(?:(?:,| và) người (?:có )?uy tín)?"
    r"|lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở|người có uy tín|chủ đầu tư|(?:nhà|chủ) thầu"
    r"|hộ (?:gia đình|kinh doanh|dân)|cơ sở (?:khám bệnh, chữa bệnh|giáo dục|y tế|kinh doanh|sản xuất|hội|đoàn)"
    r"|bộ(?:, ngành)? quản lý (?:chuyên ngành|ngành)(?:, lĩnh vực)?"
    r"|cơ quan|địa phương|đơn vị|xã|phường|khu phố|thôn|huyện"
)
_MEDIA = (
    r"Báo (?:và (?:phát thanh|Phát thanh),? (?:truyền hình"
    r"|Truyền hình) )?[A-ZĐ][^\W\d_]+(?:\s[A-ZĐ][^\W\d_]+){0,2}"
    r"|Đài (?:Phát thanh|Truyền thanh|Truyền hình|Tiếng nói)(?:\s?(?:và|-|–)\s?Truyền hình)?(?:\sViệt Nam)?"
    r"|Cổng [Tt]hông tin điện tử|(?:VNPT|Viettel|[Mm]obi[Ff]one)(?=\s)"
    r"|Trung tâm [A-ZĐ][^\W\d_]+ [^\W\d_]+(?:(?:,| -) (?:[A-ZĐ][^\W\d_]+|thể|thông) [^\W\d_]+){0,2} (?:và|&)"
    r" [A-ZĐ][^\W\d_]+ [^\W\d_]+"
    r"|(?:Bảo hiểm xã hội|Điện lực|Bưu điện|Kho bạc|Cục Thuế|Cục Thống kê|Hạt Kiểm lâm|Trạm Y tế)(?=\s)"
    r"|[Bb]ộ phận (?:[Tt]iếp nhận và [Tt]rả kết quả|[Mm]ột cửa)(?:\sgiải quyết thủ tục hành chính)?"
    r"|Mặt trận Tổ quốc(?:\stừ\s[^\s]+\sđến cơ sở)?|Tổ công tác"
    r"|[ỦUuủ][yỷỶ] ban Mặt trận Tổ quốc(?:\sViệt Nam)?(?:\scác cấp)?"
)
_ACTOR = (
    rf"(?:(?:{_OFFICES})\s)?(?:(?:[Cc]ác|những|[Tt]ất cả các|toàn thể)\s)?"
    rf"(?:(?i:{_SIDE_BY_SIDE})|(?:{_MEDIA})|{ORGAN}|(?:(?i:{_GROUPS}))|Ban Chỉ đạo)(?!\w)"
    rf"(?:\s(?:(?:thuộc|của|trên địa bàn|trực thuộc)\s)?(?:{PLACE}|các cấp|cùng cấp|liên quan|trực thuộc"
    rf"|có liên quan))?(?:\s(?:được phân công|được giao))?(?!\w)"
)
ACTOR = re.compile(_ACTOR)
ORGAN_ALONE = re.compile(rf"(?:{_MEDIA})(?!\w)|{ORGAN}")
_JOINT = re.compile(r"\svà\s")
# What every actor begins with, in small letters.
_BEGINS_NAME = re.compile(
    r"ban|bch|btv|báo|bí|bưu|bản|bảo|bệnh|bộ|buôn|các|cán|chi|chánh|chính|chỉ|chủ|công|cơ|cấp|cổng|cục|cụm|doanh"
    r"|giám|hai|hiệp|hiệu|hđnd|huyện|học|hạt|hội|hộ|hợp|kho|khu|khóm|khối|kiểm|liên|lãnh|lực|mttq|mặt|những|ngành|ngân"
    r"|người|nhà|nhân|phó|phòng|phường|quận|quốc|quỹ|sở|thanh|thành|thôn|thường|thị|thủ|thứ|toàn|trung|trường|trưởng"
    r"|trạm|tòa|tất|tổ|tỉnh|ub mttq|ub mặt trận|ubmttq|ubnd|ubtvqh|uy|uỷ|văn|viên|viện|viễn|xã|ấp|đài|đơn|đại"
    r"|thông tấn|tập thể|đảng|đặc|địa|đồn|đồng|câu|già|viettel|vnpt|mobifone"
    r"|đoàn|đội|điện|đ/c|ủy|ủỷ"
)
# The first word of a name that the grammar above does not know whole.
_HEAD = re.compile(
    r"(?:(?:[Cc]ác|[Nn]hững|[Tt]ất cả các|[Tt]oàn thể)\s)?(?:(?:đồng chí|[Đđ]/c)\s)?"
    r"(?i:sở|bộ|ban|phòng|cục|chi cục|hội|trung tâm"
    r"|văn phòng|tổ|viện|trường|quỹ|kho bạc|ngân hàng|bảo hiểm|tòa án|viện kiểm sát|hạt|đội|đoàn|khối|cụm"
    r"|đảng viên"
    r"|liên đoàn|liên minh|liên hiệp|công đoàn|thông tấn xã|câu lạc bộ"
    r"|hiệp hội|công ty|đài|báo|cổng|bưu điện|điện lực|thanh tra|công an|đồn|công chức|viên chức|cán bộ|đảng viên"
    r"|bộ phận|trưởng|phó|chỉ huy trưởng|tổ trưởng|ban giám đốc|người dân|hộ dân|ngành"
    r"|lực lượng|đội ngũ|viễn thông|đoàn viên|hội viên|khoa"
    r"|chủ tịch|bí thư|giám đốc|thủ trưởng|lãnh đạo|người đứng đầu|hiệu trưởng|chánh|ủy viên"
    r"|thành viên|cơ quan|đơn vị|cấp [uủ][ỷy]|đảng ủy|đảng đoàn|mặt trận|ubnd|hđnd|ủy ban|uỷ ban|hội đồng"
    r"|thường trực|chi [uủ][ỷy]"
    r"|tổ chức|đại biểu|doanh nghiệp|nhân viên|chi bộ|chi hội|xã|phường|thị trấn|thôn|khu phố|ấp|bộ đội|bệnh viện"
    r"|học viện|nhà trường|hợp tác xã|đồng chí|chính quyền|bệnh xá|trạm|nhà văn hóa|ban chỉ huy"
    r"|người|đ/c)(?!\w)\s?"
)
_AND = re.compile(r"(?:\s?[,;]\s{1,2}(?:và\s)?|\s(?:và|cùng)\s)(?:mỗi\s)?")
_LEAD = re.compile(
    r"\s*(?:(?:(?:Giao trách nhiệm cho|Giao nhiệm vụ cho|Giao cho|Giao(?!\s(?:ban|lưu|tiếp)(?!\w))|Yêu cầu|Đề nghị"
    r"|Đối với|Phân công"
    r"|Ủy quyền cho"
    r"|Trách nhiệm của|Nhiệm vụ của|Mỗi|Từng|mỗi|từng|giao cho|giao|yêu cầu|đề nghị|Đồng thời,?"
    r"|Trong đó,?|Mục tiêu"
    r"|Phấn đấu|\d{1,3}\s?%(?:\ssố)?)\s)|(?:[^,;:.]{2,60}+,\s(?:đề nghị\s|yêu cầu\s|giao\s)?"
    rf"(?=(?:mỗi|từng|các|người đứng đầu|thủ trưởng|chủ tịch|bí thư|cấp [uủ][ỷy]|\d{{1,3}}\s?%|[{UPPER}])))"
    rf"|(?:(?:[Vv]ề\s)?[^,;:.]{{2,60}}+:\s(?=(?:các|[{UPPER}])))"
    r"|(?:(?i:hằng|hàng|mỗi|định kỳ)\s[^,;:.()]{2,40}\s\([^();]{4,60}\),?\s)"
    r"|(?:(?i:trong|nếu|khi|trường hợp|sau|qua|cùng với|bên cạnh|ngoài|trên cơ sở|căn cứ|từ|hằng|hàng|định kỳ"
    r"|đến|trước|nhằm|để)\s[^,;:.]{2,80}+,\s))",
)
# Whose matter it is stands first; who must act comes behind the colon.
_CASE = re.compile(
    r"(?:(?:Trường hợp|Vụ việc|Đơn|Kiến nghị|Ý kiến|Hồ sơ)\s(?:của\s)?(?:ông|bà|anh|chị|hộ|các hộ"
    r"|công dân|cử tri)\s)[^:;\n]{2,200}(?P<said>:\s{1,3}(?=\w))?"
)
# "Cấp huyện: Bí thư Huyện ủy …": those of that level.
LEVEL_ALONE = re.compile(r"[Cc]ấp (?:tỉnh|huyện|xã|cơ sở)")
_COLON = re.compile(r"\s?:\s")
Named = tuple[tuple[str, ...], int]  # actors, and where their list ends
_ASKS_OTHERS = re.compile(r"\s(?:yêu cầu|đề nghị|giao)\s(?:cho\s)?")
_GIVES = r"iao(?!\s(?:ban|tiếp|dịch|thông|lưu)(?!\w))"
_GIVEN = re.compile(
    "(?:"
    + beginning(
        *(f"G{_GIVES}", f"g{_GIVES}", "do", "Yêu cầu", "yêu cầu", "Đề nghị", "đề nghị", "phân công")
    )
    + r")\s(?:nhiệm vụ cho\s|trách nhiệm cho\s|cho\s)?"
)
_OPENING = re.compile(
    r"\s*(?:hằng|hàng|mỗi|từng|định kỳ|căn cứ|trên cơ sở|chậm nhất|trước|theo|trong|giao|yêu cầu|đề nghị|phân công"
    r"|phấn đấu|cụ thể(?=,)|quy định (?:yêu cầu|nêu(?: rõ)?)(?=,))(?!\w)"
)
OFTEN = re.compile(
    r"\s*(?:(?:hằng|hàng|mỗi|định kỳ)\s(?:hằng\s|hàng\s)?(?:năm|quý|tháng|tuần|ngày)"
    r"|(?:định kỳ\s)?(?:\d{1,2}|hai|ba|sáu|chín)\stháng"
    r"(?:\s(?:một|1|01)\slần|/lần|(?:,| và)\s(?:một |01 |1 |hằng |hàng |cả )?năm(?!\s?\d))?),?\s"
)
_GAP = re.compile(r"\s?[-–]\s?|\s")
_HEADING_END = re.compile(
    r"(?P<aside>\s?\([^()\n]{2,80}\))?(?:[\s:.]*"
    r"|\s(?:có (?:các )?(?:nhiệm vụ|trách nhiệm)(?:,? (?:và )?quyền hạn)?|chịu trách nhiệm"
    r"|(?:tổ chức |triển khai )?thực hiện(?: tốt| nghiêm)?"
    r"(?: (?:các|những|một số) (?:nhiệm vụ|nội dung|công việc|việc))?)"
    r"(?: chủ yếu| cụ thể)?(?: sau đây| sau| như sau)?\s?:\s*)$"
)
_HEADED = re.compile(
    r"(?:Đối với|Trách nhiệm của|Nhiệm vụ của|Về phía)\s(?P<who>[^:;.]{4,100}?)\s?:?\s*$"
)
_VERBS_LIKE_ORGANS = re.compile(
    r"(?:trường hợp|tổ chức(?!\s(?:đảng|chính trị|ct-xh|hội(?!\s(?:nghị|thảo|thi|chợ|diễn|họp))|cơ sở)|,)"
    r"|ban hành|báo cáo|đoàn kết|bộ máy|hội họp"
    r"|trưởng thành|phó thác"
    r"|(?:số )?(?:người dân|hộ dân|công dân|tổ chức|người dân, tổ chức)(?:, doanh nghiệp|, tổ chức)?"
    r"\s(?:hài lòng|đồng thuận)"
    r"|lãnh đạo,\s(?:chỉ đạo|điều hành|quản lý|tổ chức|kiểm tra)"
    r"|công khai|phòng ngừa|phòng, chống|phòng chống)(?!\w)"
)
_PLURAL = re.compile(r"(?<!\w)(?:[Cc]ác|[Cc]ấp [uủ][ỷy])\s")
_ROW_OF_UNITS = re.compile(rf"\s(?:{_UNIT}),\s$", re.IGNORECASE)
_BARE_UNIT = re.compile(rf"(?:{_UNIT}|chính quyền)(?!\w)")
# Committees told apart from those before them: "đảng ủy trực thuộc Tỉnh ủy", not "đảng ủy trực thuộc".
_COMMITTEES = re.compile(
    r"(?:(?:tỉnh|huyện|thị|thành|quận|đảng) [uủ][ỷy]|đảng bộ|chi bộ)\s(?:các|trực thuộc\s[A-ZĐÀ-Ỵ])"
)
_LEVELS = re.compile(
    r"(?<!\w)(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|thôn|khu phố|ấp|khóm|bản|buôn|làng"
    r"|(?:huyện|thị|thành|quận) ủy)(?:(?:, | và )(?:phường|thị trấn|đặc khu|thị xã|thành phố|thôn|khu phố|khu vực"
    r"|khóm|bản|buôn|làng|khu dân cư))*$"
)
# A person, whose office follows: "đồng chí Nguyễn Văn A, Phó Chủ tịch UBND huyện".
# Those who are named by one word that a verb may follow at once.
_ALONE = re.compile(
    r"(?:(?:[Cc]ác|[Tt]oàn thể|[Mm]ỗi)\s)?(?i:đảng viên|đoàn viên|hội viên|nhà trường|công đoàn"
    r"|đoàn viên công đoàn|công an|bí thư|chủ tịch|đồng chí|đ/c|chi [uủ][ỷy])(?=\s)"
)
# What somebody is charged with stands between the name and the order: "… phụ trách chi bộ theo dõi".
_CHARGED = re.compile(
    r"\s(?:phụ trách|làm việc tại|công tác tại|sinh hoạt tại|trong)\s(?=[^\W\d_])"
)
_PERSON = re.compile(rf"(?i:đồng chí|đ/c|ông|bà)(?:\s[{UPPER}][^\W\d_]{{0,8}}){{2,5}}")
_SETS_APART = re.compile(
    r"(?:,\s[a-zđ][^\W\d_]*|\s(?:nơi|được|có|thuộc|đã|đang|chưa|đăng ký|ở|trên địa bàn|tại|là)\s[^,;.:]{2,60})$"
)
_PLACE_NAME = re.compile(NAME)
_OF_PLACES = re.compile(
    rf"(?:[Cc]ác|\d{{1,2}})\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|thôn|bản|ấp"
    rf"|khu phố)(?:,? [^\W\d_]+){{0,4}}?\s{NAME}(?:, {NAME})*$"
)
_AFTER_NAME = re.compile(r"\s?(?:[,;:.(]|$|\s(?:và|cùng|phối hợp)\s)")


def actors_at(text: Text, start: int, end: int) -> Named:
    """The actors that are the subject of `text[start:end]`, and where their list ends.

    Of "UBND tỉnh yêu cầu các sở …" it is the sở.
    Leads such as "Giao", "Hằng năm, mỗi", "Mục tiêu đến hết năm 2022, 100%" are passed over.
    """
    place = start
    if case := _CASE.match(text, start, end):
        place = case.end() if case["said"] else end  # "Trường hợp bà Sáu, thôn Phước Thọ: giao …"
    assigns = False
    for _ in range(4):
        found, last = _list_at(text, place, end)
        if found:
            label = _COLON.match(text, last, end)
            if label and LEVEL_ALONE.fullmatch(found[0]):
                led, behind = _list_at(text, label.end(), end)
                return (led, behind) if led else (found, last)
            asked = _ASKS_OTHERS.match(text.low, last, end)
            addressed = _list_at(text, asked.end(), end) if asked else ((), last)
            return addressed if addressed[0] else (found, last)
        lead = _LEAD.match(text, place, end)
        if lead is None or lead.end() == place or (place > start and assigns):
            break
        if _ROW_OF_UNITS.search(lead[0]) and _BARE_UNIT.match(text.low, lead.end(), end):
            break  # "trên 90% thôn, buôn, khu phố hoàn thành"
        assigns = lead[0].lower().lstrip().startswith("phân công")
        often = OFTEN.match(text.low, place, end)
        aside = often is not None and text.startswith("(", often.end())
        if often and not aside and begins_verb(text, often.end(), end):
            break  # "Hằng quý công bố kết quả của từng bộ, địa phương"
        named = lead[0].rstrip().endswith(":")  # "Tiếp công dân: Chủ tịch UBND xã …"
        if not named and begins_verb(text, place, end) and not _OPENING.match(text.low, place, end):
            break  # "Tổ chức ký cam kết, mỗi đảng viên …": the order came first
        place = lead.end()
    return (), start


def actors_given(text: Text, start: int, end: int) -> tuple[str, ...]:
    """The actors named inside: "… giao Sở Nội vụ chủ trì"."""
    for lead in _GIVEN.finditer(text, start, end):
        found, _ = _list_at(text, lead.end(), end)
        if found:
            return found
    return ()


def heading_actors(text: Text, start: int, end: int, named: Named) -> tuple[str, ...]:
    """Whom a heading hands to the lines below it: "Sở Nội vụ:", "Đối với các xã làm điểm".

    `named` is what `actors_at` found there.
    """
    found, last = named
    ended = _HEADING_END.match(text, last, end) if found else None
    if ended:
        aside = " ".join((ended["aside"] or "").split())
        return (*found[:-1], f"{found[-1]} {aside}".rstrip())
    headed = _HEADED.match(text, start, end)
    return (" ".join(headed["who"].split()),) if headed else ()


def actors_told_apart(text: Text, start: int, end: int, named: Named) -> tuple[str, ...]:
    """Whom a line over other lines names by what sets them apart: "UBND các xã nơi có dự án".

    What follows the name must be no order; it belongs to the last one named.
    """
    found, last = named
    rest = text[last:end].rstrip(" :")
    if not found or not _SETS_APART.match(rest) or begins_verb(text, last, end):
        return ()
    return (*found[:-1], found[-1] + " ".join(f"_{rest}".split()).removeprefix("_"))


def _list_at(text: Text, start: int, end: int) -> tuple[tuple[str, ...], int]:
    found: list[str] = []
    place = start
    while len(found) < 20:
        named = _name_at(text, place, end)
        further = _place_at(text, place, end, found[-1]) if named is None and found else None
        if named is None and further is None:
            break
        last = further or _charged(text, named or place, end)
        name = " ".join(text[place:last].split())
        if found and (further or _goes_on(found[-1], name)):
            found[-1] = " ".join(f"{found[-1]}{text[start:place]}{name}".split())
        else:
            found.append(name)
        start = last
        joint = _AND.match(text, start, end)
        if joint is None:
            break
        place = joint.end()
    return (tuple(dict.fromkeys(found)) if found else ()), start


def _place_at(text: Text, start: int, end: int, before: str) -> int | None:
    """Where a place's name ends that goes on the row of them in `before`: "các huyện Tiền Hải" + "Thái Thụy"."""
    name = _PLACE_NAME.match(text, start, end) if _OF_PLACES.search(before) else None
    if name is None:
        return None
    last = name.end()
    follows = _AFTER_NAME.match(text, last, end) or begins_verb(text, last, end, small=True)
    return last if follows else None


def _goes_on(before: str, name: str) -> bool:
    """Whether a bare unit goes on under the "các" before it ("các huyện ủy" + "thành ủy"), or an office."""
    if _PERSON.fullmatch(before):
        return True
    if _LEVELS.search(before) and _LEVELS.fullmatch(name):
        return True  # "Khối Dân vận xã" + "phường"
    if _COMMITTEES.match(name):
        return False
    return bool(_PLURAL.search(before)) and bool(_BARE_UNIT.match(name))


def _name_at(text: Text, start: int, end: int) -> int | None:
    """Where the actor that begins at `start` ends."""
    if not _BEGINS_NAME.match(text.low, start, end):
        return None
    if _VERBS_LIKE_ORGANS.match(text.low, start, end):
        return None
    known = ACTOR.match(text, start, end)
    if known:
        last = known.end()
        if _AFTER_NAME.match(text, last, end) or begins_verb(text, last, end, small=True):
            return last
        gap = _GAP.match(text, last, end)
        more = name_end(text, gap.end(), end, words=9) if gap else None
        return more if more is not None else last
    head = _HEAD.match(text, start, end)
    if head is None:
        return None
    if text[head.end() - 1] != " ":
        return head.end() if _AFTER_NAME.match(text, head.end(), end) else None
    alone = _ALONE.match(text, start, end)
    if (
        alone
        and not _CHARGED.match(text, alone.end(), end)
        and begins_verb(text, alone.end(), end, small=True)
    ):
        return alone.end()
    ended = name_end(text, head.end(), end, words=14)
    for joint in _JOINT.finditer(text, head.end(), ended or head.end()):
        if ORGAN_ALONE.match(text, joint.end(), end):
            return joint.start()  # "Hội Phụ nữ và Đoàn Thanh niên"
    return ended


def _charged(text: Text, last: int, end: int) -> int:
    """Where a name with what its bearer is charged with ends, when an order follows that."""
    charge = _CHARGED.match(text, last, end)
    more = name_end(text, charge.end(), end, words=6) if charge else None
    return more if more is not None and begins_verb(text, more, end, small=True) else last
