"""What a list of visits or matters is asked for; the words stand in the address of the page."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from citizens.receptions import questions
from citizens.receptions.kinds import Host, MatterKind, Outcome
from citizens.receptions.models import Matter, Reception
from citizens.receptions.querysets import (
    MatterQuerySet,
    ReceptionDayQuerySet,
    ReceptionQuerySet,
    is_number,
)
from portal.choices import ChoiceField
from portal.forms import DateField, VietnameseCharField
from portal.text import search_key
from portal.units.querysets import patterns_of

_LONGEST_NUMBER = 7  # digits: more is an identity number, which must not stand in an address


def _any(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Tất cả"), *choices]


class PeriodFilters(forms.Form):
    """From a day to a day, under one host; a bad date is said beside its box and filters nothing."""

    tu = DateField(label="Từ ngày", required=False)
    den = DateField(label="Đến ngày", required=False)
    chu = ChoiceField(label="Chủ trì", choices=_any(Host.choices), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("tu"), data.get("den")
        if first and last and last < first:
            self.add_error("den", "Ngày cuối phải từ ngày đầu trở đi.")
        return data

    def asked(self, name: str) -> Any:
        """Return what was asked and is sound, else None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def is_blank(self) -> bool:
        """Whether nothing that is sound was asked."""
        self.is_valid()
        return not any(self.cleaned_data.values())

    @property
    def words_alone(self) -> tuple[str, ...]:
        """What names and summaries are like (`patterns_of`) where words and nothing else are asked for."""
        text = self.asked("q") or ""
        is_alone = list(filter(None, self.cleaned_data.values())) == [text]
        return () if is_number(text) or not is_alone else patterns_of(text)

    @property
    def period(self) -> str:
        """The days asked for, in words: "từ 01/11/2026"; "toàn bộ" when none are."""
        first, last = self.asked("tu"), self.asked("den")
        parts = [f"từ {first:%d/%m/%Y}"] if first else []
        parts += [f"đến {last:%d/%m/%Y}"] if last else []
        return " ".join(parts) or "toàn bộ"


class PrintFilters(PeriodFilters):
    """Which days of the book are printed; the year so far, unless others are asked for."""

    tu = DateField(label="Từ ngày")
    den = DateField(label="Đến ngày")
    chu = None  # type: ignore[assignment]  # a book is printed whole

    @property
    def days(self) -> tuple[date, date]:
        return self.cleaned_data["tu"], self.cleaned_data["den"]


class RegisterFilters(PeriodFilters):
    """What the book is asked for."""

    loai = ChoiceField(label="Loại", choices=_any(MatterKind.choices), required=False)
    q = VietnameseCharField(label="Tìm tên, nội dung, số", required=False, max_length=100)
    huong = ChoiceField(label="Hướng xử lý", choices=_any(Outcome.choices), required=False)
    tra_loi = ChoiceField(
        label="Trả lời",
        choices=_any(
            [
                ("dung-han", "Đúng hạn"), ("tre", "Trễ hạn"), ("cho", "Chưa trả lời"),
                ("con-han", "Chưa trả lời, còn hạn"), ("qua-han", "Quá hạn"),
            ]
        ),
        required=False,
    )  # fmt: skip
    doan = forms.CharField(widget=forms.HiddenInput, required=False)
    hieu_luc = forms.CharField(widget=forms.HiddenInput, required=False)
    thu_tu = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("q", "tu", "den", "loai", "huong", "tra_loi", "chu")

    def clean_q(self) -> str:
        q: str = self.cleaned_data["q"]
        if search_key(q).replace(" ", "").isdigit() and len(search_key(q)) > _LONGEST_NUMBER:
            raise forms.ValidationError("Tìm theo số giấy tờ ở trang “Tìm người đã đến”.")
        return q

    def applied(self, books: Collection[int], *, on: date) -> ReceptionQuerySet:
        """Return the rows asked for, of the books that are read; `on` is today, for what is overdue."""
        rows = Reception.objects.of(books).between(self.asked("tu"), self.asked("den"))
        if text := self.asked("q"):
            rows = rows.search(text, books)
        if kind := self.asked("loai"):
            rows = rows.of_kind(MatterKind(kind))
        if outcome := self.asked("huong"):
            rows = rows.with_outcome(Outcome(outcome))
        if host := self.asked("chu"):
            rows = rows.hosted_by(host)
        if self.asked("doan"):
            rows = rows.groups()
        if self.asked("hieu_luc"):
            rows = rows.standing()
        if reply := self.asked("tra_loi"):
            rows = rows.replied(reply, on=self.asked("den") or on)
        return rows

    def first(self, books: tuple[int, ...]) -> Callable[[], list[Reception]] | None:
        """Return what asks for page one where that is put into SQL once: of everything, or of words alone."""
        if self.is_blank:
            return lambda: questions.newest(books)
        if words := self.words_alone:
            return lambda: questions.newest_like(books, words)
        return None

    @property
    def print_query(self) -> str:
        """The days asked for, as the page of printing takes them; "" unless both ends are given."""
        first, last = self.asked("tu"), self.asked("den")
        days = {"tu": first, "den": last}
        return (
            urlencode({name: f"{day:%d/%m/%Y}" for name, day in days.items()})
            if first and last
            else ""
        )

    @property
    def in_book_order(self) -> bool:
        return bool(self.asked("thu_tu"))


class MatterFilters(PeriodFilters):
    """What the list of matters is asked for."""

    loai = ChoiceField(label="Loại", choices=_any(MatterKind.choices), required=False)
    q = VietnameseCharField(label="Tìm nội dung", required=False, max_length=100)
    field_order = ("q", "tu", "den", "loai", "chu")

    def applied(self, books: Collection[int]) -> MatterQuerySet:
        """Return the matters asked for that were brought to the books that are read."""
        first, last = self.asked("tu"), self.asked("den")
        rows = Matter.objects.brought_to(books, first, last).with_last_visit(books, first, last)
        if text := self.asked("q"):
            rows = rows.search(text)
        if kind := self.asked("loai"):
            rows = rows.of_kind(MatterKind(kind))
        if host := self.asked("chu"):
            under = Matter.objects.received(books, first, last).counted_under(host)
            rows = rows.filter(pk__in=under.values("pk"))
        return rows


class DayFilters(PeriodFilters):
    """What the schedule is asked for; a number of 01/TCD opens the days that it counts."""

    tinh = ChoiceField(
        label="Biểu 01/TCD", choices=_any([("1", "Ngày được tính")]), required=False
    )  # fmt: skip

    def applied(self, rows: ReceptionDayQuerySet) -> ReceptionDayQuerySet:
        rows = rows.between(self.asked("tu"), self.asked("den"))
        rows = rows.counted() if self.asked("tinh") else rows
        return rows.hosted_by(host) if (host := self.asked("chu")) else rows
