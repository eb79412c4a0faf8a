"""Requests that no browser sends: hosts, methods, tokens, bodies. Each is refused clearly and changes nothing."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.attack.siege import Make, places
from tests.attack.tally import Tally, is_in_sample
from tests.matrix.askers import Asker
from tests.matrix.samples import Sample, load_rooms
from tests.matrix.world import NOTES, Answer, World, undone

load_rooms()
pytestmark = pytest.mark.django_db
EDGE = "xxBOUNDARYxx"
PART = f'--{EDGE}\r\nContent-Disposition: form-data; name="name"\r\n\r\nabc\r\n'
MULTIPART = f"multipart/form-data; boundary={EDGE}"
# Content type, body: cut off, without what it announces, or of another kind than it says.
BODIES: dict[str, tuple[str, bytes]] = {
    "json": ("application/json", b'{"name": {"$ne": 1}, "is_superuser": true}'),
    "broken json": ("application/json", b'{"a":'),
    "xml": ("application/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "cut multipart": (MULTIPART, (PART + f'--{EDGE}\r\nContent-Disposition: form-data; name="f"; fi').encode()),
    "no edge named": ("multipart/form-data", PART.encode()),
    "empty edge": ("multipart/form-data; boundary=", PART.encode()),
    "edge of letters": (f"multipart/form-data; boundary={'é' * 80}", PART.encode()),
    "other edge": ("multipart/form-data; boundary=khac", (PART + f"--{EDGE}--\r\n").encode()),
    "bad base64": (
        MULTIPART,
        PART.replace("\r\n\r\nabc", "\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%=").encode() + b"--",
    ),
    "form as multipart": (MULTIPART, b"a=1&b=2"),
    "multipart as form": ("application/x-www-form-urlencoded", PART.encode()),
    "unknown letters": ("application/x-www-form-urlencoded; charset=khong-co", b"a=\xff\xfe&%zz=%"),
    "utf-7": ("application/x-www-form-urlencoded; charset=utf-7", b"name=+ADw-script+AD4-"),
    "utf-16 noise": ("application/x-www-form-urlencoded", b"\xff\xfen\x00a\x00=\x00\xd8"),
    "nothing": ("", b""),
    "noise": ("application/octet-stream", bytes(range(256)) * 8),
}  # fmt: skip
FORGED: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true"},
    {"Origin": "https://evil.example"},
)
METHODS = ("put", "patch", "delete", "options", "trace", "head")
OVERRIDES = {
    "X-HTTP-Method-Override": "DELETE",
    "X-HTTP-Method": "PUT",
    "X-Method-Override": "PATCH",
}
HEADERS = {
    "Accept-Language": "../../../etc/passwd,en;q=" + "9" * 300, "User-Agent": "x" * 5000,
    "X-Forwarded-For": "' OR 1=1 --, ::1, \t",
    "Cookie": "sessionid=a%00b; csrftoken=x; theme=<script>; known=W10:x",
    "If-Modified-Since": "x", "If-None-Match": "*", "Range": "bytes=99999999999-1,-5", "HX-Target": "<script>",
    "HX-Trigger": "\x7f", "HX-Prompt": "%F0%9F%92%A3", "HX-Boosted": "true", "Content-Length-X": "-1",
    "HX-History-Restore-Request": "true", "Accept": "application/json;q=x", "Accept-Encoding": "gzip;q=2",
}  # fmt: skip


def who_may(world: World, sample: Sample) -> Asker:
    """Return one who has the row within their scope; for an address without a row, one who works."""
    names = sorted(sample.seen_by - {"khách"})
    return world.asker(names[0] if names and "sonoivu" not in names else "sonoivu")


def wrong(answer: Answer, *, may_write: bool = True) -> Iterator[str]:
    if answer.status >= 500:
        error = getattr(answer.response, "exc_info", None) or ("", "")
        yield f"{answer.status} {error[1]!r}"
    if answer.wrote - NOTES and not may_write:
        yield f"wrote {sorted(answer.wrote - NOTES)}"
    if answer.broken:
        yield answer.broken


@pytest.mark.parametrize("make", places(), ids=lambda make: make.__name__)
def test_strange_bodies_methods_and_headers_are_no_error_of_ours(
    world: World, tally: Tally, all_attacks: bool, make: Make
) -> None:
    tally.what = "Địa chỉ × thân hỏng, phương thức lạ, đầu đề độc hại"
    found = []
    with undone():
        kwargs = dict(make())
        for address, sample in places()[make]:
            url, asker = reverse(address.name, kwargs=kwargs), who_may(world, sample)
            for name, send in strange(world, asker, url):
                if not all_attacks and not is_in_sample(address.name, name, one_in=12):
                    continue
                answer = send()
                tally.note(asker.name, answer.status, address.route)
                found += [(url, name, says) for says in wrong(answer, may_write=name in BODIES)]
    assert found == []


def strange(world: World, asker: Asker, url: str) -> Iterator[tuple[str, Callable[[], Answer]]]:
    """Return the strange requests of one address, not yet sent."""
    send = partial(world.send, asker)
    for name, (kind, body) in BODIES.items():
        yield name, partial(send, "post", url, body, content_type=kind)
    for method in METHODS:
        data = {} if method == "head" else b"name=abc"
        yield method, partial(send, method, url, data)
    yield "overrides", partial(send, "get", url, {"_method": "delete"}, headers=OVERRIDES)
    yield "headers", partial(send, "get", url, headers=HEADERS)


@pytest.mark.parametrize("make", places(), ids=lambda make: make.__name__)
def test_no_address_takes_a_post_without_its_token(
    world: World, tally: Tally, all_attacks: bool, make: Make
) -> None:
    tally.what = "Địa chỉ × gửi không có mã chống giả mạo"
    found = []
    with undone():
        kwargs = dict(make())
        for address, sample in places()[make]:
            asker = who_may(world, sample)
            client = world.strict_client(asker)
            url = reverse(address.name, kwargs=kwargs)
            for headers in FORGED:
                if all_attacks or is_in_sample(address.name, *headers, one_in=len(FORGED)):
                    with undone():
                        status = client.post(url, {"a": "1"}, headers=headers).status_code
                    tally.note(asker.name, status, address.route)
                    found += [(address.name, status)] * (status not in (403, 405))
    assert found == []


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "[::1",
        "a b",
        "testserver@evil",
    ],
)
def test_a_host_that_is_not_ours_is_a_bad_request(client: Client, host: str) -> None:
    client.raise_request_exception = False
    for address in ("/", "/tai-khoan/dang-nhap/?next=/"):
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded"])
def test_no_other_header_names_the_host(client: Client, name: str) -> None:
    answer = client.get("/bao-cao/", headers={name: "evil.example"})
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")
    assert (
        "evil"
        not in client.get("/tai-khoan/dang-nhap/", headers={name: "evil.example"}).content.decode()
    )


def test_too_many_fields_files_or_letters_are_said_in_vietnamese(world: World) -> None:
    asker, url = world.asker("sonoivu"), reverse("registry:new")
    files = {
        f"f{n}": SimpleUploadedFile(f"{n}.txt", b"x")
        for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)
    }
    fields = {f"a{n}": "1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    large = {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 10)}
    for sent, status in ((files, 413), (fields, 400), (large, 413)):
        answer = world.send(asker, "post", url, sent)
        assert answer.status == status
        assert '<html lang="vi"' in answer.body
        assert not answer.wrote - NOTES
