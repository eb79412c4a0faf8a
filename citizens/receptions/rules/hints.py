"""Names and homes in a text typed in small letters or without marks: found by the words before them.

They are asked about, not forbidden: "đường Lê Lợi" may be the road that the matter is about.
"""

import re
from dataclasses import dataclass

from citizens.receptions.names import NAME_WORDS
from portal.text import search_key

_UNMARKED = NAME_WORDS.without_marks()
_CUES = frozenset(
    [
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "chú",
        "bác",
        "em",
        "cháu",
        "cụ",
        "tên",
        "của",
        "do",
        "bởi",
        "viết",
        "gửi",
        "nộp",
        "là",
        "ong",
        "ba",
        "anh",
        "chi",
        "co",
        "chu",
        "bac",
        "chau",
        "cu",
        "ten",
        "cua",
        "boi",
        "viet",
        "gui",
        "nop",
        "la",
    ]
)
# A title in small letters with a word that is no name: "bà con", "cô giáo", "anh ấy".
_TITLED = re.compile(r"\b(ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|thím|dì|cậu|mợ) ([^\W\d_]+)", re.I)
# fmt: off
_NOT_CALLED = frozenset([
    "ấy", "ta", "này", "kia", "đó", "nọ", "con", "bà", "cháu", "em", "chị", "anh", "ông", "cô",
    "chú", "bác", "cụ", "nội", "ngoại", "hùng", "giáo", "gái", "trai", "họ", "hàng", "dâu", "rể",
    "nuôi", "ruột", "thể", "sĩ", "bỏ", "ý", "tâm", "thích", "chủ", "trưởng", "phó", "bí", "đảng",
    "chồng", "vợ", "là", "có", "đã", "đang", "sẽ", "cho", "và", "với", "thì", "bị", "được", "nhận",
    "thu", "làm", "nói", "không", "chưa", "cán", "đại", "công", "người", "nhà", "hội", "tôi",
    "mình", "nào", "vừa", "cũng", "lại", "ở", "của", "về", "ra", "vào", "đến", "đi", "lấy", "dùng",
    "giữ", "chiếm", "xây", "tự", "hưu", "hiệu", "kế", "tổ", "thôn", "xã", "phường", "bé", "học",
    "đồng", "mẹ", "cha", "bố", "già", "trẻ", "nông", "nghề", "phụ", "lão", "đơn", "quan", "nghị",
    "thầy",
])
# fmt: on
_MIDDLE = frozenset(("thị", "văn", "thi", "van"))
# Two small words that look like a surname and what follows it, and are none.
_PLAIN = frozenset(
    [
        "vi pham",
        "vi vay",
        "vi the",
        "vi sao",
        "vi tri",
        "ly do",
        "ly luan",
        "ma tuy",
        "cao toc",
        "cao cap",
        "cao hon",
        "chu tich",
        "chu dau",
        "chu truong",
        "to truong",
        "truong thon",
        "to chuc",
        "to dan",
        "to pho",
        "to giac",
        "to cao",
        "ho gia",
        "ho ngheo",
        "ho dan",
        "ho so",
        "la do",
        "duong lien",
        "duong thon",
        "duong giao",
        "duong vao",
        "duong di",
        "thai do",
        "la nguoi",
        "la can",
        "la viec",
        "ha tang",
        "ngo di",
        "ma so",
        "do la",
        "luong thuc",
        "luong huu",
        "vo chong",
        "cam ket",
        "tang gia",
        "phan anh",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_PAPERS = (
    r"(?<!định )(?<!báo )(?<!bản )(?<!văn )(?<!luận )(?<!trình )(?<!đơn )(?<!phiếu )(?<!biên )"
    r"(?<!luật )(?<!mẫu )(?<!điều )(?<!khoản )(?<!sổ )(?<!mục )(?<!lượt )"
)
_HOMES = (
    re.compile(
        _PAPERS + r"\b(?:số nhà|so nha|nhà số|nha so|số|so) \d{1,5}[a-z]?\b(?![/\-.]\w)", re.I
    ),
    re.compile(r"\b(?:ngõ|ngo|ngách|ngach|hẻm|hem|kiệt|kiet) \w+", re.I),
    re.compile(r"\b(?:tổ|to)(?: dân phố| dan pho)?(?: số| so)? \d+", re.I),
    re.compile(
        r"\b(?:ở|tại|ngụ|trú|về|quê|o|tai|ngu|tru)(?: tại| tai| ở| o)? "
        r"((?:thôn|xóm|ấp|làng|bản|đường|phố|khu|thon|xom|duong|lang) \w+(?: \w+)?)",
        re.I,
    ),
)


_CALLED = re.compile(
    r"\b(?:đường|phố|thôn|xóm|ấp|làng|duong|pho|thon|xom) (\w+)(?: (\w+))?(?: (\w+))?", re.I
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of text that may identify a person: `what` says why."""

    text: str
    what: str


def names_in_small_letters(text: str) -> list[Hint]:
    """Return two to four words led by a surname after "bà", "của", …, or with "thị", "văn" second."""
    words = list(_WORD.finditer(text))
    found, place = list[Hint](), 0
    while place < len(words) - 1:
        size = _size(text, words, place)
        if size:
            span = text[words[place].start() : words[place + size - 1].end()]
            found.append(Hint(span, "họ tên"))
        place += size or 1
    return found


def called_by_title(text: str) -> list[Hint]:
    """Return "ông tư", "bà khuê": a given name alone, in small letters, after how people are spoken to."""
    return [
        Hint(match[0], "họ tên")
        for match in _TITLED.finditer(text)
        if match[2][0].islower() and match[2].casefold() not in _NOT_CALLED
    ]


def homes_in(text: str) -> list[Hint]:
    """Return what looks like a house, a lane, a group of houses, a road, a hamlet."""
    found = [match[match.lastindex or 0] for home in _HOMES for match in home.finditer(text)]
    found += [_called(match) for match in _CALLED.finditer(text) if _begins_a_name(match[1])]
    return [Hint(home, "địa chỉ") for home in found]


def _called(match: re.Match[str]) -> str:
    """Return "đường Lê Lợi": the kind and the words with capitals after it."""
    named = [word for word in match.groups() if word]
    last = next((at for at, word in enumerate(named) if not _begins_a_name(word)), len(named))
    return match[0] if last == len(named) else match.string[match.start() : match.end(last)]


def _begins_a_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdecimal()


def _size(text: str, words: list[re.Match[str]], place: int) -> int:
    """Return how many words from `place` on may be a name, 0 for none."""
    first, second = words[place][0].casefold(), words[place + 1][0].casefold()
    run = 1
    while run < 4 and place + run < len(words):
        if text[words[place + run - 1].end() : words[place + run].start()].strip():
            break
        run += 1
    if (
        run < 2
        or not _may_be_surname(first)
        or f"{search_key(first)} {search_key(second)}" in _PLAIN
    ):
        return 0
    with_middle = second in _MIDDLE and run > 2
    cued = place > 0 and words[place - 1][0].casefold() in _CUES and _adjoins(text, words, place)
    return min(run, 3 if with_middle else 4) if with_middle or cued else 0


def _may_be_surname(word: str) -> bool:
    """Tell whether a word is a surname with its marks, or one typed without any: never "hộ" for Hồ."""
    return word in NAME_WORDS.surnames or (word.isascii() and word in _UNMARKED.surnames)


def _adjoins(text: str, words: list[re.Match[str]], place: int) -> bool:
    return text[words[place - 1].end() : words[place].start()].strip(" :") == ""
