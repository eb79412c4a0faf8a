"""When a person wants mail."""

from datetime import time

from django.db import transaction

from portal.access import Scope
from portal.accounts.models import User
from portal.audit.actions import record
from portal.notices.kinds import DigestChoice
from portal.notices.models import MailChoice


@transaction.atomic
def choose_mail(*, user: User, when: DigestChoice, at: time, by: Scope) -> bool:
    """Keep a person's own choice; returns whether it changed. Raises `ValidationError`."""
    choice = MailChoice.objects.select_for_update().filter(user=user).first()
    choice = choice or MailChoice(user=user)
    before = str(choice)
    choice.when, choice.at = when, at
    if choice.pk and str(choice) == before:
        return False
    choice.full_clean()
    choice.save()
    record(
        act="user.mail_choice", target=user, by=by, changes={"bản tin": (before, str(choice))},
        says=f"{user.username} chọn lúc nhận bản tin thông báo.",
    )  # fmt: skip
    return True
