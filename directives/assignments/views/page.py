"""The page of one assignment, drawn again with its errors when an act on it is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from directives.assignments import actions, questions
from directives.assignments.deadlines import with_deadlines
from directives.assignments.forms import DecisionForm, MoreTimeForm, NoteForm, WorkForm
from directives.assignments.models import Assignment, Extension, ProgressEntry
from directives.assignments.rules import Refusal, Step
from portal.access import Power
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request

# Which of `Page._acts` a form is for.
_ACT_OF = {
    "work_form": "may_work",
    "hand_back_form": "may_work",
    "more_time_form": "may_ask_more_time",
    "review_form": "may_review",
    "decision_form": "may_decide",
    "withdraw_form": "may_withdraw",
}


def let_resend(form: forms.Form, work: Assignment) -> None:
    """Bring the form to the row as it stands: who has seen that, and sends again, is taken."""
    work.refresh_from_db()
    told = cast("QueryDict", form.data).copy()
    told["version"] = str(work.version)
    form.data = told


def _entries(work: Assignment) -> list[ProgressEntry]:
    """What happened to it, each with the row that is here."""
    entries = questions.entries_of(work.pk)
    for entry in entries:
        entry.assignment = work
    return entries


@dataclass
class Page:
    """The forms that the page shows; the one that was sent replaces its blank."""

    request: Request
    assignment: Assignment
    sent: dict[str, forms.Form] = field(default_factory=dict)

    def show(self, *, status: int = 200) -> HttpResponse:
        return render(self.request, "assignments/detail.html", self._context(), status=status)

    def act(
        self, name: str, form: forms.Form, act: Callable[[], str | None], done: str
    ) -> HttpResponse:
        """Do `act` when `form` is valid; show the page with the form's errors otherwise.

        Where `act` returns a question's address, it is gone to; nothing is said to be `done` then.
        """
        if form.is_valid():
            try:
                with transaction.atomic():
                    question = act()
            except Refusal as refusal:
                if refusal is actions.OVERTAKEN:
                    let_resend(form, self.assignment)
                beside = refusal.field if refusal.field in form.fields else None
                form.add_error(beside, refusal.sentence)
            except forms.ValidationError as error:  # a file that is not what its name says
                form.add_error("evidence", error)
            else:
                if question:
                    return redirect(question)
                messages.success(self.request, done)
                return redirect("assignments:detail", pk=self.assignment.pk)
        files = self.request.FILES.getlist("evidence") if "evidence" in form.fields else []
        refused = len(files) == 1 and "evidence" in form.errors  # that one is not to be sent again
        if files and not refused:
            names = ", ".join(file.name or "" for file in files)
            form.add_error("evidence", f"Hãy chọn lại {names}: trình duyệt không giữ tệp đã chọn.")
        self.assignment.refresh_from_db()
        self.sent[name] = form
        return self.show(status=422)

    def answer(self, name: str, act: Callable[..., None], done: str) -> HttpResponse:
        """Do an act that takes a word and nothing more: accept, return, hand back."""
        form = NoteForm(self.request.POST)
        sure = {"assignment": self.assignment, "by": self.request.scope}
        return self.act(name, form, lambda: act(**sure, **form.cleaned_data), done)

    def _unsent(self, acts: dict[str, bool]) -> tuple[forms.Form, list[tuple[str, str]]] | None:
        """What was typed for an act that somebody else has made impossible meanwhile."""
        for name, form in self.sent.items():
            if not acts[_ACT_OF[name]]:
                typed = [
                    (str(box.label), str(box.value()))
                    for box in form.visible_fields()
                    if isinstance(box.field.widget, forms.TextInput | forms.Textarea)
                ]
                return form, [(label, text) for label, text in typed if text]
        return None

    def _context(self) -> dict[str, Any]:
        work, on = self.assignment, today()
        with_deadlines([work])
        start = {
            "version": work.version, "key": uuid4().hex, "percent": work.percent,
            "reached": work.reached,
        }  # fmt: skip
        blanks: dict[str, forms.Form] = {
            "work_form": WorkForm(initial=start, target=work.duty.target),
            "review_form": NoteForm(initial=start),
            "hand_back_form": NoteForm(initial=start),
            "withdraw_form": NoteForm(initial=start),
            "more_time_form": MoreTimeForm(initial=start),
            "decision_form": DecisionForm(initial=start),
        }
        shown = blanks | self.sent
        for name, form in shown.items():  # several have a field of the same name
            form.auto_id = f"{name}_%s"
        waiting = next(iter(questions.extensions_waiting(work.pk)), None)
        acts = self._acts(waiting)
        return {
            **shown,
            **acts,
            "unsent": self._unsent(acts),
            "work": work,
            "waiting_extension": waiting,
            "entries": _entries(work),
            "on": on,
        }

    def _acts(self, waiting: Extension | None) -> dict[str, bool]:
        """Which acts this person may do at this step."""
        scope, work = self.request.scope, self.assignment
        mine = scope.may(Power.ASSIGNMENT_WORK) and work.organisation_id == scope.organisation_id
        watches = scope.may(Power.ASSIGNMENT_REVIEW)
        return {
            "may_acknowledge": mine and work.step == Step.GIVEN,
            "may_work": mine and Step(work.step).is_with_commune,
            "may_review": watches and work.step in (Step.SUBMITTED, Step.HANDED_BACK),
            "may_accept": watches and work.step == Step.SUBMITTED,
            "may_ask_more_time": mine
            and Step(work.step).is_with_commune
            and work.due_on is not None
            and waiting is None,
            "may_decide": watches and waiting is not None,
            "may_withdraw": scope.may(Power.DUTY_ASSIGN)
            and work.assigned_by_organisation_id == scope.organisation_id
            and not Step(work.step).is_over,
        }
