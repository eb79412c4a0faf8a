"""Open work in this room: the drafts that an organisation has under review."""

from directives.registry.models import Directive
from portal.access import POWERS, Power, Role
from portal.accounts.models import Posting
from portal.handover.kinds import open_work


@open_work("Văn bản đang rà soát")
def drafts(posting: Posting) -> int:
    if Power.DIRECTIVE_EDIT not in POWERS[Role(posting.role)]:
        return 0
    return Directive.objects.drafts().owned_by(posting.organisation_id).count()
