"""Make the first administrator of a production host, who makes everybody else in the browser."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.access import Role
from portal.accounts.actions import first_password, post
from portal.accounts.models import User
from portal.audit.actions import record
from portal.calendar.clock import today
from portal.units.models import Organisation


class Command(BaseCommand):
    help = "Lập quản trị viên đầu tiên; mật khẩu in ra một lần và phải đổi khi đăng nhập."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("--province", required=True, help="mã tỉnh, ví dụ 24")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("Đã có người dùng; quản trị viên lập tài khoản mới trong cổng.")
        committees = Organisation.objects.on(today()).peoples_committees()
        committee = committees.filter(
            unit__code=options["province"], unit__level="province"
        ).first()
        if committee is None:
            raise CommandError(f"Không có tỉnh nào mang mã {options['province']}.")
        password = first_password()
        user = User.objects.create_user(
            options["username"], password, full_name=options["full_name"]
        )
        record(act="user.create", target=user, by=None, says="Lập quản trị viên đầu tiên.")
        post(
            user=user, organisation=committee, role=Role.ADMINISTRATOR, job_title="", area=None,
            starts_on=today(), ends_on=None, by=None,
        )  # fmt: skip
        self.stdout.write(f"{user.username}: {password}")
