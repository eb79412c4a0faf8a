"""The list of directives as it goes out."""

from django.http import QueryDict

from directives.registry.forms import DirectiveFilter
from directives.registry.models import Directive
from directives.registry.resources import DirectiveSheet
from portal.access import Power, Scope
from portal.calendar.clock import today
from portal.exports.kinds import export_kind
from portal.sheets import Part


@export_kind("van-ban", title="Danh sách văn bản", power=Power.DIRECTIVE_READ)
def directives(scope: Scope, asked: QueryDict) -> list[Part]:
    """The rows that the list shows for the same filters, newest first."""
    filters = DirectiveFilter(asked, on=today(), drafts=scope.may(Power.DIRECTIVE_EDIT))
    rows = Directive.objects.visible_to(scope).listed(drafts=filters.drafts_wanted)
    rows = rows.found_by(*filters.found_by)
    return [Part("Văn bản", DirectiveSheet(), rows.order_by("-issued_on", "-id"))]
