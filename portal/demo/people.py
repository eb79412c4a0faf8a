"""What the citizens of the demo bring and say: visits at two communes, ballots of one survey."""

import random
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from citizens.receptions.actions import follow_up, log_reception, plan_day, settle_day
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import (
    Channel,
    DayState,
    Field,
    Host,
    IdentityKind,
    MatterKind,
    Outcome,
    ReplyKind,
)
from citizens.receptions.models import Handling
from citizens.surveys.actions.ballots import close_batch, enter_ballot, open_batch
from citizens.surveys.actions.campaigns import open_campaign, set_frame
from citizens.surveys.actions.second import draw_second, enter_second, settle_second
from citizens.surveys.models import (
    BallotBatch,
    Campaign,
    CampaignUnit,
    QuestionnaireVersion,
    SecondEntry,
)
from citizens.surveys.rules.ballots import Item, as_typed, unpack
from portal.access import Scope
from portal.accounts.scopes import scope_of
from portal.demo.cast import posting_of
from portal.units.models import AdministrativeUnit, Area

_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Giáp",
    "Thân",
    "Vũ",
    "Đỗ",
    "Ngô",
    "Dương",
    "Đặng",
)
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thu", "Quang", "Ngọc", "Hữu", "Thanh")
_GIVEN = (
    "An",
    "Bình",
    "Chung",
    "Dung",
    "Giang",
    "Hà",
    "Hòa",
    "Hương",
    "Lan",
    "Long",
    "Mai",
    "Nam",
    "Phúc",
)
_VILLAGES = (
    "thôn Đông",
    "thôn Chùa",
    "tổ dân phố 3",
    "thôn Giáp Hạ",
    "thôn Thượng",
    "tổ dân phố 7",
)
_BROUGHT = (
    (MatterKind.PETITION, Field.LAND, "Đề nghị cấp giấy chứng nhận quyền sử dụng đất ở"),
    (MatterKind.PETITION, Field.POLICY, "Đề nghị xem xét chế độ trợ cấp xã hội cho mẹ già"),
    (MatterKind.PETITION, Field.OTHER, "Đề nghị sửa đường liên thôn bị hư hỏng sau mưa"),
    (
        MatterKind.REFLECTION,
        Field.OTHER,
        "Phản ánh trang trại gây mùi hôi, nước thải chảy ra mương",
    ),
    (MatterKind.REFLECTION, Field.OTHER, "Phản ánh đèn chiếu sáng công cộng hỏng nhiều tháng"),
    (MatterKind.COMPLAINT, Field.LAND, "Khiếu nại về mức bồi thường khi thu hồi đất làm đường"),
    (MatterKind.COMPLAINT, Field.POLICY, "Khiếu nại việc không xét hộ cận nghèo"),
    (MatterKind.DENUNCIATION, Field.ADMINISTRATION, "Nội dung về việc thu khoản đóng góp"),
)
_OUTCOMES = {
    MatterKind.PETITION: (Outcome.ACCEPTED, Outcome.EXPLAINED, Outcome.PENDING),
    MatterKind.REFLECTION: (Outcome.ACCEPTED, Outcome.EXPLAINED, Outcome.PENDING),
    MatterKind.COMPLAINT: (Outcome.ACCEPTED, Outcome.PENDING),
    MatterKind.DENUNCIATION: (Outcome.ACCEPTED,),
}


def receive_citizens(username: str, *, visits: int, on: date, dice: random.Random) -> None:
    """Log visits of the year into the book of one of the cast, oldest first."""
    by = scope_of(posting_of(username))
    days = sorted(_working_day(on, dice) for _ in range(visits))
    for day in days:
        _log(by, day, on, dice)


def keep_reception_days(username: str, *, on: date) -> None:
    """Plan the head's days, two a month, half a year back and a month ahead; the past ones were held."""
    by = scope_of(posting_of(username))
    first = _monday(on - timedelta(weeks=26))
    for week in range(0, 32, 2):
        day = first + timedelta(weeks=week, days=3)
        planned = plan_day(
            day=day, host=Host.HEAD, host_name="Đặng Quốc Hưng", channel=Channel.PERIODIC,
            publicised_on=day - timedelta(days=10), note="", by=by,
        )  # fmt: skip
        if day <= on:
            settle_day(planned=planned, state=DayState.HELD, note="", by=by, on=on)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _working_day(on: date, dice: random.Random) -> date:
    day = on - timedelta(days=dice.randint(0, 200))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _log(by: Scope, day: date, on: date, dice: random.Random) -> None:
    kind, field, summary = dice.choice(_BROUGHT)
    headed = day.weekday() == 3 and dice.random() < 0.5
    visit = VisitEntry(
        received_on=day,
        official_name=by.name,
        channel=Channel.PERIODIC if headed else Channel.REGULAR,
        host=Host.HEAD if headed else Host.OFFICIAL,
        head_count=dice.choice((1, 1, 1, 1, 2, 3, 6)),
    )
    people = [] if kind.is_secret else [_person(dice)]
    written = kind in (MatterKind.COMPLAINT, MatterKind.DENUNCIATION)
    case = CaseEntry(
        kind=kind, outcome=dice.choice(_OUTCOMES[kind]), summary=summary, field=field,
        hands_in=written,
    )  # fmt: skip
    key = UUID(int=dice.getrandbits(128), version=4)
    visited = log_reception(key=key, visit=visit, people=people, case=case, by=by, on=day)
    for handling in Handling.objects.filter(reception=visited).owed():
        _answer_citizen(handling, by, on, dice)


