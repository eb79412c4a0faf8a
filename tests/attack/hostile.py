"""What an attacker types: letters, numbers, days and files that no honest person sends."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

from tests.attack.pages import Field, Form

LETTERS = (
    "\0", "a\0b", "\x01\x08\x0b\x1b\x7f", "\ufeff\ufffe\uffff", "\u2028\u2029\u0085", "𝒳💣" * 40,
    "e\u0301\u0323" * 200, "\u202egnut nêit\u202c", "\u200b\u200d\u2060", "ﷺ" * 50, "x" * 20_000,
    "<script>alert(1)</script>", "'; DROP TABLE accounts_user; --", "{{ 7|add:7 }}{% now %}",
    "%s%n%(x)s", "../../../etc/passwd", "\r\nSet-Cookie: a=b", "=HYPERLINK(1)", "\\", "\t \n", "  ",
)  # fmt: skip
NUMBERS = (
    "-1", "0", "1.5", "1,5", "1.676", "1e309", "-1e309", "NaN", "Infinity", "-Infinity", "0x10", "²",
    "٣", "１２", "+1", "1_000", str(2**31), str(2**63 - 1), str(2**63), str(-(2**63) - 1), "9" * 400,
    "9" * 5000, "0.1" + "0" * 300,
)  # fmt: skip
DAYS = (
    "01/01/0001", "31/12/9999", "0001-01-01", "9999-12-31", "31/02/2026", "00/00/0000", "29/02/2025",
    "1/1/0", "99/99/99", "0000-00-00", "2026-11-23T10:00", "23/11/2026\0", "-1/1/2026", "01011000",
)  # fmt: skip
WORDS = ("true", "null", "None", "[]", "{}", '{"a": 1}', "undefined", "on", "administrator")
FILES = (
    ("a.pdf", b"", "application/pdf"), ("a.exe", b"MZ\x90\0" * 50, "application/pdf"),
    ("../../a.xlsx", b"PK\x03\x04" + b"\0" * 60, "image/png"), ("\u202efdp.a", b"%PDF-1.4", "text/html"),
    ("x" * 300 + ".docx", b"PK\x05\x06" + b"\0" * 18, ""), ("a.txt", b"\xff\xfe\0\xd8", "text/plain"),
)  # fmt: skip
PLAUSIBLE = {
    "text": "Nội dung thử", "textarea": "Nội dung thử, đủ dài để được nhận.", "number": "3",
    "password": "mot cau that dai 2026", "email": "thu@example.vn", "search": "thử",
}  # fmt: skip


def plausible(field: Field) -> list[str]:
    """Return what an honest person would leave or put there."""
    if any(field.values):
        return list(field.values)
    offered = [value for value in field.offered if value]
    if offered and field.kind in ("select", "radio"):
        return offered[:1]
    if field.kind in ("checkbox", "file", "hidden") or not field.is_typed:
        return list(field.values)
    days = ("_on", "date", "day", "from", "until", "_to", "ngay")
    if any(part in field.name for part in days):
        return ["23/11/2026"]
    return [PLAUSIBLE.get(field.kind, "Nội dung thử")]


def honest(form: Form) -> dict[str, list[Any]]:
    """Return the form as an honest person would send it, with its first button pressed."""
    sent: dict[str, list[Any]] = {name: list(plausible(f)) for name, f in form.fields.items()}
    for name, values in list(form.buttons.items())[:1]:
        sent[name] = values[:1]
    return sent


def values(ids: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return one hostile value; `ids` are those of rows elsewhere."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
    known = st.sampled_from((*LETTERS, *NUMBERS, *DAYS, *WORDS))
    return st.one_of(known, known, anything, st.sampled_from(ids or ("1",)))


def _file(chosen: tuple[str, bytes, str]) -> SimpleUploadedFile:
    name, content, kind = chosen
    return SimpleUploadedFile(name, content, kind)


def posted(form: Form, ids: tuple[str, ...]) -> st.SearchStrategy[Mapping[str, list[Any]]]:
    """Return ways to send a form: some names bent, gone, repeated or many, the others honest."""
    names = sorted({*form.fields, *form.buttons})
    one = values(ids).map(lambda value: [value])
    several = st.lists(values(ids), min_size=2, max_size=4)
    many = st.sampled_from([["1"] * 1500, ["x"] * 1500, list(map(str, range(1500)))])
    files = st.sampled_from(FILES).map(lambda chosen: [_file(chosen)])
    bent = st.one_of(one, one, one, st.just([]), several, many, files)
    as_files = {name for name, field in form.fields.items() if field.kind == "file"}

    def sent(changed: dict[str, list[Any]]) -> dict[str, list[Any]]:
        return honest(form) | changed

    if as_files:
        with_file = st.fixed_dictionaries(
            {}, optional={name: files if name in as_files else bent for name in names}
        )
        return with_file.map(sent)
    return st.dictionaries(st.sampled_from(names or ["x"]), bent, min_size=1, max_size=6).map(sent)
