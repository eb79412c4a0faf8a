"""Writing notices: `telling` in the portal, `digests` by mail, `choices` of who gets them."""

from portal.notices.actions.choices import choose_mail
from portal.notices.actions.digests import (
    begin_digest,
    close_stranded,
    due_people,
    end_digest,
    give_up,
    put_off,
    waiting_for,
)
from portal.notices.actions.telling import (
    mark_read,
    roles_with,
    tell,
    tell_organisations,
    told_already,
    who_may,
)

__all__ = [
    "begin_digest",
    "choose_mail",
    "close_stranded",
    "due_people",
    "end_digest",
    "give_up",
    "mark_read",
    "put_off",
    "roles_with",
    "tell",
    "tell_organisations",
    "told_already",
    "waiting_for",
    "who_may",
]
