"""Whose paper a report is: the lines above its number, the place beside its date, who receives it."""

from datetime import date
from typing import Any

from portal.papers.masthead import issuer_lines
from portal.reports.outline import Outline
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
