"""Which books a form counts: a mark left in one of them is a mark on what is kept of the form."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import IntegerChoices


class Book(IntegerChoices):
    """What a mark was left in."""

    VISITS = 1, "Sổ tiếp công dân"
    PAPERS = 2, "Sổ tiếp nhận đơn"
    SETTLED = 3, "Giải quyết khiếu nại, tố cáo"
    UNDERTAKINGS = 4, "Sổ việc quản lý nhà nước"


@dataclass(frozen=True, slots=True)
class Reading:
    """The books that a form counts; `of_holders` where they count for who holds the matter."""

    books: tuple[Book, ...]
    of_holders: bool = False


READING: Mapping[str, Reading] = {
    "01/TCD": Reading((Book.VISITS,)),
    "02/XLD": Reading((Book.PAPERS,)),
    "03/GQKN": Reading((Book.PAPERS, Book.SETTLED), of_holders=True),
    "04/GQTC": Reading((Book.PAPERS, Book.SETTLED), of_holders=True),
    "05/KQTH": Reading((Book.SETTLED,), of_holders=True),
    "06/QLKNTC": Reading((Book.UNDERTAKINGS,)),
}
