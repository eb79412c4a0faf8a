"""Gathering the figures of a report from the rooms, and the frozen form that is signed."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from citizens.receptions.figures import figures as reception_figures
from citizens.surveys.figures import figures as survey_figures
from directives.assignments.figures import figures as assignment_figures
from portal.audit.rules import canonical
from portal.figures import Figure, Period
from portal.reports.masthead import masthead
from portal.reports.models import Report, ReportKind
from portal.units.models import Organisation

FigureGroups = dict[str, list[Figure]]


def gather(*, organisations: Collection[int], period: Period, on: date) -> FigureGroups:
    """Return the figures of each room for the organisations, keyed as the forms name the rooms."""
    return {
        "receptions": reception_figures(organisations=organisations, period=period),
        "surveys": survey_figures(organisations=organisations, period=period),
        "assignments": assignment_figures(organisations=organisations, period=period, on=on),
    }


def organisations_of(report: Report) -> list[int]:
    """Whose work a report counts: its own, or for a province that of every commune in it."""
    if report.kind == ReportKind.COMMUNE_YEARLY:
        return [report.organisation_id]
    return list(communes_of(report.organisation, on=report.ends_on).values_list("pk", flat=True))


def communes_of(organisation: Organisation, *, on: date) -> Any:
    """The People's Committees of the communes of an organisation's province, on a day."""
    committees = Organisation.objects.on(on).peoples_committees().of_communes()
    return committees.in_province(organisation.unit_id)


def figures_of(report: Report, *, on: date) -> FigureGroups:
    """The figures of an open report, as they stand on the day."""
    return gather(organisations=organisations_of(report), period=report.period, on=on)


@dataclass(frozen=True, slots=True)
class Count:
    """What an open report says in numbers: its figures, and where its communes' reports stand."""

    groups: FigureGroups
    communes: list[dict[str, Any]]

    def kept(self) -> dict[str, Any]:
        """Return it as the report's row keeps it until it is counted again."""
        figures = {room: [_as_json(one) for one in found] for room, found in self.groups.items()}
        return {"figures": figures, "communes": self.communes}


def count(report: Report, *, on: date) -> Count:
    """Count all that an open report says in numbers, as it stands on the day."""
    return Count(figures_of(report, on=on), _communes(report))


def last_count(report: Report, *, on: date) -> Count:
    """Return what was counted at `report.counted_at`; a report that never was is counted now."""
    if report.counted is None:
        return count(report, on=on)
    groups = {
        room: [Figure(**row | {"value": _exact(row["value"])}) for row in rows]
        for room, rows in report.counted["figures"].items()
    }
    return Count(groups, report.counted["communes"])


def _exact(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) else value


def _as_json(figure: Figure) -> dict[str, Any]:
    row = asdict(figure)
    row["value"] = str(figure.value) if isinstance(figure.value, Decimal) else figure.value
    return row


def plain(figure: Figure, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a figure as it is frozen: the computed value, and beside it the typed one, if any."""
    return _as_json(figure) | {"typed": typed.get(figure.key)}


def freeze(
    report: Report, counted: Count, *, signed_by: str, signed_as: str, on: date
) -> dict[str, Any]:
    """Return all that is signed: the words, the figures, the form's version."""
    dated = report.issued_on or on
    return {
        "form": {
            "code": report.form.code,
            "version": report.form.version,
            "checksum": report.form.checksum,
        },
        "organisation": {
            "id": report.organisation_id,
            "name": report.organisation.name_on(dated),
        },
        "masthead": masthead(report.organisation, report.outline, on=dated),
        "title": report.title,
        "year": report.year,
        "revision": report.revision,
        "period": [report.starts_on.isoformat(), report.ends_on.isoformat()],
        "narrative": {s.key: report.text_of(s.key) for s in report.outline.written},
        "figures": {
            room: [plain(figure, report.typed) for figure in figures]
            for room, figures in counted.groups.items()
        },
        "communes": counted.communes,
        "number": report.number,
        "issued_on": dated.isoformat(),
        "signed_by": signed_by,
        "signed_as": signed_as,
    }


def preview(report: Report, *, on: date) -> dict[str, Any]:
    """Return what an open report would freeze of what it last counted, signed by nobody."""
    return freeze(report, last_count(report, on=on), signed_by="", signed_as="", on=on)


def digest(frozen: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON of what was signed; the PDF prints it."""
    return hashlib.sha256(canonical(frozen)).hexdigest()


def _communes(report: Report) -> list[dict[str, Any]]:
    """The table of a province's report: where each commune's own report stands."""
    if report.kind != ReportKind.PROVINCE_YEARLY:
        return []
    communes = communes_of(report.organisation, on=report.ends_on).in_order().select_related("unit")
    sent = Report.objects.standing().of_kind(ReportKind.COMMUNE_YEARLY).of_year(report.year)
    by_organisation = {
        one.organisation_id: one for one in sent.of_organisations(communes.values("pk")).for_annex()
    }
    return [_commune_row(one, by_organisation.get(one.pk)) for one in communes]


def _commune_row(organisation: Organisation, report: Report | None) -> dict[str, Any]:
    """One line of the annex, as it is printed; its figures are those the commune froze."""
    state, day = "Chưa gửi", ""
    if report is not None and report.submitted_on is not None:
        state = "Đúng hạn" if report.submitted_on <= report.due_on else "Quá hạn"
        day = f"{report.submitted_on:%d/%m/%Y}"
    values = _headline(report.frozen) if report is not None and report.frozen else {}
    return {
        "name": organisation.unit.full_name,
        "state": state,
        "day": day,
        "visits": values.get("tcd_1"),
        "assignments": values.get("assignments_total"),
    }


def _headline(frozen: Mapping[str, Any]) -> dict[str, Any]:
    return {row["key"]: row["value"] for rows in frozen["figures"].values() for row in rows}
