from typing import Any

from django import forms

from portal.choices import ChoiceField
from portal.jobs.kinds import KINDS
from portal.jobs.models import Job, JobItem, JobState
from portal.jobs.querysets import JobItemQuerySet, JobQuerySet

ALL = ("", "Tất cả")


def kind_choices() -> list[tuple[str, str]]:
    return [ALL, *sorted(((kind.name, kind.title) for kind in KINDS.values()), key=lambda c: c[1])]


class JobFilter(forms.Form):
    """The bar over the list of jobs."""

    trang_thai = ChoiceField(label="Trạng thái", required=False, choices=[ALL, *JobState.choices])
    loai = ChoiceField(label="Loại việc", required=False, choices=kind_choices)

    def narrow(self, jobs: JobQuerySet) -> JobQuerySet:
        return self.of_kind(jobs).in_state(self._asked("trang_thai"))

    def of_kind(self, jobs: JobQuerySet) -> JobQuerySet:
        """The kind alone: what the counts of each state count."""
        return jobs.of_kind(self._asked("loai"))

    def _asked(self, name: str) -> str:
        data: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return data.get(name) or ""


class ItemFilter(forms.Form):
    """The bar over the items of a job."""

    muc = ChoiceField(label="Tình trạng mục", required=False, choices=[ALL, *JobItem.State.choices])

    def narrow(self, job: Job) -> JobItemQuerySet:
        """The items of the job that the bar asks for."""
        return job.items.in_state(self.cleaned_data["muc"] if self.is_valid() else "")
