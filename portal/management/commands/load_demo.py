"""Load the demo: the cast, directives, work, visits, a survey, reports. Refused in production."""

import logging
import random
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from citizens.returns.actions import load_statistical_forms
from portal.calendar.clock import now, today
from portal.demo.cast import reach_cast, seat_cast
from portal.demo.country import roll_out_everywhere
from portal.demo.papers import send_papers
from portal.demo.people import ask_the_people, keep_reception_days, receive_citizens
from portal.demo.results import confirm_last_period, settle_in_every_way, undertake
from portal.demo.returns import send_reports
from portal.demo.work import issue_directives, roll_out
from portal.reports.actions import load_forms, prepare, remind
from portal.units.models import Area

SEED = 2026


class Command(BaseCommand):
    help = "Nạp tỉnh mẫu: người, văn bản, nhiệm vụ, lượt tiếp công dân, khảo sát, báo cáo."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dữ liệu mẫu chỉ nạp khi đặt DEMO=1; máy chủ chính thức không có.")
        # No queue runs yet; the sweeper hands the jobs out when it does.
        logging.getLogger("portal.jobs").setLevel(logging.ERROR)
        on, dice = today(), random.Random(SEED)  # noqa: S311  # plausible, not secret
        seat_cast()
        reach_cast(at=now())
        call_command("load_questionnaires", stdout=self.stdout)
        load_forms()
        load_statistical_forms()
        central, _, directive = issue_directives(on=on)
        roll_out(directive, on=on, dice=dice)
        roll_out_everywhere(central, on=on, dice=random.Random(SEED))  # noqa: S311
        receive_citizens("canbo.lucnam", visits=40, on=on, dice=dice)
        keep_reception_days("canbo.lucnam", on=on)
        receive_citizens("canbo.bacgiang", visits=25, on=on, dice=dice)
        send_papers("canbo.lucnam", count=12, on=on, seed=SEED)
        settle_in_every_way("canbo.lucnam", on=on)
        undertake("canbo.lucnam", on=on)
        confirm_last_period("lanhdao.lucnam", on=on, at=now())
        ask_the_people(Area.objects.get(name__contains="Lục Nam"), on=on, dice=dice)
        prepare(on=on)
        send_reports(on=on)
        remind(on=on)
        self.stdout.write("Đã nạp tỉnh mẫu.")
