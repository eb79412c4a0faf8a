"""The classes of the shared rooms: audit values, files of nobody, ended jobs; what other rooms build theirs of."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone

from portal.audit.models import Entry, Values
from portal.files.models import Attachment
from portal.jobs.models import Job, JobItem
from portal.retention.classes import RetentionClass, Rows, retained
from portal.units.models import Organisation, UnitReach


def organisations_of(unit_id: int) -> Rows:
    """Return the organisations of the units that the province may read, as subquery."""
    reach = UnitReach.objects.filter(holder_unit_id=unit_id, unit_id=OuterRef("unit_id"))
    return Organisation.objects.filter(Exists(reach))


def files_of(model: type[Model], *fields: str) -> Callable[[date, int], Rows]:
    """Return what finds the files, as old as a day, that rows of `model` hold in one of `fields`."""

    def rows(up_to: date, unit_id: int) -> Rows:
        held = Q()
        for field in fields:
            held |= Q(Exists(model._default_manager.filter(**{field: OuterRef("pk")})))
        return _kept_files(up_to, unit_id).filter(held, destroyed_at__isnull=True)

    return rows


def destroy_contents(rows: list[Any]) -> None:
    """Take the contents of files in use; name, size and hash stay with the record that holds them."""
    _remove_from_disk(rows)
    _same(rows).update(file="", destroyed_at=timezone.now())


def erase_values_about(model: type[Model], pks: Iterable[int]) -> None:
    """Erase the audit values about these rows; their entries and the chain stay."""
    about = Entry.objects.filter(
        target_type=model._meta.label_lower, target_id__in=[str(pk) for pk in pks]
    )
    Values.objects.filter(entry__in=about).delete()


def _values(up_to: date, unit_id: int) -> Rows:
    chains = organisations_of(unit_id).values("pk")
    return Values.objects.filter(entry__at__date__lte=up_to, entry__chain_id__in=chains)


def _kept_files(up_to: date, unit_id: int) -> Rows:
    return Attachment.objects.filter(
        uploaded_at__date__lte=up_to, organisation_id__in=organisations_of(unit_id).values("pk")
    )


def _files(up_to: date, unit_id: int) -> Rows:
    rows: Rows = _kept_files(up_to, unit_id)
    for relation in Attachment._meta.related_objects:
        held = relation.related_model._default_manager.filter(
            **{relation.field.name: OuterRef("pk")}
        )
        rows = rows.filter(~Exists(held))
    return rows


def _destroy_files(rows: list[Any]) -> None:
    _remove_from_disk(rows)
    _delete(rows)


def _remove_from_disk(rows: list[Any]) -> None:
    """Remove the files when the rows are committed; what a kill leaves, the sweep of files takes."""
    names = [row.file.name for row in rows if row.file]

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
    _same(rows).delete()


def _same(rows: list[Any]) -> Rows:
    same: Rows = type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows])
    return same


retained(RetentionClass("audit_values", "Giá trị trong nhật ký", _values, _delete))
retained(RetentionClass("unused_files", "Tệp không thuộc hồ sơ nào", _files, _destroy_files))
retained(RetentionClass("jobs", "Công việc chạy nền đã kết thúc", _jobs, _destroy_jobs))
