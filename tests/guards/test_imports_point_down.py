"""The contract on imports holds, and an import the wrong way breaks it."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, which a test may break."""
    folder = tmp_path_factory.mktemp("copy")
    for package in ("portal", "directives", "citizens"):
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("data", "__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def rooms_without_a_layer(apps: list[str], layers: str) -> list[str]:
    """Return our apps that the order of imports says nothing of."""
    ours = [app for app in apps if app.startswith(("portal.", "directives.", "citizens."))]
    rooms = [app.split(".apps.")[0] for app in ours if app != "portal.apps.PortalConfig"]
    return [room for room in rooms if room not in re.findall(r"[\w.]+", layers)]


def layers() -> str:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return " ".join(contracts["contracts"][0]["layers"])


def test_every_app_has_its_layer() -> None:
    assert rooms_without_a_layer(settings.INSTALLED_APPS, layers()) == []


def test_an_app_without_a_layer_is_found() -> None:
    apps = ["django.forms", "portal.units.apps.UnitsConfig", "portal.maps.apps.MapsConfig"]
    assert rooms_without_a_layer(apps, layers()) == ["portal.maps"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def lint_with(folder: Path, file: str, line: str) -> str:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{line}\n", encoding="utf-8")
    try:
        done = lint(folder)
    finally:
        path.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    return done.stdout


def test_all_imports_point_down(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("portal/text.py", "import portal.reports.apps", "Imports point down"),
        ("portal/units/apps.py", "import portal.accounts.apps", "Imports point down"),
        (
            "citizens/surveys/apps.py",
            "import directives.registry.apps",
            "knows nothing of documents",
        ),
        ("directives/registry/apps.py", "import directives.assignments.apps", "does not know the"),
        ("directives/reading/__init__.py", "import django.conf", "needs no Django"),
        ("portal/access.py", "import portal.units.models", "imports no model"),
        ("portal/audit/rules.py", "import portal.audit.models", "Rules know no rows"),
    ],
)
def test_an_import_the_wrong_way_is_found(copy: Path, file: str, line: str, contract: str) -> None:
    said = lint_with(copy, file, line)
    assert any(contract in row and row.endswith("BROKEN") for row in said.splitlines())
