"""Loading reviewed questionnaires."""

from django.core.exceptions import ValidationError
from django.db import transaction

from citizens.surveys.models import (
    CoverageRule,
    Option,
    Question,
    Questionnaire,
    QuestionnaireVersion,
)
from citizens.surveys.querysets import works_for_front
from citizens.surveys.rules.ballots import Item
from citizens.surveys.rules.instruments import Instrument
from portal.access import Power, Scope
from portal.audit.actions import record
from portal.units.kinds import Level


@transaction.atomic
def load_instrument(
    *, instrument: Instrument, by: Scope | None
) -> tuple[QuestionnaireVersion, bool]:
    """Load a version once; the same file again changes nothing. Returns it, and whether it is new.

    Raises `ValidationError` when the version exists with another content: what was reviewed does
    not change under a number; a change takes the next one.
    """
    known = QuestionnaireVersion.objects.filter(checksum=instrument.checksum).first()
    if known is not None:
        return known, False
    questionnaire, _ = Questionnaire.objects.get_or_create(
        code=instrument.code, defaults={"title": instrument.name}
    )
    if questionnaire.versions.filter(number=instrument.number).exists():
        raise ValidationError(
            f"Phiếu “{instrument.code}” bản {instrument.number} đã nạp với nội dung khác. "
            f"Hãy để nội dung mới thành bản {instrument.number + 1}."
        )
    version = QuestionnaireVersion(
        questionnaire=questionnaire, number=instrument.number, title=instrument.title,
        intro=instrument.intro, closing=instrument.closing, source=instrument.source,
        formula=instrument.formula, valid_from=instrument.valid_from,
        valid_to=instrument.valid_to, checksum=instrument.checksum,
    )  # fmt: skip
    version.full_clean()
    version.save()
    _write_questions(version, instrument)
    _write_coverages(version, instrument)
    record(
        act="questionnaire.load", target=version, by=by,
        says=f"Nạp phiếu hỏi “{version.title}”, bản {version.number}, {len(instrument.items)} câu.",
    )  # fmt: skip
    return version, True


@transaction.atomic
def save_built(*, instrument: Instrument, by: Scope) -> QuestionnaireVersion:
    """Keep a questionnaire that the Front of a province built, as the next version. Nothing is changed.

    Raises `ValidationError` for anybody else, and when somebody saved that version number first.
    """
    is_province = by.unit_level == Level.PROVINCE
    if not (works_for_front(by) and is_province and by.may(Power.CAMPAIGN_MANAGE)):
        raise ValidationError("Chỉ Ủy ban MTTQ cấp tỉnh soạn được phiếu hỏi.")
    version, _ = load_instrument(instrument=instrument, by=by)
    return version


def _write_questions(version: QuestionnaireVersion, instrument: Instrument) -> None:
    options: dict[tuple[str, int], Option] = {}
    for item in instrument.items:
        question = _question(version, item)
        question.full_clean()
        question.save()
        if item.shown_if:
            code, numbers = item.shown_if
            question.asked_after.set(options[code, number] for number in numbers)
        for choice in item.choices:
            option = Option(
                question=question, number=choice.number, text=choice.text, score=choice.score,
                polarity=instrument.polarities[item.code, choice.number],
            )  # fmt: skip
            option.full_clean()
            option.save()
            options[item.code, choice.number] = option


def _write_coverages(version: QuestionnaireVersion, instrument: Instrument) -> None:
    for rule in instrument.coverages:
        row = CoverageRule(
            version=version, frame=rule.frame, percent=rule.percent, source=rule.source,
            valid_from=rule.valid_from, valid_to=rule.valid_to,
        )  # fmt: skip
        row.full_clean()
        row.save()


def _question(version: QuestionnaireVersion, item: Item) -> Question:
    return Question(
        version=version, place=item.place, code=item.code, section=item.section, text=item.text,
        short=item.short, kind=item.kind.value, required=item.required, in_index=item.in_index,
        lowest=item.lowest, highest=item.highest,
    )  # fmt: skip
