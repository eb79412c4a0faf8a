"""Instruments: loaded once from reviewed files, fixed once a campaign uses them."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from citizens.surveys.management.commands.load_questionnaires import FOLDER
from citizens.surveys.models import Option, Question, QuestionnaireVersion
from citizens.surveys.rules.instruments import read_instrument
from portal.access import Scope
from portal.demo.cast import LUC_NAM

from .conftest import OpenCampaign


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_reviewed_file_comes_back_from_the_database_as_it_was_read(
    path: Path, version: QuestionnaireVersion
) -> None:
    instrument = read_instrument(path.read_bytes())
    kept = QuestionnaireVersion.objects.get(checksum=instrument.checksum)
    assert kept.sheet == instrument.items


def test_loading_again_changes_nothing(version: QuestionnaireVersion) -> None:
    call_command("load_questionnaires", verbosity=0)
    assert QuestionnaireVersion.objects.count() == len(list(FOLDER.glob("*.toml")))


def test_a_file_changed_under_its_number_is_refused(
    version: QuestionnaireVersion, tmp_path: Path
) -> None:
    text = (FOLDER / "mot-cua-hien-hanh.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text.replace("Giới tính", "Nam hay nữ"), encoding="utf-8")
    with pytest.raises(CommandError, match="bản 2"):
        call_command("load_questionnaires", folder=tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("option = 3 }", "option = 9 }", "không có câu 3 phương án 9"),
        ('code = "1.2"', 'code = "1.1"', "Hai câu cùng số 1.1"),
        ('polarity = "good"', 'polarity = "rất tốt"', "không có chiều"),
        ('formula = "ty-le-hai-long-1"', 'formula = "trung-binh"', "Không có công thức"),
        ("[scales]", "[scales", "không phải là TOML"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(
    db: None, tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = (FOLDER / "mot-cua-hien-hanh.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CommandError, match=says):
        call_command("load_questionnaires", folder=tmp_path)


def test_a_version_in_use_cannot_change(
    open_over: OpenCampaign, front: Scope, version: QuestionnaireVersion
) -> None:
    open_over(LUC_NAM, by=front)
    question = version.questions.get(code="4")
    with pytest.raises(IntegrityError, match="lập bản mới"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(text="Khác")
    with pytest.raises(IntegrityError, match="lập bản mới"), transaction.atomic():
        Option.objects.create(question=question, number=4, text="Thêm")
    with pytest.raises(IntegrityError, match="lập bản mới"), transaction.atomic():
        QuestionnaireVersion.objects.filter(pk=version.pk).update(title="Khác")
    branch = version.questions.get(code="3.1")
    with pytest.raises(IntegrityError, match="lập bản mới"), transaction.atomic():
        branch.asked_after.add(version.questions.get(code="3").options.get(number=2))
    with pytest.raises(IntegrityError, match="lập bản mới"), transaction.atomic():
        version.coverage_rules.create(frame="households", percent=60, source="HD 78")


def test_the_dates_of_a_version_in_use_may_still_be_set(
    open_over: OpenCampaign, front: Scope, version: QuestionnaireVersion
) -> None:
    campaign = open_over(LUC_NAM, by=front)
    QuestionnaireVersion.objects.filter(pk=version.pk).update(valid_to=campaign.ends_on)
    version.refresh_from_db()
    assert version.valid_to == campaign.ends_on
