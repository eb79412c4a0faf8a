"""Samples of what is heard from the people: receptions, and surveys."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.core.management import call_command

from citizens.oversight.actions import note_undertaking
from citizens.oversight.entries import UndertakingEntry
from citizens.oversight.kinds import UndertakingKind
from citizens.receptions.actions import log_reception, plan_day
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import Channel, Host, IdentityKind, MatterKind, Outcome
from citizens.receptions.models import Reception
from citizens.returns.actions import confirm
from citizens.returns.models import FormVersion
from citizens.submissions.actions import decide, log_submission
from citizens.submissions.entries import DecisionEntry, PaperEntry, PetitionerEntry, SubjectEntry
from citizens.submissions.kinds import Competence, Condition, Source, SubmissionOutcome
from citizens.submissions.models import Submission
from citizens.surveys.actions.ballots import close_batch, enter_ballot, open_batch
from citizens.surveys.actions.campaigns import close_campaign, open_campaign, publish_campaign
from citizens.surveys.actions.releases import release_results
from citizens.surveys.actions.second import draw_second, enter_second
from citizens.surveys.actions.web import issue_codes
from citizens.surveys.models import BallotBatch, Campaign, QuestionnaireVersion, SecondEntry
from portal.calendar.clock import now
from portal.demo.cast import posting_of
from portal.figures import Period
from tests.matrix.askers import FRONT, LUC_NAM, POSTED, WATCHERS
from tests.matrix.samples import Kwargs, sample, scope

VISITED, STARTS, ENDS = date(2026, 11, 10), date(2026, 10, 1), date(2026, 10, 31)
ANSWERS = {
    "1.1": "2", "1.2": "1", "2": "3", "3": "1", "3.1": "", "4": "1", "5": "1", "6": "1",
    "7": "2", "7.1": "", "8": "2", "8.1": "",
}  # fmt: skip
ORGANISER = frozenset({"mttq.tinh"})


def a_reception(*, hands_in: bool = False) -> Reception:
    """A complaint that one citizen brought to the People's Committee of xã Lục Nam."""
    person = PersonEntry("Nguyễn Văn Ánh", "thôn Đồng Tâm", "024090001234", IdentityKind.CITIZEN)
    return log_reception(
        key=uuid4(), visit=VisitEntry(VISITED, "Nguyễn Thị Thủy"), people=[person],
        case=CaseEntry(
            MatterKind.COMPLAINT, Outcome.ACCEPTED, "Bồi thường khi thu hồi đất", hands_in=hands_in
        ),
        by=scope("canbo.lucnam"), on=VISITED,
    )  # fmt: skip


@sample(
    "receptions:visit",
    "receptions:correct",
    "receptions:add_case",
    "receptions:void",
    "receptions:visit_history",
    seen_by=LUC_NAM,
)
def visit() -> Kwargs:
    return {"pk": a_reception().pk}


@sample("receptions:unmask", seen_by=LUC_NAM)
def visitor() -> Kwargs:
    return {"pk": a_reception().visitors.get().pk}


@sample("receptions:follow", seen_by=LUC_NAM)
def handling() -> Kwargs:
    return {"pk": a_reception().handlings.get().pk}


@sample(
    "receptions:matter",
    "receptions:matter_history",
    "receptions:rewrite",
    "receptions:classify",
    "receptions:hand_over",
    "receptions:take_over",
    seen_by=LUC_NAM,
)
def matter() -> Kwargs:
    return {"pk": a_reception().handlings.get().matter_id}


@sample("receptions:day", "receptions:day_history", seen_by=LUC_NAM)
def reception_day() -> Kwargs:
    planned = plan_day(
        day=date(2026, 11, 25), host=Host.HEAD, host_name="Đặng Quốc Hưng, Chủ tịch UBND xã",
        channel=Channel.PERIODIC, publicised_on=VISITED, note="", by=scope("canbo.lucnam"),
    )  # fmt: skip
    return {"pk": planned.pk}


@sample(
    "submissions:submission",
    "submissions:submission_history",
    "submissions:correct",
    "submissions:decide",
    "submissions:void",
    seen_by=LUC_NAM,
)
def submission() -> Kwargs:
    return {"pk": a_submission().pk}


