"""The kinds of documents, and how State and Party abbreviate them.

The State's list is Nghị định 30/2020/NĐ-CP, Phụ lục III, with the kinds of legal documents; the
Party's is Hướng dẫn 36-HD/VPTW. The official abbreviation is the code under which a kind is stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class System(StrEnum):
    """Who numbers: the State writes "03/CT-UBND", the Party "33-CT/TU"."""

    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind: its official abbreviation, its Vietnamese name, and who issues it."""

    code: str
    name: str
    systems: tuple[System, ...]

    @property
    def label(self) -> str:
        """The name as a heading writes it: "Chỉ thị"."""
        return self.name[:1].upper() + self.name[1:]


_STATE = (System.STATE,)
_PARTY = (System.PARTY,)
_BOTH = (System.STATE, System.PARTY)

KINDS: tuple[DocumentKind, ...] = tuple(
    DocumentKind(code, name, systems)
    for code, name, systems in (
        ("HP", "hiến pháp", _STATE),
        ("BL", "bộ luật", _STATE),
        ("Luật", "luật", _STATE),
        ("PL", "pháp lệnh", _STATE),
        ("L", "lệnh", _STATE),
        ("Sắc lệnh", "sắc lệnh", _STATE),
        ("NĐ", "nghị định", _STATE),
        ("NQLT", "nghị quyết liên tịch", _BOTH),
        ("NQ", "nghị quyết", _BOTH),
        ("QĐ", "quyết định", _BOTH),
        ("CT", "chỉ thị", _BOTH),
        ("TTLT", "thông tư liên tịch", _STATE),
        ("TT", "thông tư", _STATE),
        ("TTri", "thông tri", _PARTY),  # numbered TT as well; a code of its own keeps codes unique
        ("KL", "kết luận", _BOTH),
        ("QĐi", "quy định", _PARTY),
        ("QyĐ", "quy định", _STATE),
        ("QC", "quy chế", _BOTH),
        ("ĐL", "điều lệ", _BOTH),
        ("CTr", "chương trình", _BOTH),
        ("KH", "kế hoạch", _BOTH),
        ("HD", "hướng dẫn", _BOTH),
        ("ĐA", "đề án", _BOTH),
        ("PA", "phương án", _BOTH),
        ("DA", "dự án", _STATE),
        ("BC", "báo cáo", _BOTH),
        ("TTr", "tờ trình", _BOTH),
        ("TB", "thông báo", _BOTH),
        ("TC", "thông cáo", _STATE),
        ("CĐ", "công điện", _STATE),
        ("CV", "công văn", _BOTH),
        ("BB", "biên bản", _BOTH),
        ("HĐ", "hợp đồng", _STATE),
        ("BGN", "bản ghi nhớ", _STATE),
        ("BTT", "bản thỏa thuận", _STATE),
        ("GUQ", "giấy ủy quyền", _STATE),
        ("GM", "giấy mời", _BOTH),
        ("GGT", "giấy giới thiệu", _BOTH),
        ("GNP", "giấy nghỉ phép", _STATE),
        ("GP", "giấy phép", _STATE),
        ("PG", "phiếu gửi", _STATE),
        ("PC", "phiếu chuyển", _BOTH),
        ("PB", "phiếu báo", _STATE),
        ("SY", "sao y", _STATE),
        ("TrS", "trích sao", _STATE),
        ("SL", "sao lục", _STATE),
        ("VBHN", "văn bản hợp nhất", _STATE),
        ("QCPH", "quy chế phối hợp", _BOTH),
        ("CTPH", "chương trình phối hợp", _BOTH),
        ("KHPH", "kế hoạch phối hợp", _BOTH),
    )
)

# Spellings seen in numbers beside the official one; a key is upper-cased.
_ALIASES: dict[str, str] = {
    "NĐCP": "NĐ",
    "LUẬT": "Luật",
    "QYĐ": "QyĐ",
    "QUYĐ": "QyĐ",
    "TTLB": "TTLT",
    "TTLN": "TTLT",
    "QPH": "QCPH",
    "CTPHLN": "CTPH",
    "QCPHLN": "QCPH",
}
_BY_CODE = {kind.code.upper(): kind for kind in KINDS}
_BY_NAME = {kind.name: kind for kind in reversed(KINDS)}  # of two "quy định" the first wins


def kind_of(abbreviation: str, system: System | None = None) -> DocumentKind | None:
    """Return the kind that `abbreviation` stands for, in any letter case, or None.

    "QĐi" is a Party's quy định, "QĐ" a quyết định of either; a Party's "TT" is a thông tri.
    """
    folded = abbreviation.upper()
    if folded == "TT" and system is System.PARTY:
        return _BY_CODE["TTRI"]
    return _BY_CODE.get(_ALIASES.get(folded, folded).upper())


def kind_named(name: str, system: System | None = None) -> DocumentKind | None:
    """Return the kind called `name` ("chỉ thị"), or None; `system` tells the two quy định apart.

    A "hướng dẫn liên ngành" is a hướng dẫn, but a "thông tư liên tịch" is a kind of its own.
    """
    wanted = " ".join(name.lower().split())
    if system is not None:
        for kind in KINDS:
            if kind.name == wanted and system in kind.systems:
                return kind
    return _BY_NAME.get(wanted) or _BY_NAME.get(wanted.partition(" liên ")[0])


def joint_kind(name: str, said: str) -> str:
    """What a kind is called that organs issue together: "Thông tư liên Bộ" is a "thông tư liên tịch"."""
    known = f"{name} liên tịch"
    return known if known in _BY_NAME else f"{name} {said.lower()}"


def kinds_of(system: System) -> Iterator[DocumentKind]:
    """The kinds that `system` issues, in order of rank."""
    return (kind for kind in KINDS if system in kind.systems)
