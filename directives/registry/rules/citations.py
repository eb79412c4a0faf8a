"""Which directive of the registry a citation means."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import takewhile

from portal.text import search_key

_PLACE = re.compile(r"(?:tỉnh ủy|thành ủy|tỉnh|thành phố|tp\.?)\s+(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says, and from which document it speaks."""

    issued_on: dt.date | None
    issuer: str
    source_issued_on: dt.date | None = None
    source_province_id: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What the registry holds under the same number."""

    pk: int
    issued_on: dt.date | None
    province_id: int | None = None
    province_name: str = ""


def means(cited: Cited, held: list[Held]) -> list[int]:
    """Return the rows that the citation can mean; one row is an answer, several ask a person.

    Dates must agree where the citation gives one; nobody cites a later document; an issuer with a
    place in its name is of that place, one without ("UBND tỉnh") is the source's own, if it has one.
    """
    fitting = [row for row in held if _dates_agree(cited, row) and _places_agree(cited.issuer, row)]
    own = [row for row in fitting if row.province_id in (None, cited.source_province_id)]
    return [row.pk for row in own or fitting]


def _dates_agree(cited: Cited, row: Held) -> bool:
    if cited.issued_on is not None:
        return row.issued_on == cited.issued_on
    known = cited.source_issued_on is not None and row.issued_on is not None
    return not known or row.issued_on <= cited.source_issued_on  # type: ignore[operator]


def _places_agree(issuer: str, row: Held) -> bool:
    named = named_place(issuer)
    if not named or not row.province_name:
        return True
    return f"{search_key(named)} ".startswith(f"{search_key(row.province_name)} ")


def named_place(issuer: str) -> str:
    """Return the province that an issuer's wording names: "UBND tỉnh Bắc Giang" → "Bắc Giang"."""
    found = _PLACE.search(issuer)
    words = found[1].split() if found else []
    return " ".join(takewhile(lambda word: word[0].isupper(), words))