@sample("submissions:official", seen_by=LUC_NAM)
def official() -> Kwargs:
    return {"pk": a_submission().pk, "kind": "bien_nhan", "suffix": "docx"}


@sample("submissions:official_of_visit", seen_by=LUC_NAM)
def official_of_visit() -> Kwargs:
    return {"pk": a_reception(hands_in=True).pk, "kind": "bien_nhan", "suffix": "docx"}


@sample("submissions:carry_in", seen_by=LUC_NAM)
def matter_of_paper() -> Kwargs:
    return {"pk": a_submission().matter_id}


@sample(
    "submissions:settlement",
    "submissions:settlement_history",
    "submissions:term",
    "submissions:suspend",
    "submissions:resume",
    "submissions:end",
    "submissions:execute",
    seen_by=LUC_NAM,
)
def settlement() -> Kwargs:
    paper = a_submission()
    accepted = DecisionEntry(
        Condition.MET, Competence.OURS, SubmissionOutcome.ACCEPTED, VISITED, document_on=VISITED,
        document_number="12/TB-UBND",
    )  # fmt: skip
    decide(submission=paper, decision=accepted, by=scope("canbo.lucnam"), on=VISITED)
    return {"pk": paper.matter.settlements.get().pk}


@sample("returns:confirmation", "returns:confirmation_history", seen_by=LUC_NAM | WATCHERS)
@sample("returns:reopen", seen_by=LUC_NAM)
def confirmation() -> Kwargs:
    """What the leader of phường Lục Nam confirmed of the third quarter."""
    quarter = Period(date(2026, 6, 15), date(2026, 9, 14))
    forms = FormVersion.objects.in_force(quarter.ends_on)[:1]
    (made,) = confirm(
        forms=list(forms), period=quarter, title="Quý III năm 2026", is_of_law=True,
        by=scope("lanhdao.lucnam"), at=now(), on=VISITED,
    )  # fmt: skip
    return {"pk": made.pk}


@sample(
    "oversight:undertaking", "oversight:history", "oversight:correct", "oversight:void",
    seen_by=LUC_NAM,
)  # fmt: skip
def undertaking() -> Kwargs:
    entry = UndertakingEntry(UndertakingKind.NEW_TEXT, VISITED, "Quy chế", "12/QĐ-UBND")
    by = scope("canbo.lucnam")
    return {"pk": note_undertaking(key=uuid4(), entry=entry, by=by, on=VISITED).pk}


@sample("submissions:unmask", seen_by=LUC_NAM)
def petitioner() -> Kwargs:
    return {"pk": a_submission().petitioners.get().pk}


def a_submission() -> Submission:
    """A complaint that came by post to the People's Committee of xã Lục Nam."""
    return log_submission(
        key=uuid4(), paper=PaperEntry(VISITED, Source.POST),
        people=[PetitionerEntry("Nguyễn Văn Ánh", "thôn Đồng Tâm")],
        subject=SubjectEntry(MatterKind.COMPLAINT, "Bồi thường khi thu hồi đất"),
        by=scope("canbo.lucnam"), on=VISITED,
    )  # fmt: skip


def an_instrument() -> QuestionnaireVersion:
    call_command("load_questionnaires", verbosity=0)
    return QuestionnaireVersion.objects.get(questionnaire__code="mot-cua-hien-hanh")


def a_campaign() -> Campaign:
    """The province's Front asks in xã Lục Nam, and lets the commune's Front enter the ballots."""
    return open_campaign(
        version=an_instrument(), title="Một cửa 2026", starts_on=STARTS, ends_on=ENDS,
        frame="households", margin=Decimal("0.05"), communes_enter=True,
        units=[posting_of("canbo.lucnam").organisation.unit], by=scope("mttq.tinh"),
    )  # fmt: skip


def a_batch(campaign: Campaign | None = None) -> BallotBatch:
    """An open batch of one ballot, entered."""
    units = (campaign or a_campaign()).units
    by = scope("mttq.lucnam")
    batch = open_batch(campaign_unit=units.get(), code="A01", counted_by_hand=1, by=by)
    enter_ballot(batch=batch, typed=ANSWERS, key=uuid4(), by=by)
    return batch


