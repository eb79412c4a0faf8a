"""A form on paper, made in the background."""

from collections.abc import Iterator

from django.http import QueryDict

from citizens.returns.figures import Filled, Line, filled
from citizens.returns.filters import ReturnFilters
from citizens.returns.rules import Form, Number
from portal.access import Power, Scope
from portal.calendar.clock import today
from portal.exports.kinds import Made, Told, paper_kind
from portal.jobs.run import JobFailure
from portal.papers.masthead import date_line, issuer_lines
from portal.papers.pdf import make_pdf
from portal.units.models import Organisation


@paper_kind("bieu-thong-ke", title="Biểu thống kê, bản in", power=Power.REPORT_READ)
def printed(scope: Scope, asked: QueryDict, told: Told) -> Made:
    filters = ReturnFilters(asked, on=today())
    if not filters.is_valid():
        raise JobFailure("Kỳ của biểu không hợp lệ.")
    found = filled(filters.version.form, scope, filters.period)
    office = Organisation.objects.select_related("unit").get(pk=scope.organisation_id)
    over, issuer = issuer_lines(office, office.unit.full_name_on(today()), on=today())
    context = {
        "found": found, "form": found.form, "parts": list(tables(found)), "title": filters.title,
        "over": over, "issuer": issuer,
        "date_line": date_line(office.unit.name, today()), "is_of_law": filters.law is not None,
    }  # fmt: skip
    told(0, len(found.lines))
    return Made(make_pdf("returns/paper/form.html", context), len(found.lines))


def tables(found: Filled) -> Iterator[tuple[Form, list[tuple[Line, list[Number]]]]]:
    """The tables of the paper, each with its lines' own numbers."""
    for form in found.form.parts:
        yield (
            form,
            [(line, [line.values[place - 1] for place in form.places]) for line in found.lines],
        )
