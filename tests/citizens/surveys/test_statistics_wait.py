"""SciPy costs a second and 87 MiB: only who looks at statistics pays for it."""

import subprocess
import sys

LOADED = """
import sys
import django
django.setup()
import portal.urls
from citizens.surveys.rules.comparisons import ranks
assert "scipy" not in sys.modules and "numpy" not in sys.modules, "at the start"
from citizens.surveys.rules.formulas import wilson
wilson(3, 4)
assert "scipy" in sys.modules
assert not {"statsmodels", "pandas"} & {*sys.modules}
"""


def test_no_start_and_no_page_without_statistics_imports_scipy() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
