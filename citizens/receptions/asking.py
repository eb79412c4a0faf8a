"""Forms that ask once, in plain words: before a name is kept, before an earlier book is opened."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms

from citizens.receptions.came import Lost, sealed, unsealed
from citizens.receptions.rules import (
    Known,
    hints_of_identity,
    may_speak_of,
    names_wholly,
    speaks_of,
)
from portal.forms import VietnameseCharField, VietnameseTextField

_PERSON = re.compile(r"^(nguoi\d+)-(name|place|address|number)$")
_SPEAKS = (
    "Chỗ này nhắc đến người vừa gõ ở phần người đến, người đứng đơn. Tố cáo phải giữ kín họ tên, địa "
    "chỉ người tố cáo (Điều 8, 56 Luật Tố cáo): hãy bỏ đi rồi lưu lại."
)

_STALE = "Trang này không dùng được nữa. Hãy mở lại trang để ghi."


def people_posted(posted: Mapping[str, Any]) -> list[Known]:
    """Return who was typed into the rows of people, also of a form that will not keep them."""
    rows: dict[str, dict[str, str]] = {}
    for key in posted:
        if (found := _PERSON.match(key)) and (typed := str(posted[key]).strip()):
            rows.setdefault(found[1], {})[found[2]] = typed
    return [
        Known(
            row.get("name", ""), row.get("address") or row.get("place", ""), row.get("number", "")
        )
        for row in rows.values()
    ]


class AsksAboutNames(forms.Form):
    """A form whose texts `told` are kept with a matter; of a secret one, each name is asked about.

    Numbers that identify are refused by the rules, and so is a text that speaks of somebody who was
    typed in the same go (`came`, what was posted) or in an earlier go of the same page (`remembered`).
    Another name may be the one denounced: a person says. The box to say so appears once there is
    something to ask.
    """

    told: tuple[str, ...] = ()
    hints: list[str]

    def __init__(
        self, *args: Any, is_secret: bool = False, came: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.of_secret, self.hints, self.came = is_secret, [], came
        if self.is_bound and self.add_prefix("checked") in self.data:
            self._offer()

    @property
    def is_secret(self) -> bool:
        return self.of_secret

    @property
    def remembered(self) -> str:
        """Who was typed so far, sealed for the page to bring along: refused once, refused again."""
        if not self.is_secret or "key" not in self.fields:
            return ""
        with suppress(Lost):
            return sealed(self._people(), key=str(self["key"].value()))
        return ""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.is_secret:
            try:
                self._refuse_people()
            except Lost:
                self.add_error(None, _STALE)
            if not self.errors:
                self._ask()

    def _people(self) -> list[Known]:
        """Return who was typed now or before on this page. Raises `Lost` for a seal that does not open."""
        posted = self.data if self.came is None else self.came
        people = people_posted(posted)
        if (seal := posted.get("came")) and "key" in self.fields:
            people += unsealed(str(seal), key=str(self["key"].value()))
        return list(dict.fromkeys(people))

    def _refuse_people(self) -> None:
        """Refuse each text that speaks of who was typed; a host's name only when it is the whole name."""
        people = self._people()
        for name, text in self._texts():
            tells = names_wholly if name == "official_name" else speaks_of
            if any(tells(text, one) for one in people):
                self.add_error(name, _SPEAKS)

    def _texts(self) -> Iterator[tuple[str, str]]:
        for name, field in self.fields.items():
            text = self.cleaned_data.get(name)
            if isinstance(field, VietnameseCharField | VietnameseTextField) and isinstance(
                text, str
            ):
                yield name, text

    def _ask(self) -> None:
        texts = " . ".join(self.cleaned_data.get(name) or "" for name in self.told)
        found = [hint.text for hint in hints_of_identity(texts)]
        found += [word for one in self._people() if (word := may_speak_of(texts, one))]
        self.hints = list(dict.fromkeys(found))
        if not self.hints or self.cleaned_data.get("checked"):
            return
        self._offer()
        listed = ", ".join(f"“{text}”" for text in self.hints[:4])
        self.add_error(
            "checked",
            f"Nội dung có vẻ chứa thông tin của một người: {listed}. Nếu là của người tố cáo, "
            "hãy bỏ đi; nếu là của người bị tố cáo, đánh dấu ô này rồi lưu.",
        )

    def _offer(self) -> None:
        self.fields["checked"] = forms.BooleanField(
            label="Đã xem lại: không phải thông tin của người tố cáo", required=False
        )


class AsksAboutTheBook(forms.Form):
    """A visit of an earlier year takes a number of that year's book: a person says that it is meant.

    The box to say so stands for one year; with a day of another year it is asked anew.
    """

    book_box: forms.BoundField | None = None

    def ask_about_book(self, received_on: date, *, on: date) -> None:
        """Offer the box for the year of `received_on`, and refuse while it is not ticked."""
        year, name = received_on.year, f"book_{received_on.year}"
        if year >= on.year:
            return
        self.fields[name] = forms.BooleanField(label=f"Ghi vào sổ năm {year}", required=False)
        self.book_box = self[name]
        if self.add_prefix(name) not in self.data:
            self.add_error(
                name,
                f"Ngày tiếp {received_on:%d/%m/%Y} thuộc năm trước: lượt này sẽ mang số của sổ năm "
                f"{year}, không phải sổ năm {on.year}. Nếu đúng vậy, đánh dấu ô này rồi lưu; nếu gõ "
                "nhầm, sửa ngày tiếp.",
            )
