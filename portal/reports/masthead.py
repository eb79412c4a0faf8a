"""Whose paper a report is: the lines above its number, the place beside its date, who receives it."""

from typing import Any

from portal.reports.outline import Outline
from portal.units.kinds import OrganisationKind, UnitKind
from portal.units.models import Organisation


def masthead(organisation: Organisation, outline: Outline) -> dict[str, Any]:
    """Return what names the issuer on the paper. It is frozen with the report: names change."""
    unit = organisation.unit
    over, issuer = _issuer(organisation)
    party = "Thành ủy" if unit.kind == UnitKind.CENTRAL_CITY else "Tỉnh ủy"
    return {
        "over": over,
        "issuer": issuer,
        "place": unit.name,
        "recipients": [
            line.format(unit=unit.full_name_inside, party=party) for line in outline.recipients
        ],
    }


def _issuer(organisation: Organisation) -> tuple[list[str], list[str]]:
    """Return the body above and the issuing body; a People's Committee is its own, on two lines."""
    unit = organisation.unit
    if organisation.kind == OrganisationKind.PEOPLE_COMMITTEE:
        return [], ["ỦY BAN NHÂN DÂN", unit.full_name.upper()]
    name = organisation.name.removesuffix(unit.full_name_inside).strip()
    return [f"UBND {unit.full_name.upper()}"], [name.upper()]
