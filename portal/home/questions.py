"""What the start pages ask, always the same: each question is put into SQL once."""

from citizens.receptions.models import Handling, Reception, ReceptionDay
from citizens.submissions.models import LegalTerm
from citizens.surveys.models import BallotBatch, Campaign
from directives.assignments.models import Assignment
from directives.assignments.rules import State
from directives.registry.models import Directive
from portal.accounts.models import Posting, User
from portal.accounts.querysets import left_without_officials
from portal.jobs.models import Job
from portal.lists import narrow
from portal.prepared import prepared, prepared_count
from portal.reports.models import Report, ReportKind

LINES = 6
MOST = LINES + 1  # one more than a panel shows tells that there are more

# --- a commune: what it owes, and by when ---

own_reports = prepared(
    lambda scope: narrow(
        Report.objects.visible_to(scope).writable_by(scope).open().signing_first().for_list(), MOST
    )
)
work = prepared(
    lambda scope: narrow(
        Assignment.objects.visible_to(scope).with_commune().for_list().soonest_first(), MOST
    )
)
replies = prepared(
    lambda scope: narrow(Handling.objects.visible_to(scope).owed().soonest_first(), MOST)
)
terms = prepared(
    lambda scope: narrow(LegalTerm.objects.visible_to(scope).owed().soonest_first(), MOST)
)
planned_days = prepared(
    lambda scope, on: narrow(ReceptionDay.objects.visible_to(scope).planned_from(on), MOST)
)

late_work = prepared_count(
    lambda scope, on: (
        Assignment.objects.visible_to(scope).with_commune().in_state(State.OVERDUE, on)
    )
)
coming_work = prepared_count(
    lambda scope, on, until: (
        Assignment.objects.visible_to(scope)
        .with_commune()
        .in_state(State.OPEN, on)
        .between(on, until)
    )
)
work_in_review = prepared_count(
    lambda scope: Assignment.objects.visible_to(scope).waiting_for_review()
)
late_replies = prepared_count(lambda scope, on: Handling.objects.visible_to(scope).overdue_on(on))
late_terms = prepared_count(lambda scope, on: LegalTerm.objects.visible_to(scope).overdue_on(on))
visits_on = prepared_count(
    lambda scope, on: Reception.objects.visible_to(scope).standing().between(on, on)
)

# --- who watches many: what is late with them, what waits for one's own word ---

all_late_work = prepared_count(
    lambda scope, on: Assignment.objects.visible_to(scope).in_state(State.OVERDUE, on)
)
unacknowledged_work = prepared_count(
    lambda scope: Assignment.objects.visible_to(scope).unacknowledged()
)
work_to_review = prepared(
    lambda scope: narrow(
        Assignment.objects.visible_to(scope).for_list().soonest_first().waiting_for_review(), MOST
    )
)
longest_late = prepared(
    lambda scope, on: narrow(
        Assignment.objects.visible_to(scope)
        .for_list()
        .soonest_first()
        .in_state(State.OVERDUE, on)
        .with_commune(),
        MOST,
    )
)
reports_to_review = prepared(
    lambda scope, year: narrow(
        Report.objects.visible_to(scope)
        .of_kind(ReportKind.COMMUNE_YEARLY)
        .standing()
        .of_year(year)
        .waiting_for_review()
        .for_list(),
        MOST,
    )
)
drafts = prepared(lambda scope: Directive.objects.editable_by(scope).drafts().for_list()[:MOST])

# --- a Front committee ---

open_campaigns = prepared(
    lambda scope: (
        Campaign.objects.visible_to(scope).in_state("open").with_progress(scope).with_names()[:MOST]
    )
)
open_batches = prepared(
    lambda scope: (
        BallotBatch.objects.visible_to(scope).not_reconciled().with_place().open_first()[:MOST]
    )
)

# --- administrators ---

never_logged_in = prepared_count(lambda scope: User.objects.visible_to(scope).never_logged_in())
ending_postings = prepared_count(
    lambda scope, on, last: Posting.objects.visible_to(scope).ending_by(last, on=on)
)
left_without_anybody = prepared_count(lambda scope, on: left_without_officials(scope, on=on))
failed_jobs = prepared(lambda scope: Job.objects.visible_to(scope).failed()[:LINES])
unfinished_jobs = prepared_count(lambda scope: Job.objects.visible_to(scope).unfinished())
