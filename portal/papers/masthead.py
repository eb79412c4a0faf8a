"""The lines above a paper's text: who issues it, where and when."""

from datetime import date

from portal.units.kinds import OrganisationKind
from portal.units.models import Organisation
from portal.units.rules import inside


def date_line(place: str, day: date) -> str:
    """Return place and date of a paper; days under 10 and months 1 and 2 take a leading 0."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def issuer_lines(
    organisation: Organisation, full_name: str, *, on: date
) -> tuple[list[str], list[str]]:
    """Return the body above and the issuing body; a People's Committee is its own, on two lines."""
    if organisation.kind == OrganisationKind.PEOPLE_COMMITTEE:
        return [], ["ỦY BAN NHÂN DÂN", full_name.upper()]
    name = organisation.name_on(on).removesuffix(inside(full_name)).strip()
    return [f"UBND {full_name.upper()}"], [name.upper()]
