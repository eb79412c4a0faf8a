"""The classes of the shared rooms: audit values, files of nobody, ended jobs."""

from datetime import date
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.audit.models import Values
from portal.files.models import Attachment
from portal.jobs.models import Job, JobItem
from portal.retention.classes import RetentionClass, Rows, retained
from portal.units.models import Organisation, UnitReach


def organisations_of(unit_id: int) -> Rows:
    """Return the organisations of the units that the province may read, as subquery."""
    reach = UnitReach.objects.filter(holder_unit_id=unit_id, unit_id=OuterRef("unit_id"))
    return Organisation.objects.filter(Exists(reach))


def _values(up_to: date, unit_id: int) -> Rows:
    chains = organisations_of(unit_id).values("pk")
    return Values.objects.filter(entry__at__date__lte=up_to, entry__chain_id__in=chains)


def _files(up_to: date, unit_id: int) -> Rows:
    rows = Attachment.objects.filter(
        uploaded_at__date__lte=up_to, organisation_id__in=organisations_of(unit_id).values("pk")
    )
    for relation in Attachment._meta.related_objects:
        held = relation.related_model._default_manager.filter(
            **{relation.field.name: OuterRef("pk")}
        )
        rows = rows.filter(~Exists(held))
    return rows


def _destroy_files(rows: list[Any]) -> None:
    """The rows first, the files when that is committed; what a kill leaves, the sweep of files takes."""
    names = [row.file.name for row in rows]
    _delete(rows)

    def remove() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(remove)


def _jobs(up_to: date, unit_id: int) -> Rows:
    return Job.objects.filter(
        finished_at__date__lte=up_to, organisation_id__in=organisations_of(unit_id).values("pk")
    )


def _destroy_jobs(rows: list[Any]) -> None:
    JobItem.objects.filter(job__in=rows).delete()
    _delete(rows)


def _delete(rows: list[Any]) -> None:
    if rows:
        type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).delete()


retained(RetentionClass("audit_values", "Giá trị trong nhật ký", _values, _delete))
retained(RetentionClass("unused_files", "Tệp không thuộc hồ sơ nào", _files, _destroy_files))
retained(RetentionClass("jobs", "Công việc chạy nền đã kết thúc", _jobs, _destroy_jobs))
