"""Open work in this room: the drafts that an organisation has under review."""

from directives.registry.models import Directive
from directives.registry.querysets import DirectiveQuerySet
from portal.access import Power
from portal.handover.kinds import open_work


@open_work("Văn bản đang rà soát", power=Power.DIRECTIVE_EDIT)
def drafts(user: int, organisation: int, posting: int) -> DirectiveQuerySet:
    return Directive.objects.drafts().owned_by(organisation)
