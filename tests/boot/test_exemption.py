"""Only a demo may let its people off the second step: any other start ends in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


@pytest.mark.parametrize("command", [["manage.py", "check"], ["-c", "import portal.wsgi"]])
def test_a_production_start_with_the_demos_exemption_ends_in_a_sentence(
    command: list[str], tmp_path: Path
) -> None:
    environment = os.environ | {
        "DATA_DIR": str(tmp_path), "DEMO": "off", "DEMO_WITHOUT_SECOND_STEP": "on",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, *command], cwd=settings.BASE_DIR, env=environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.strip().splitlines() == [
        "DEMO_WITHOUT_SECOND_STEP miễn xác thực hai bước, chỉ dùng được cùng DEMO=on: hãy bỏ biến ấy."
    ]
