"""A questionnaire, its versions, and their questions. A version that a campaign uses cannot change."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.surveys.querysets import QuestionnaireVersionQuerySet
from citizens.surveys.rules.ballots import Choice, Item, Kind
from portal.hrefs import href


class QuestionKind(models.TextChoices):
    """How a question is answered; the values are those of `rules.ballots.Kind`."""

    SINGLE = Kind.SINGLE.value, "Chọn một"
    MULTIPLE = Kind.MULTIPLE.value, "Chọn nhiều"
    NUMBER = Kind.NUMBER.value, "Số"
    TEXT = Kind.TEXT.value, "Ý kiến ghi thêm"


class Polarity(models.TextChoices):
    """What an answer says of the one who is judged: "Không" is good where a bribe was asked about."""

    GOOD = "good", "Hài lòng, tốt"
    NEUTRAL = "neutral", "Trung bình"
    BAD = "bad", "Không hài lòng, chưa tốt"


class Questionnaire(models.Model):
    """One instrument through its versions; it comes from a reviewed file, known by its code."""

    code = models.SlugField("mã", max_length=40, unique=True)
    title = models.CharField("tên phiếu", max_length=250)

    class Meta:
        verbose_name = "phiếu hỏi"
        verbose_name_plural = "phiếu hỏi"

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(models.Model):
    """The wording that stood from one day to another. `checksum` is that of the file it came from."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="versions", verbose_name="phiếu hỏi"
    )
    number = models.PositiveSmallIntegerField("bản số")
    title = models.CharField("tiêu đề in trên phiếu", max_length=250)
    intro = models.TextField("lời mở đầu", blank=True)
    closing = models.TextField("lời kết", blank=True)
    source = models.CharField("nguồn", max_length=300)
    formula = models.CharField("công thức chỉ số", max_length=40)
    valid_from = models.DateField("dùng từ ngày", null=True, blank=True)
    valid_to = models.DateField("dùng đến hết ngày", null=True, blank=True)
    checksum = models.CharField(max_length=64, unique=True)

    objects = QuestionnaireVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản của phiếu hỏi"
        verbose_name_plural = "các bản của phiếu hỏi"
        constraints = [
            UniqueConstraint(
                fields=["questionnaire", "number"],
                name="surveys_versions_differ_in_number",
                violation_error_message="Phiếu hỏi này đã có bản mang số ấy.",
            ),
            CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="surveys_versions_end_on_or_after_start",
                violation_error_message="Ngày thôi dùng phải từ ngày bắt đầu dùng trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (bản {self.number})"

    def get_absolute_url(self) -> str:
        return href("surveys:questionnaire", self.pk)

    @property
    def sheet(self) -> tuple[Item, ...]:
        """The questions as the rules read them."""
        return _sheet_of(self.pk, self.checksum)

    def polarities(self) -> dict[tuple[str, int], str]:
        """Return what each option says of the one who is judged, by question and number."""
        options = Option.objects.filter(question__version=self)
        rows = options.values_list("question__code", "number", "polarity")
        return {(code, number): polarity for code, number, polarity in rows}


@lru_cache(maxsize=64)
def _sheet_of(version: int, checksum: str) -> tuple[Item, ...]:
    """Return the questions of a version: a trigger keeps them as they are, memory does too."""
    rows = Question.objects.filter(version=version, version__checksum=checksum)
    questions = rows.prefetch_related("options", "asked_after__question")
    return tuple(question.as_item() for question in questions)


class Question(models.Model):
    """One question; `place` is where its answer stands in a ballot's column."""

    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField("thứ tự")
    code = models.CharField("số câu", max_length=10)
    section = models.CharField("phần", max_length=120)
    text = models.CharField("câu hỏi", max_length=400)
    short = models.CharField("tên ngắn", max_length=40)
    kind = models.CharField("cách trả lời", max_length=10, choices=QuestionKind)
    required = models.BooleanField("phải trả lời", default=True)
    in_index = models.BooleanField("tính vào chỉ số", default=False)
    lowest = models.IntegerField("nhỏ nhất", null=True, blank=True)
    highest = models.IntegerField("lớn nhất", null=True, blank=True)
    asked_after: models.ManyToManyField[Option, Any] = models.ManyToManyField(
        "Option", blank=True, related_name="asks_next", verbose_name="chỉ hỏi khi chọn một trong"
    )  # of one question before it; of none: asked always

    class Meta:
        verbose_name = "câu hỏi"
        verbose_name_plural = "câu hỏi"
        ordering = ("version", "place")
        constraints = [
            UniqueConstraint(
                fields=["version", "place"],
                name="surveys_questions_stand_at_different_places",
                violation_error_message="Đã có câu hỏi ở vị trí này.",
            ),
            UniqueConstraint(
                fields=["version", "code"],
                name="surveys_questions_differ_in_code",
                violation_error_message="Đã có câu hỏi mang số này.",
            ),
            CheckConstraint(
                condition=Q(kind__in=QuestionKind.values),
                name="surveys_questions_have_a_known_kind",
                violation_error_message="Không có cách trả lời này.",
            ),
            CheckConstraint(
                condition=Q(in_index=False) | Q(kind=QuestionKind.SINGLE),
                name="surveys_only_single_choice_enters_the_index",
                violation_error_message="Chỉ câu chọn một mới tính được vào chỉ số.",
            ),
            CheckConstraint(
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(highest__gte=F("lowest")),
                name="surveys_question_bounds_are_in_order",
                violation_error_message="Số lớn nhất phải từ số nhỏ nhất trở lên.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.text}"

    def as_item(self) -> Item:
        opened_by = sorted(
            (option.number, option.question.code) for option in self.asked_after.all()
        )
        return Item(
            place=self.place,
            code=self.code,
            section=self.section,
            text=self.text,
            short=self.short,
            kind=Kind(self.kind),
            required=self.required,
            in_index=self.in_index,
            lowest=self.lowest,
            highest=self.highest,
            shown_if=(
                (opened_by[0][1], tuple(number for number, _ in opened_by)) if opened_by else None
            ),
            choices=tuple(option.as_choice() for option in self.options.all()),
        )


class Option(models.Model):
    """One answer that may be chosen; `number` is also the key that chooses it on the grid."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField("số")
    text = models.CharField("phương án", max_length=200)
    polarity = models.CharField("chiều đánh giá", max_length=8, choices=Polarity, blank=True)
    score = models.SmallIntegerField("điểm", null=True, blank=True)

    class Meta:
        verbose_name = "phương án"
        verbose_name_plural = "phương án"
        ordering = ("question", "number")
        constraints = [
            UniqueConstraint(
                fields=["question", "number"],
                name="surveys_options_differ_in_number",
                violation_error_message="Câu hỏi đã có phương án mang số này.",
            ),
            CheckConstraint(
                condition=Q(number__gte=1, number__lte=9),
                name="surveys_options_are_chosen_by_one_key",
                violation_error_message="Phương án mang số từ 1 đến 9.",
            ),
            CheckConstraint(
                condition=Q(polarity="") | Q(polarity__in=Polarity.values),
                name="surveys_options_have_a_known_polarity",
                violation_error_message="Không có chiều đánh giá này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def as_choice(self) -> Choice:
        good = self.polarity == Polarity.GOOD if self.polarity else None
        return Choice(number=self.number, text=self.text, good=good, score=self.score)