def a_drawn_ballot(campaign: Campaign | None = None, *, fees: str = "2") -> SecondEntry:
    """The one ballot of a batch, drawn and entered again by the province's Front."""
    by = scope("mttq.tinh")
    made = a_batch(campaign)
    draw_second(batch=made, by=by)
    second = SecondEntry.objects.in_batch(made).get()
    typed = ANSWERS | {"8": fees, "8.1": "1" if fees == "1" else ""}
    return enter_second(second=second, typed=typed, by=by, at=now())


def a_published_campaign() -> Campaign:
    campaign = a_campaign()
    made = a_drawn_ballot(campaign).ballot.batch
    close_batch(batch=made, by=scope("mttq.lucnam"), at=now())
    close_campaign(campaign=campaign, by=scope("mttq.tinh"))
    publish_campaign(campaign=campaign, by=scope("mttq.tinh"), on=VISITED)
    return campaign


@sample(
    "surveys:questionnaire",
    "surveys:questionnaire_history",
    "surveys:blank",
    "surveys:build_next",
    seen_by=POSTED,
)
def questionnaire() -> Kwargs:
    return {"pk": an_instrument().pk}


@sample(
    "surveys:campaign",
    "surveys:batches",
    "surveys:frame",
    "surveys:print",
    "surveys:codes",
    "surveys:campaign_history",
    seen_by=FRONT,
)
@sample(
    "surveys:campaign_close", "surveys:campaign_reopen", "surveys:campaign_publish",
    "surveys:release", "surveys:withdraw", "surveys:ballots_out", "surveys:officials",
    seen_by=ORGANISER,
)  # fmt: skip
@sample("surveys:results", "surveys:results_sheet", "surveys:trend", seen_by=FRONT)
def campaign() -> Kwargs:
    return {"pk": a_campaign().pk}


@sample("surveys:official", seen_by=ORGANISER)
def surveyed_unit() -> Kwargs:
    made = a_campaign()
    return {"pk": made.pk, "unit_pk": made.units.get().pk}


# The surveyed commune reads results only once they are published, and never a ballot.
@sample(
    "surveys:results", "surveys:results_sheet", "surveys:trend",
    seen_by=FRONT | LUC_NAM | WATCHERS,
)  # fmt: skip
def published() -> Kwargs:
    return {"pk": a_published_campaign().pk}


@sample("surveys:public_results", seen_by=POSTED)
def released() -> Kwargs:
    campaign = a_published_campaign()
    release_results(campaign=campaign, by=scope("mttq.tinh"), on=VISITED)
    return {"pk": campaign.pk}


@sample(
    "surveys:entry", "surveys:sheet", "surveys:sheet_template", "surveys:sheet_take_in",
    "surveys:take_back", "surveys:batch_close", "surveys:batch_reopen", "surveys:batch_recount",
    "surveys:batch_drop", "surveys:second", "surveys:undraw", seen_by=FRONT,
)  # fmt: skip
def batch() -> Kwargs:
    made = a_batch()
    return {"pk": made.campaign_unit.campaign_id, "batch_pk": made.pk}


@sample("surveys:batch_history", seen_by=FRONT)
def batch_alone() -> Kwargs:
    return {"pk": a_batch().pk}


@sample("surveys:correct", seen_by=FRONT)
def ballot() -> Kwargs:
    return {**batch(), "ordinal": 1}


@sample("surveys:second_entry", "surveys:settle", seen_by=FRONT)
def drawn_ballot() -> Kwargs:
    batch = a_drawn_ballot(fees="1").ballot.batch
    return {"pk": batch.campaign_unit.campaign_id, "batch_pk": batch.pk, "ordinal": 1}


@sample("surveys:codes_revoke", seen_by=FRONT)
def issue() -> Kwargs:
    campaign = a_campaign()
    made, _ = issue_codes(
        campaign_unit=campaign.units.get(), count=10, expires_on=ENDS, key=uuid4(),
        by=scope("mttq.lucnam"), on=STARTS,
    )  # fmt: skip
    return {"pk": campaign.pk, "issue_pk": made.pk}
