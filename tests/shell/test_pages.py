"""The frame and the components, drawn together; errors in Vietnamese."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from portal import errors
from portal.access import Role
from portal.context import NAVIGATION, Shell
from tests.shell.gallery import someone

COMPONENTS = settings.BASE_DIR / "templates" / "components"
pytestmark = pytest.mark.urls("tests.shell.gallery")


@pytest.fixture
def gallery(client: Client, db: None) -> str:
    return client.get("/").content.decode()


def navigation(role: Role) -> list[str]:
    request = RequestFactory().get("/van-ban/12/")
    request.scope, request.posting = someone(role)  # type: ignore[attr-defined]
    return [entry.label for entry in Shell(request).navigation]


def test_the_navigation_shows_what_the_posting_may_open() -> None:
    assert "Tiếp công dân" in navigation(Role.COMMUNE_OFFICIAL)
    assert {"Khảo sát", "Nhiệm vụ"} <= set(navigation(Role.FRONT))  # duties may be the Front's too
    for absent in ("Tiếp công dân", "Báo cáo"):
        assert absent not in navigation(Role.FRONT)


def test_a_page_lies_under_one_entry_of_the_navigation() -> None:
    assert Shell(RequestFactory().get("/van-ban/12/")).section == "/van-ban/"
    assert Shell(RequestFactory().get("/")).section == "/"
    assert Shell(RequestFactory().get("/tim-kiem/")).section == ""


def test_the_keys_of_the_navigation_are_all_different() -> None:
    keys = [entry.key for entry in NAVIGATION if entry.key]
    assert len(keys) == len(set(keys))


def test_the_frame_names_the_person_and_the_place(gallery: str) -> None:
    assert "Nguyễn Thị Hồng Nhung" in gallery
    assert "UBND phường Bắc Giang" in gallery
    assert 'href="/" aria-current="true"' in gallery


def test_the_page_needs_no_inline_script_or_style(gallery: str) -> None:
    assert not re.search(r"\sstyle=", gallery)
    assert not re.search(r"\son[a-z]+=", gallery)
    assert not re.search(r"<script(?![^>]*\ssrc=)", gallery)


def test_every_asset_comes_from_this_host(gallery: str) -> None:
    addresses = re.findall(r'(?:src|href|action)="([^"]+)"', gallery)
    assert not [a for a in addresses if a.startswith(("http:", "https:", "//"))]


def test_one_thing_only_is_the_main_thing_to_do(gallery: str) -> None:
    masthead = gallery[gallery.index('class="masthead"') : gallery.index('class="figures"')]
    assert masthead.count("btn-primary") == 1


def test_ids_are_unique(gallery: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', gallery)
    assert len(ids) == len(set(ids))


def test_a_form_with_errors_comes_back_as_422_with_what_was_typed(client: Client, db: None) -> None:
    response = client.post("/", {"number": "33-CT/TU", "issued_on": "31/02/2026", "kind": "KH"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="33-CT/TU"' in page
    assert 'value="KH" selected' in page
    assert page.index("Chưa lưu được") < page.index('value="31/02/2026"')


@pytest.mark.parametrize("name", sorted(path.name for path in COMPONENTS.glob("*.html")))
def test_every_component_says_what_it_takes(name: str) -> None:
    first = (COMPONENTS / name).read_text(encoding="utf-8").lstrip().split("\n")[0]
    assert first.startswith("{#")


def forbidden() -> HttpResponse:
    return errors.forbidden(asking(), PermissionError("Ủy ban MTTQ không có quyền ký."))


def asking() -> HttpRequest:
    return RequestFactory().get("/khong-co/")


def test_a_refusal_names_the_act() -> None:
    response = forbidden()
    assert response.status_code == 403
    assert "Ủy ban MTTQ không có quyền ký." in response.content.decode()


def test_what_is_missing_is_404_in_vietnamese_and_says_no_more(client: Client, db: None) -> None:
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


def test_too_much_data_is_413_with_the_limit() -> None:
    response = errors.bad_request(asking(), errors.TOO_LARGE[0]("x"))
    assert response.status_code == 413
    assert "20 MB" in response.content.decode()


def test_the_page_of_a_crash_asks_nothing_of_the_database() -> None:
    response = errors.server_error(asking())  # this test has no database: a query would fail it
    assert response.status_code == 500
    assert "Máy chủ gặp lỗi" in response.content.decode()


def templates() -> list[Path]:
    return sorted((settings.BASE_DIR / "templates").rglob("*.html"))


def test_every_icon_that_a_template_draws_is_in_the_sprite() -> None:
    listed = set((settings.BASE_DIR / "static" / "icons.txt").read_text("utf-8").split("\n"))
    for path in templates():
        drawn = re.findall(r'(?:\{% icon |icon_name=)"([\w-]+)"', path.read_text(encoding="utf-8"))
        assert set(drawn) <= listed, path.name


def test_no_template_has_inline_style_script_or_bootstraps_script() -> None:
    for path in templates():
        text = path.read_text(encoding="utf-8")
        if "paper" in path.parts:
            continue  # paper has its own sheet and no policy
        assert not re.search(
            r"\sstyle=|\son(click|change|submit|input|load)=|data-bs-[^t]", text
        ), path
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style", text), path