def _answer_citizen(handling: Handling, by: Scope, on: date, dice: random.Random) -> None:
    """Answer most people within ten working days, a few late, the newest not yet."""
    replied_on = handling.reception.received_on + timedelta(days=dice.choice((3, 6, 8, 11, 13, 20)))
    if replied_on > on:
        return
    follow_up(
        handling=handling, outcome=Outcome.ACCEPTED, agency="", document_number="", solved_by="",
        replied_on=replied_on, reply_kind=ReplyKind.ACCEPTED, result="", by=by, on=on,
    )  # fmt: skip


def _person(dice: random.Random) -> PersonEntry:
    name = f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)}"
    number = f"024{dice.choice('0123')}{dice.randint(60, 99)}{dice.randint(0, 999_999):06}"
    return PersonEntry(name, dice.choice(_VILLAGES), number, IdentityKind.CITIZEN)


def ask_the_people(area: Area, *, on: date, dice: random.Random) -> Campaign:
    """Open a satisfaction survey over an area; phường Lục Nam enters one batch and begins another."""
    province = scope_of(posting_of("mttq.tinh"))
    units = list(AdministrativeUnit.objects.on(on).filter(memberships__area=area))
    campaign = open_campaign(
        version=QuestionnaireVersion.objects.get(questionnaire__code="hai-long-nam-yeu-to"),
        title=f"Mức độ hài lòng đối với chính quyền xã, phường năm {on.year}",
        starts_on=on - timedelta(days=30), ends_on=on + timedelta(days=14), frame="households",
        margin=Decimal("0.05"), units=units, communes_enter=True, by=province,
    )  # fmt: skip
    rows = CampaignUnit.objects.filter(campaign=campaign)
    set_frame(
        campaign=campaign, sizes={row.pk: dice.randint(1800, 4200) for row in rows}, by=province
    )
    front = scope_of(posting_of("mttq.lucnam"))
    here = rows.get(unit_id=front.unit_id)
    done = open_batch(campaign_unit=here, code="LN-01", counted_by_hand=40, by=front)
    _enter(done, 40, front, dice)
    _enter_again(done, province)
    close_batch(batch=BallotBatch.objects.get(pk=done.pk), by=front, at=timezone.now())
    begun = open_batch(campaign_unit=here, code="LN-02", counted_by_hand=30, by=front)
    _enter(begun, 12, front, dice)
    return campaign


def _enter(batch: BallotBatch, number: int, by: Scope, dice: random.Random) -> None:
    sheet = batch.campaign_unit.campaign.version.sheet
    for _ in range(number):
        typed = {item.code: _answer(item, dice) for item in sheet}
        key = UUID(int=dice.getrandbits(128), version=4)
        enter_ballot(batch=batch, typed={k: v for k, v in typed.items() if v}, key=key, by=by)


def _enter_again(batch: BallotBatch, by: Scope) -> None:
    """Let the server draw ballots; another person enters them again and agrees but for one answer."""
    draw_second(batch=batch, by=by)
    sheet = batch.campaign_unit.campaign.version.sheet
    for place, second in enumerate(SecondEntry.objects.in_batch(batch)):
        typed = as_typed(sheet, unpack(second.ballot.answers))
        slipped = typed | {"3": "1" if typed["3"] != "1" else "2"} if place == 0 else typed
        kept = enter_second(second=second, typed=slipped, by=by, at=timezone.now())
        if kept.waits_to_be_settled:
            settle_second(second=kept, typed=slipped, by=by, at=timezone.now())


def _answer(item: Item, dice: random.Random) -> str:
    """Answer one question as most people do: content, now and then not."""
    if item.kind == "number":
        return str(dice.randint(1, 4))
    if not item.choices:
        return ""
    weights = [place + 1 for place in range(len(item.choices))]
    chosen = dice.choices(item.choices, weights)[0]
    return str(chosen.number)
