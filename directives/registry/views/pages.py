"""The pages of one directive: its text, what it is linked with, its duties, its history."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from directives.registry import asking
from directives.registry.marks import marks_of, pieces
from directives.registry.models import CrossReference, Directive
from directives.registry.places import heirs_of
from portal.access import Power, requires
from portal.audit.history import Openness, Rules, lines_of, shows_history
from portal.calendar.clock import today
from portal.files.http import as_download
from portal.hrefs import href
from portal.htmx import render
from portal.http import Request
from portal.lists import first_of


@requires(Power.DIRECTIVE_READ)
@require_GET
def directive(request: Request, pk: int) -> HttpResponse:
    shown = asking.directive_with_recipients(request.scope, pk=pk)
    references = _references(request, shown)
    context = {
        "pieces": pieces(shown.text, marks_of(references, [])),
        "heirs": heirs_of(shown.province, on=today()),
    }
    return render(request, "registry/directive.html", _framed(request, shown, "") | context)


@requires(Power.DIRECTIVE_READ)
@require_GET
def relations(request: Request, pk: int) -> HttpResponse:
    shown = asking.directive(request.scope, pk=pk)
    references = _references(request, shown)
    citing = first_of(asking.citing(request.scope, shown.pk), asking.MOST_CITING)
    context = {"references": references, "citing": citing}
    return render(
        request, "registry/relations.html", _framed(request, shown, "relations") | context
    )


@requires(Power.DIRECTIVE_READ)
@require_GET
def duties(request: Request, pk: int) -> HttpResponse:
    shown = asking.directive(request.scope, pk=pk)
    accepted = asking.duties_of(shown.pk)
    context = {
        "duties": [(duty, duty.deadline(today())) for duty in accepted],
        "may_assign": shown.is_final and request.scope.may(Power.DUTY_ASSIGN),
        "proposed": _may_edit(request, shown) and asking.proposed_duties(shown.pk) > 0,
    }
    return render(request, "registry/duties.html", _framed(request, shown, "duties") | context)


@shows_history(Directive)
@requires(Power.DIRECTIVE_READ)
@require_GET
def history(request: Request, pk: int) -> HttpResponse:
    shown = asking.directive(request.scope, pk=pk)
    context = lines_of(request, shown, Rules(Openness.NOTHING, {}))
    return render(
        request,
        "registry/history.html",
        _framed(request, shown, "history") | context,
        partial="rows",
    )


@requires(Power.DIRECTIVE_READ)
@require_GET
def text(request: Request, pk: int, ordinal: int) -> HttpResponse:
    """One text of a directive as it was before a correction, or as it is."""
    shown = asking.directive(request.scope, pk=pk)
    version = shown.text_version(ordinal)
    if version is None:
        raise Http404
    newest = shown.newest_text or version
    context = {
        "directive": shown, "version": version, "ordinals": range(1, newest.ordinal + 1),
    }  # fmt: skip
    return render(request, "registry/text.html", context)


@requires(Power.DIRECTIVE_READ)
@require_GET
def source(request: Request, pk: int) -> HttpResponseBase:
    shown = asking.directive(request.scope, pk=pk)
    attachment = shown.source_file
    if attachment is None:
        raise Http404
    return as_download(attachment)


def _references(request: Request, shown: Directive) -> list[CrossReference]:
    """What the directive cites; a target that the person may not see is none."""
    references = asking.references_of(shown.pk)
    seen = {one.pk: one for one in asking.targets_of(request.scope, shown.pk)}
    return [one.leading_among(seen) for one in references]


def _framed(request: Request, shown: Directive, current: str) -> dict[str, Any]:
    """What the pages of one directive share: its head and its tabs with their counts."""
    may_edit = _may_edit(request, shown)
    found = asking.counts_of(request.scope, shown.pk, may_edit=may_edit)
    counts = {"relations": found.cited + found.citing, "duties": found.duties}
    labels = (
        ("", "Nội dung"), ("relations", "Liên quan"), ("duties", "Nhiệm vụ"), ("history", "Lịch sử"),
    )  # fmt: skip
    tabs = [
        {
            "href": href(f"registry:{name or 'directive'}", shown.pk),
            "label": label,
            "current": name == current,
            "count": counts.get(name),
        }
        for name, label in labels
    ]
    return {"directive": shown, "tabs": tabs, "may_edit": may_edit, "changed": found.changed}


def _may_edit(request: Request, shown: Directive) -> bool:
    """What `editable_by` asks of the database, of a row that is here."""
    is_own = shown.owner_id == request.scope.organisation_id
    return request.scope.may(Power.DIRECTIVE_EDIT) and is_own
