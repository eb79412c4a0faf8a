"""Make the first administrator of a province, who makes everybody else in the browser.

Nobody in the browser stands over the provinces: who runs the host runs this once for each.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.access import Role
from portal.accounts.actions import issue_slips, post
from portal.accounts.actions.slips import SLIP_LIVES
from portal.accounts.models import Posting, User
from portal.audit.actions import record
from portal.calendar.clock import today
from portal.units.models import Organisation


class Command(BaseCommand):
    help = "Lập quản trị viên đầu tiên của một tỉnh; mã đặt mật khẩu in ra một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("--province", required=True, help="mã tỉnh, ví dụ 24")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        committees = Organisation.objects.on(today()).peoples_committees()
        committee = committees.filter(
            unit__code=options["province"], unit__level="province"
        ).first()
        if committee is None:
            raise CommandError(f"Không có tỉnh nào mang mã {options['province']}.")
        there = Posting.objects.on(today()).of_active_people().with_roles([Role.ADMINISTRATOR])
        if there.in_organisations([committee.pk]).exists():
            raise CommandError("Tỉnh đã có quản trị viên, người lập tài khoản mới trong cổng.")
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"Đã có người dùng {options['username']}.")
        user = User.objects.create_user(
            options["username"], full_name=options["full_name"],
            made_by_organisation=committee,
        )  # fmt: skip
        record(act="user.create", target=user, by=None, says="Lập quản trị viên đầu tiên.")
        post(
            user=user, organisation=committee, role=Role.ADMINISTRATOR, job_title="", area=None,
            starts_on=today(), ends_on=None, by=None,
        )  # fmt: skip
        (slip,) = issue_slips(people=[user], at=timezone.now(), by=None)
        self.stdout.write(f"{user.username}: {slip.code}")
        self.stdout.write(
            f"Đặt mật khẩu ở {reverse('accounts:set_password')} trong {SLIP_LIVES.days} ngày."
        )
