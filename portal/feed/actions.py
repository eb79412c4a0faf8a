"""Giving the secret link of a calendar, taking it away, and asking whose it is."""

import secrets
from datetime import date

from django.db import transaction
from django.utils.crypto import salted_hmac

from portal.access import Scope
from portal.accounts.models import Posting
from portal.accounts.scopes import scope_of_posting
from portal.audit.actions import record
from portal.feed.models import Feed


@transaction.atomic
def give_link(*, posting: Posting, by: Scope) -> str:
    """Return a new token of the posting, in place of one before. It is shown once and not kept."""
    token = secrets.token_urlsafe(32)
    Feed.objects.filter(posting=posting).delete()
    Feed.objects.create(posting=posting, digest=_digest(token))
    record(act="posting.feed_give", target=posting, by=by, says="Tạo liên kết lịch hạn việc.")
    return token


@transaction.atomic
def revoke_link(*, posting: Posting, by: Scope) -> bool:
    """Take the link away; returns whether there was one."""
    gone, _ = Feed.objects.filter(posting=posting).delete()
    if gone:
        record(act="posting.feed_revoke", target=posting, by=by, says="Thu hồi liên kết lịch.")
    return bool(gone)


def scope_by_token(token: str, *, on: date) -> Scope | None:
    """Return what the token's posting may ask with on the day; None for a wrong or ended one."""
    held = Feed.objects.open_by(_digest(token), on=on).first()
    return scope_of_posting(held.posting_id, on=on) if held else None


def _digest(token: str) -> str:
    return salted_hmac("portal.feed", token, algorithm="sha256").hexdigest()
