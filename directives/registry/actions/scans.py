"""Scans: asked for with the upload, read page by page by a job, a draft in the end."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from directives.registry.actions.entry import enter
from directives.registry.models import Directive, Scan, ScanPage
from portal.access import Scope
from portal.accounts.models import Posting
from portal.audit.actions import record
from portal.files.models import Attachment
from portal.jobs.actions import enqueue
from portal.notices.actions import tell
from portal.notices.kinds import NoticeKind

KIND = "registry_read_scan"
UNREAD = "[Trang {} chưa đọc được, xem tệp gốc]"
Span = tuple[int, int]


@transaction.atomic
def read_scan(*, source: Attachment, pages: int, entry_key: str, by: Scope) -> Scan:
    """Have the letters of a kept upload read. Sending it twice under one key is sending it once."""
    key = hashlib.sha256(f"{entry_key}\n{source.sha256}".encode()).hexdigest()[:40]
    scan, made = Scan.objects.get_or_create(
        owner_id=by.organisation_id, entry_key=key, defaults={"source": source, "pages": pages}
    )
    if made:
        job = enqueue(
            KIND, {"scan": scan.pk}, title=f"Đọc bản quét {source.name}", key=f"{KIND}:{scan.pk}", by=by
        )  # fmt: skip
        scan.job = job
        scan.save(update_fields=["job"])
        record(
            act="directive.scan", target=job, by=by,
            says=f"Gửi bản quét {source.name}, {pages} trang, để đọc chữ.",
        )  # fmt: skip
    return scan


def keep_page(*, scan: Scan, number: int, text: str, unsure: Sequence[Span]) -> None:
    """Keep what was read on a page; a page read again replaces what was there."""
    ScanPage.objects.update_or_create(
        scan=scan, number=number, defaults={"text": text, "unsure": [list(span) for span in unsure]}
    )


def keep_unread(*, scan: Scan, number: int) -> None:
    """Keep that a page could not be read, where its text would stand."""
    words = UNREAD.format(number)
    keep_page(scan=scan, number=number, text=words, unsure=[(0, len(words))])


@transaction.atomic
def enter_scan(*, scan: Scan, by: Scope) -> Directive:
    """Make the draft of what was read on all pages, with the words that are not sure; pages go then.

    Who sent the scan is told: they did not wait for it.
    """
    pages = list(scan.read_pages.all())
    text, unsure = _joined(pages)
    draft = enter(text=text, entry_key=scan.entry_key, by=by, source=scan.source, unsure=unsure)
    scan.directive = draft
    scan.save(update_fields=["directive"])
    scan.read_pages.all().delete()
    tell(
        postings=Posting.objects.filter(pk=by.posting_id), kind=NoticeKind.SCAN, key=f"scan:{scan.pk}",
        text=f"Đã đọc xong bản quét {scan.source.name}: mời rà soát {draft.title}.",
        href=scan.get_absolute_url(),
    )  # fmt: skip
    return draft


def has_letters(*, scan: Scan) -> bool:
    """Whether any page gave a text: blank pages and unread ones do not."""
    return any(
        page.text.strip() not in ("", UNREAD.format(page.number)) for page in scan.read_pages.all()
    )


def _joined(pages: Sequence[ScanPage]) -> tuple[str, list[Span]]:
    text, unsure = "", list[Span]()
    for page in pages:
        text += "\n\n" if text else ""
        unsure += [(start + len(text), end + len(text)) for start, end in page.unsure]
        text += page.text
    return text, unsure
