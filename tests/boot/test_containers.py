"""The Dockerfile and the compose file agree with the settings and with the locked programs."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.settings_list import settings_read
from scripts.system import PANGO_PACKAGES

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text(encoding="utf-8")


def ours(compose: dict[str, Any]) -> dict[str, Any]:
    return {name: about for name, about in compose["services"].items() if "build" in about}


def unknown_variables(environment: dict[str, str]) -> set[str]:
    return {name for name in environment if name.removesuffix("_FILE") not in settings_read()}


def test_production_has_every_program(compose: dict[str, Any]) -> None:
    assert {"web", "worker", "scheduler", "db", "redis", "proxy"} <= set(compose["services"])
    assert set(ours(compose)) == {"prepare", "web", "worker", "scheduler"}


def test_compose_sets_only_variables_that_the_settings_read(compose: dict[str, Any]) -> None:
    for about in ours(compose).values():
        assert unknown_variables(about["environment"]) == set()


def test_a_variable_that_no_setting_reads_is_found() -> None:
    assert unknown_variables({"REDIS_URL": "", "SECRET_KEY_FILE": "", "REDIS_HOST": ""}) == {
        "REDIS_HOST"
    }


def test_production_is_no_demo_and_has_its_secrets_from_files(compose: dict[str, Any]) -> None:
    for about in ours(compose).values():
        environment = about["environment"]
        assert "DEMO" not in environment
        assert environment["HTTPS"] == "on"
        assert not {"SECRET_KEY", "IDENTITY_KEY", "LOOKUP_KEY", "DATABASE_URL"} & set(environment)


def test_every_secret_volume_and_network_that_is_used_is_declared(compose: dict[str, Any]) -> None:
    for about in compose["services"].values():
        assert set(about.get("secrets", [])) <= set(compose["secrets"])
        assert set(about.get("networks", [])) <= set(compose["networks"])
        volumes = {entry.partition(":")[0] for entry in about.get("volumes", [])}
        assert volumes <= set(compose["volumes"])


def test_every_long_running_program_reports_its_health(compose: dict[str, Any]) -> None:
    running = {name: about for name, about in compose["services"].items() if name != "prepare"}
    assert [name for name, about in running.items() if "healthcheck" not in about] == []


def test_a_second_scheduler_stands_by(compose: dict[str, Any]) -> None:
    assert compose["services"]["scheduler"]["deploy"]["replicas"] == 2


def test_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    services = compose["services"].items()
    assert [name for name, about in services if "ports" in about] == ["proxy"]


def test_the_proxy_lets_through_the_largest_upload(compose: dict[str, Any]) -> None:
    limit = re.search(r"max_size (\d+)MB", compose["configs"]["caddyfile"]["content"])
    assert limit is not None
    environment = compose["services"]["web"]["environment"]
    assert int(limit[1]) > int(environment["UPLOAD_LIMIT_MIB"]) * 1.05


def test_the_image_has_what_the_portal_needs_and_runs_as_nobody_special(dockerfile: str) -> None:
    assert all(package in dockerfile for package in PANGO_PACKAGES)
    assert "--require-hashes -r requirements.lock" in dockerfile
    assert "USER portal" in dockerfile
    assert set(re.findall(r"ENV (?:.* )?(DATA_DIR|STATIC_ROOT)=", dockerfile)) <= settings_read()


def test_the_image_copies_only_files_that_exist(dockerfile: str) -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert names >= {"package.json", "requirements.lock"}
    assert [name for name in names if not (ROOT / name).exists()] == []
