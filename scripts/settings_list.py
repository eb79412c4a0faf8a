"""Which environment variables the code reads: found in its syntax, so that none can hide."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "portal" / "settings.py"


def names_read(source: str) -> set[str]:
    """Return the first argument of each call of `env…(…)` and `env_secret(…)`."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {str(call.args[0].value) for call in calls if _reads_environment(call)}  # type: ignore[attr-defined]


def _reads_environment(call: ast.Call) -> bool:
    called = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    is_reader = isinstance(called, ast.Name) and called.id in ("env", "env_secret")
    return is_reader and bool(call.args) and isinstance(call.args[0], ast.Constant)


def settings_read() -> set[str]:
    return names_read(SETTINGS.read_text(encoding="utf-8"))
