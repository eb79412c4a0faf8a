"""Nothing runs in the background but what a row of `portal.jobs` asks for."""

from celery import current_app
from django.conf import settings

from portal.jobs.kinds import KINDS


def own_tasks() -> set[str]:
    current_app.loader.import_default_modules()
    return {name for name in current_app.tasks if not name.startswith("celery.")}


def test_the_queue_carries_one_task_the_one_that_takes_a_row() -> None:
    assert own_tasks() == {"jobs.run"}


def test_no_schedule_stands_beside_the_rows() -> None:
    assert not current_app.conf.beat_schedule
    assert not hasattr(settings, "CELERY_BEAT_SCHEDULE")


def test_every_kind_has_a_name_that_people_read() -> None:
    assert KINDS
    assert [kind.name for kind in KINDS.values() if not kind.title[:1].isupper()] == []
