"""Whose paper a report is: the lines above its number, the place beside its date, who receives it."""

from datetime import date
from typing import Any

from portal.reports.outline import Outline
from portal.units.kinds import OrganisationKind
from portal.units.models import Organisation
from portal.units.rules import inside


def masthead(organisation: Organisation, outline: Outline, *, on: date) -> dict[str, Any]:
    """Return what names the issuer on a paper of that day. It is frozen with the report."""
    unit = organisation.unit
    full_name = unit.full_name_on(on)
    over, issuer = issuer_lines(organisation, full_name, on=on)
    party = "Thành ủy" if full_name.startswith("Thành phố") else "Tỉnh ủy"
    return {
        "over": over,
        "issuer": issuer,
        "place": unit.name,
        "recipients": [
            line.format(unit=inside(full_name), party=party) for line in outline.recipients
        ],
    }


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
