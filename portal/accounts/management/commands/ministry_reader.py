"""Make a reader of the country, give one a new slip, or end one's posting.

Nobody in the browser stands over the provinces, so nobody there gives this role or takes it away:
who runs the host does.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.access import Role
from portal.accounts.actions import end_posting, issue_slips, post
from portal.accounts.actions.slips import SLIP_LIVES
from portal.accounts.models import Posting, User
from portal.audit.actions import record
from portal.calendar.clock import today
from portal.units.kinds import OrganisationKind
from portal.units.models import Organisation


class Command(BaseCommand):
    help = "Lập tài khoản của Bộ xem cả nước, cấp lại mã đặt mật khẩu, hoặc kết thúc phân công."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--full-name", default="", help="họ tên, khi lập tài khoản mới")
        parser.add_argument("--ministry", default="Bộ Nội vụ")
        parser.add_argument("--end", action="store_true", help="kết thúc phân công từ hôm nay")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        readers = Posting.objects.on(today()).with_roles([Role.MINISTRY]).with_place()
        held = readers.filter(user__username=options["username"]).first()
        if options["end"]:
            if held is None:
                raise CommandError("Người này không xem cả nước.")
            end_posting(posting=held, ends_on=today(), by=None)
            return
        user = held.user if held else self._made(options)
        (slip,) = issue_slips(people=[user], at=timezone.now(), by=None)
        self.stdout.write(f"{user.username}: {slip.code}")
        self.stdout.write(
            f"Đặt mật khẩu ở {reverse('accounts:set_password')} trong {SLIP_LIVES.days} ngày."
        )

    def _made(self, options: dict[str, Any]) -> User:
        ministries = Organisation.objects.on(today()).of_kind(OrganisationKind.MINISTRY)
        ministry = ministries.filter(name=options["ministry"]).first()
        if ministry is None:
            raise CommandError(f"Không có {options['ministry']} trong cổng.")
        if not options["full_name"]:
            raise CommandError("Lập tài khoản mới cần --full-name.")
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"Đã có người dùng {options['username']}.")
        user: User = User.objects.create_user(
            options["username"], full_name=options["full_name"], made_by_organisation=ministry
        )
        record(act="user.create", target=user, by=None, says="Lập tài khoản xem cả nước.")
        post(
            user=user, organisation=ministry, role=Role.MINISTRY, job_title="", area=None,
            starts_on=today(), ends_on=None, by=None,
        )  # fmt: skip
        return user
