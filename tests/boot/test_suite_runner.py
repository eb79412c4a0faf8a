"""What the runner of the suite counts as failed, and what it only names."""

import pytest

from scripts.test import NO_SHARED, Outcome, close


def outcome(**skipped: str) -> Outcome:
    return Outcome(passed=3, skipped=skipped)


def test_a_test_that_could_not_run_fails_a_strict_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert close(outcome(pdf="thiếu pango"), strict=True) == 1
    assert "KHÔNG CHẠY ĐƯỢC  pdf: thiếu pango" in capsys.readouterr().out


def test_texts_that_are_not_beside_the_checkout_are_named_and_no_failure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert close(outcome(real_text=NO_SHARED), strict=True) == 0
    said = capsys.readouterr().out
    assert "KHÔNG CÓ ../shared  real_text" in said
    assert "3 passed, 0 failed, 1 skipped" in said


def test_a_failed_stage_fails_the_run() -> None:
    assert close(Outcome(passed=3, broken=["SQLite: pytest trả về mã 1"]), strict=False) == 1


def test_a_run_without_any_test_fails() -> None:
    assert close(Outcome(), strict=False) == 1
