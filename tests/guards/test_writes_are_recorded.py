"""Every write that a person asks for leaves an entry in the audit record."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "directives", "citizens")
# What a person asks for that another act records, or that is its own record.
NOT_BY_ITSELF = {
    "ask_for_table": "the job's own row says who asked, for which list",
    "tell_unit": "each row that a letter names records it, by `note_urged`",
    "enqueue": "the job's own row says who asked, and what became of it",
    "make": "the same, for work that comes due by the clock",
    "make_files": "the files follow from what was signed, and the job's row says who asked",
    "ask_confirmation": "the job's own row says who asked; the change of the address is recorded",
    "keep_upload": "the act that the file belongs to records it",
    "arrange_leave": "standing in is recorded as a posting",
    "enter_scan": "entering the draft that it becomes is recorded",
    "enter_person": "the account and the posting that a line of a roster makes are recorded each",
    "purge": "each paper's erasing is recorded by `erase_values`, and the reclassifying by itself",
    "purge_settlements": "each settlement's erasing is recorded by `erase_values`",
    "untold": "the correction is recorded by its own act, the erasing by `erase_values_that`",
    "mark_read": "what somebody has read of their own notices concerns nobody else",
}


def unrecorded(source: str) -> list[str]:
    """Return the functions of a module of actions that take `by` and reach no `record(…)`."""
    functions = {
        node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)
    }
    calls = {name: _called(node) for name, node in functions.items()}
    recording = {"record", "record_each"}
    while grown := {name for name, called in calls.items() if called & recording} - recording:
        recording |= grown
    asked = {name for name, node in functions.items() if _takes_by(node)}
    return sorted(name for name in asked - recording if not name.startswith("_"))


def _called(function: ast.FunctionDef) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def _takes_by(function: ast.FunctionDef) -> bool:
    return "by" in {argument.arg for argument in function.args.kwonlyargs}


def action_modules() -> list[Path]:
    """Return every `actions.py` and every module of an `actions` package."""
    found = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return sorted(
        path.relative_to(ROOT)
        for path in found
        if path.name == "actions.py" or path.parent.name == "actions"
    )


@pytest.mark.parametrize("path", action_modules(), ids=str)
def test_every_act_of_a_person_is_recorded(path: Path) -> None:
    found = unrecorded((ROOT / path).read_text(encoding="utf-8"))
    assert [name for name in found if name not in NOT_BY_ITSELF] == []


def test_an_act_that_leaves_no_trace_is_found() -> None:
    silent = "def close(*, row, by):\n    row.delete()\n"
    assert unrecorded(silent) == ["close"]


def test_an_act_that_records_through_another_is_fine() -> None:
    told = "def close(*, row, by):\n    _tell(row)\ndef _tell(row):\n    record(act='x')\n"
    assert unrecorded(told) == []
