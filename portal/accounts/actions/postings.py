"""Posting people to organisations."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.access import Role, Scope
from portal.accounts.models import Posting, User
from portal.accounts.querysets import managed_organisations
from portal.accounts.rules import may_grant
from portal.audit.actions import record
from portal.units.models import Area, Organisation


@transaction.atomic
def post(
    *,
    user: User,
    organisation: Organisation,
    role: Role,
    job_title: str,
    area: Area | None,
    starts_on: date,
    ends_on: date | None,
    by: Scope | None,
) -> Posting:
    """Post a person to an organisation.

    Raises `ValidationError` from the constraints, and for what is not `by`'s to give.
    """
    if by is not None:
        _refuse_beyond(by, user=user, organisation=organisation, role=role)
    posting = Posting(
        user=user, organisation=organisation, role=role, job_title=job_title, area=area,
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    posting.full_clean()
    posting.save()
    record(
        act="posting.create", target=posting, by=by, organisation_id=organisation.pk,
        says=f"Phân công {user.full_name}: {role.label}, {organisation.name}, từ {starts_on:%d/%m/%Y}.",
    )  # fmt: skip
    return posting


def _refuse_beyond(by: Scope, *, user: User, organisation: Organisation, role: Role) -> None:
    """Nobody raises themselves, posts people of others, or gives a role above their own."""
    if user.pk == by.user_id:
        raise ValidationError("Không ai tự phân công cho mình; hãy nhờ quản trị viên khác.")
    if not managed_organisations(by).contains(organisation):
        raise ValidationError({"organisation": f"Bạn không quản lý người của {organisation.name}."})
    if not may_grant(by.role, role):
        raise ValidationError({"role": f"{by.role.label} không cử được {role.label}."})


@transaction.atomic
def stand_in(*, absent: Posting, user: User, starts_on: date, ends_on: date, by: Scope) -> Posting:
    """Let a person work in the place of an absent one, from one day to another.

    Raises `ValidationError` from the constraints, and for what is not `by`'s to give.
    """
    role = Role(absent.role)
    _refuse_beyond(by, user=user, organisation=absent.organisation, role=role)
    posting = Posting(
        user=user, organisation=absent.organisation, role=role, area=absent.area,
        job_title=f"Thay mặt {absent.job_title}"[:120] if absent.job_title else "",
        starts_on=starts_on, ends_on=ends_on, acting_for=absent,
    )  # fmt: skip
    posting.full_clean()
    posting.save()
    record(
        act="posting.stand_in", target=posting, by=by, organisation_id=absent.organisation_id,
        says=(
            f"{user.full_name} thay mặt {absent.user.full_name}: {role.label}, "
            f"{absent.organisation.name}, từ {starts_on:%d/%m/%Y} đến hết {ends_on:%d/%m/%Y}."
        ),
    )  # fmt: skip
    return posting


@transaction.atomic
def retitle(*, posting: Posting, job_title: str, by: Scope) -> None:
    """Correct the job title of a posting."""
    if not Posting.objects.editable_by(by).contains(posting):
        raise ValidationError({"job_title": f"{by.role.label} không sửa được phân công này."})
    before, posting.job_title = posting.job_title, job_title
    posting.save(update_fields=["job_title"])
    record(
        act="posting.retitle", target=posting, by=by, organisation_id=posting.organisation_id,
        changes={"chức vụ": (before, job_title)},
        says=f"Sửa chức vụ của {posting.user.full_name}.",
    )  # fmt: skip


@transaction.atomic
def end_posting(*, posting: Posting, ends_on: date, by: Scope | None) -> None:
    for acting in posting.stand_ins.not_over(ends_on):
        _end_acting(acting, ends_on=ends_on, by=by)
    before, posting.ends_on = posting.ends_on, ends_on
    posting.full_clean()
    posting.save(update_fields=["ends_on"])
    record(
        act="posting.end", target=posting, by=by, organisation_id=posting.organisation_id,
        changes={"đến hết ngày": (before, ends_on)},
        says=f"Kết thúc phân công của {posting.user.full_name} từ sau ngày {ends_on:%d/%m/%Y}.",
    )  # fmt: skip


def _end_acting(acting: Posting, *, ends_on: date, by: Scope | None) -> None:
    """Nobody stands in for who has left: what has begun ends that day, what has not is dropped."""
    if acting.starts_on <= ends_on:
        end_posting(posting=acting, ends_on=ends_on, by=by)
        return
    record(
        act="posting.drop", target=acting, by=by, organisation_id=acting.organisation_id,
        says=f"Bỏ việc thay mặt chưa bắt đầu của {acting.user.full_name}.",
    )  # fmt: skip
    acting.delete()
