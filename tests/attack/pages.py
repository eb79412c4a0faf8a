"""The forms of a page as a browser would send them, and what a page says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

_TYPED = {"text", "search", "tel", "url", "email", "number", "textarea"}
_NO_END = {"button", "submit", "image", "reset"}


@dataclass
class Field:
    """One name of a form: the values that it would send as it stands, and those it offers."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        return self.kind in _TYPED


@dataclass
class Form:
    """One <form>: where it goes, how, and with what."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: dict[str, list[str]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return urlsplit(self.action).path

    @property
    def target(self) -> str:
        """The name of the address it is sent to; "" when that is none of the portal's."""
        try:
            return resolve(self.path).view_name
        except Resolver404:
            return ""

    @property
    def kwargs(self) -> dict[str, Any]:
        return dict(resolve(self.path).kwargs)

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes two forms the same to an attacker: numbered lines of one kind are one line."""
        names = {"".join("#" if c.isdigit() else c for c in name) for name in self.fields}
        return self.target, self.method, tuple(sorted(names))


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self._by_id: dict[str, Form] = {}
        self._open: Form | None = None
        self._select: Field | None = None
        self._area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.url, given.get("action") or self.url)
            self._open = Form(action, given.get("method", "get").lower())
            self.forms.append(self._open)
            if "id" in given:
                self._by_id[given["id"]] = self._open
        elif tag == "option" and self._select is not None:
            value = given.get("value", "")
            self._select.offered.append(value)
            if "selected" in given:
                self._select.values.append(value)
        elif tag in ("input", "select", "textarea", "button"):
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        form = self._by_id.get(given["form"]) if "form" in given else self._open
        name = given.get("name", "")
        if form is None or not name or "disabled" in given:
            return
        kind = given.get("type", "submit" if tag == "button" else "text").lower()
        kind = tag if tag in ("select", "textarea") else kind
        if kind in _NO_END:
            form.buttons.setdefault(name, []).append(given.get("value", ""))
            return
        found = form.fields.setdefault(name, Field(name, kind))
        if tag == "select":
            self._select = found
        elif tag == "textarea":
            found.values.append("")
            self._area = found
        elif kind in ("radio", "checkbox"):
            found.offered.append(given.get("value", "on"))
            if "checked" in given:
                found.values.append(given.get("value", "on"))
        else:
            found.values.append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.values[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


def forms_of(page: str, url: str) -> list[Form]:
    """Return the forms of a page; a control may name its form from anywhere after it."""
    reader = _Reader(url)
    reader.feed(page)
    return [form for form in reader.forms if form.target and form.method in ("get", "post")]


def fresh(forms: list[Form], known: set[tuple[str, str, tuple[str, ...]]]) -> Iterator[Form]:
    """Return those not yet known, and know them."""
    for form in forms:
        if form.key not in known:
            known.add(form.key)
            yield form
