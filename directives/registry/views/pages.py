"""The pages of one directive: its text, what it is linked with, its duties, its history."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from directives.registry.marks import marks_of, pieces
from directives.registry.models import CrossReference, Directive
from directives.registry.places import heirs_of
from directives.registry.querysets import CrossReferenceQuerySet
from portal.access import Power, requires
from portal.audit.history import Openness, Rules, lines_of, shows_history
from portal.calendar.clock import today
from portal.files.http import as_download
from portal.hrefs import href
from portal.htmx import render
from portal.http import Request
from portal.lists import first_rows

MOST_CITING = 200


@requires(Power.DIRECTIVE_READ)
@require_GET
def directive(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Directive.objects.visible_to(request.scope).for_page(), pk=pk)
    references = _references(request, shown)
    context = {
        "pieces": pieces(shown.text, marks_of(references, [])),
        "heirs": heirs_of(shown.province, on=today()),
    }
    return render(request, "registry/directive.html", _framed(request, shown, "") | context)


@requires(Power.DIRECTIVE_READ)
@require_GET
def relations(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Directive.objects.visible_to(request.scope).with_text(), pk=pk)
    references = _references(request, shown)
    citing = CrossReference.objects.visible_to(request.scope).citing(shown).newest_first()
    context = {"references": references, "citing": first_rows(citing, MOST_CITING)}
    return render(
        request, "registry/relations.html", _framed(request, shown, "relations") | context
    )


@requires(Power.DIRECTIVE_READ)
@require_GET
def duties(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Directive.objects.visible_to(request.scope).with_text(), pk=pk)
    accepted = shown.duties.accepted().select_related("directive")
    context = {
        "duties": [(duty, duty.deadline(today())) for duty in accepted],
        "may_assign": shown.is_final and request.scope.may(Power.DUTY_ASSIGN),
        "proposed": _may_edit(request, shown) and shown.duties.proposed().exists(),
    }
    return render(request, "registry/duties.html", _framed(request, shown, "duties") | context)


@shows_history(Directive)
@requires(Power.DIRECTIVE_READ)
@require_GET
def history(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Directive.objects.visible_to(request.scope).with_text(), pk=pk)
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
    shown = get_object_or_404(Directive.objects.visible_to(request.scope).with_text(), pk=pk)
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
    shown = get_object_or_404(Directive.objects.visible_to(request.scope).with_text(), pk=pk)
    attachment = shown.source_file
    if attachment is None:
        raise Http404
    return as_download(attachment)


def _references(request: Request, shown: Directive) -> CrossReferenceQuerySet:
    """What the directive cites; a target that the person may not see is none."""
    return shown.references.standing().with_targets_for(request.scope)


def _framed(request: Request, shown: Directive, current: str) -> dict[str, Any]:
    """What the pages of one directive share: its head and its tabs with their counts."""
    citing = CrossReference.objects.visible_to(request.scope).citing(shown).count()
    counts = {
        "relations": shown.references.standing().count() + citing,
        "duties": shown.duties.accepted().count(),
    }
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
    may_edit = _may_edit(request, shown)
    changed = _words_changed(shown) if may_edit else 0
    return {"directive": shown, "tabs": tabs, "may_edit": may_edit, "changed": changed}


def _words_changed(shown: Directive) -> int:
    """How many of its citations and duties wait to be looked at again."""
    return shown.references.words_changed().count() + shown.duties.words_changed().count()


def _may_edit(request: Request, shown: Directive) -> bool:
    """What `editable_by` asks of the database, of a row that is here."""
    is_own = shown.owner_id == request.scope.organisation_id
    return request.scope.may(Power.DIRECTIVE_EDIT) and is_own
