"""What the start pages ask, always the same: each question is put into SQL once."""

from typing import Any

from citizens.receptions.models import Handling, Reception, ReceptionDay
from citizens.receptions.querysets import own_books
from citizens.submissions.models import LegalTerm
from citizens.surveys.models import BallotBatch, Campaign
from directives.assignments.models import Assignment, Extension
from directives.assignments.questions import of_organisations
from directives.assignments.rules import State
from directives.registry.models import Directive
from portal.accounts.models import Posting, User
from portal.accounts.querysets import left_without_officials
from portal.jobs.models import Job
from portal.lists import narrow
from portal.prepared import prepared, prepared_count
from portal.reports.models import Report
from portal.reports.questions import of_communes
from portal.units.models import AdministrativeUnit, Organisation

LINES = 6
MOST = LINES + 1  # one more than a panel shows tells that there are more

# --- a commune: what it owes, and by when ---

own_reports = prepared(
    lambda scope: narrow(
        Report.objects.writable_by(scope).open().signing_first().as_own_lines(), MOST
    )
)
work = prepared(
    lambda scope: narrow(
        Assignment.objects.workable_by(scope).with_commune().as_own_lines().soonest_first(), MOST
    )
)
office = prepared(
    lambda scope: Organisation.objects.numbered([scope.organisation_id]).with_places()
)
offices = prepared(
    lambda scope: own_books(scope).select_related("unit__parent__parent").order_by("pk")
)
replies = prepared(lambda ids: narrow(Handling.objects.of_offices(ids).owed().as_lines(), MOST))
terms = prepared(lambda ids: narrow(LegalTerm.objects.of_offices(ids).owed().as_lines(), MOST))
planned_days = prepared(lambda ids, on: ReceptionDay.objects.of(ids).planned_from(on)[:MOST])

# Six numbers of the same values, counted in one reading.
late_work = prepared_count(
    lambda scope, ids, on, until: (
        Assignment.objects.workable_by(scope).with_commune().in_state(State.OVERDUE, on)
    )
)
coming_work = prepared_count(
    lambda scope, ids, on, until: (
        Assignment.objects.workable_by(scope)
        .with_commune()
        .in_state(State.OPEN, on)
        .between(on, until)
    )
)
work_in_review = prepared_count(
    lambda scope, ids, on, until: Assignment.objects.workable_by(scope).waiting_for_review()
)
late_replies = prepared_count(
    lambda scope, ids, on, until: Handling.objects.of_offices(ids).overdue_on(on)
)
late_terms = prepared_count(
    lambda scope, ids, on, until: LegalTerm.objects.of_offices(ids).overdue_on(on)
)
visits_today = prepared_count(
    lambda scope, ids, on, until: Reception.objects.of(ids).standing().between(on, on)
)
OWED = (late_work, coming_work, work_in_review, late_replies, late_terms, visits_today)

# --- who watches many: what is late with them, what waits for one's own word ---

work_to_review = prepared(
    lambda ids: narrow(of_organisations(ids).waiting_for_review().as_lines().soonest_first(), MOST)
)
more_time_asked = prepared(
    lambda ids: (
        Extension.objects.waiting()
        .filter(assignment__organisation_id__in=ids)
        .with_work()
        .order_by("asked_on", "id")[:MOST]
    )
)
longest_late = prepared(
    lambda ids, on: narrow(
        of_organisations(ids).in_state(State.OVERDUE, on).with_commune().as_lines().soonest_first(),
        MOST,
    )
)


newest_year: prepared[Any] = prepared(
    lambda scope: of_communes(scope).order_by("-year").values_list("year")[:1]
)
reports_to_review = prepared(
    lambda scope, year: narrow(
        of_communes(scope).of_year(year).waiting_for_review().for_list(),
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

# --- what has some words ---

FOUND = 8  # of each room
directives_like = prepared(
    lambda scope, words: narrow(
        Directive.objects.visible_to(scope).like(words).for_list().order_by("-issued_on", "-pk"),
        FOUND + 1,
    )
)
units_like = prepared(
    lambda words: narrow(
        AdministrativeUnit.objects.like(words).with_parents().standing_first(), FOUND + 1
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
