"""Pasting a text or uploading its file."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict

from directives.reading import Reading, read
from directives.reading.legacy import converted, letters_lost
from directives.registry.models import new_entry_key
from directives.registry.uploads import Scanned, text_of
from directives.registry.uploads.scans import check_readable
from portal.access import Scope
from portal.files.actions import keep_bytes, read_upload
from portal.files.models import Attachment
from portal.files.rules import DOCUMENTS
from portal.forms import UploadField, VietnameseTextField

MAX_LETTERS = 1_000_000
NO_CITATION = (
    "Không tìm thấy số, ký hiệu của văn bản nào được dẫn chiếu trong phần chữ này. Hãy xem lại đã đủ"
    " phần chữ chưa; nếu văn bản đúng là không dẫn chiếu, đánh dấu ô dưới rồi gửi lại."
)
LETTERS_LOST = (
    "Phần chữ có vẻ bị hỏng mã: nhiều dấu “?” giữa chữ, chữ có dấu đã mất. Hãy lưu lại tệp gốc bằng UTF-8"
    " rồi dán lại; nếu vẫn muốn dùng phần chữ này, đánh dấu ô dưới rồi gửi lại."
)
TEXT_AND_FILE = (
    "Vừa dán phần chữ vừa chọn tệp: chỉ dùng một. Phần chữ đã dán vẫn còn nguyên; muốn lấy chữ của"
    " tệp thì xóa phần chữ rồi chọn lại tệp."
)
_SALT = "registry.upload"


class EntryForm(forms.Form):
    """Either box will do, not both. A file's text is put into the text box, so that no error loses it."""

    text = VietnameseTextField(
        label="Phần chữ của văn bản",
        required=False,
        max_length=MAX_LETTERS,
        help_text="Dán cả trang cũng được: phần thừa của trang mạng được bỏ qua.",
        widget=forms.Textarea(attrs={"rows": 11, "spellcheck": "false"}),
        error_messages={"max_length": "Phần chữ dài quá %(limit_value)d ký tự."},
    )
    upload = UploadField(
        label="Hoặc chọn tệp",
        required=False,
        accept=".txt,.doc,.docx,.pdf,.png,.jpg",
        help_text="Tệp .doc, .docx, .pdf, .txt, hoặc ảnh .png, .jpg. Bản quét được đọc chữ ở chế độ nền.",
    )
    without_citations = forms.BooleanField(
        label="Văn bản này không dẫn chiếu văn bản nào khác", required=False
    )
    with_letters_lost = forms.BooleanField(label="Vẫn dùng phần chữ bị hỏng mã", required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    entry_key = forms.CharField(max_length=40, widget=forms.HiddenInput, initial=new_entry_key)

    reading: Reading | None = None
    source: Attachment | None = None
    scan_pages = 0  # of an upload whose letters have to be read in the background
    notice = ""  # that the text was in an old encoding and has been converted

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        self.scope = scope
        super().__init__(*args, **kwargs)
        self._convert_pasted()

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload is None:
            return None
        kind, content = read_upload(upload, allowed=DOCUMENTS)
        try:
            found = text_of(kind, content)
            self._file_text, self.notice = found.text, found.notice
        except Scanned as scanned:
            check_readable(scanned.pages)
            self.scan_pages = scanned.pages
        if self.cleaned_data.get("text", "").strip() and not self.data.get("kept"):
            raise ValidationError(TEXT_AND_FILE)
        self.source = keep_bytes(
            content, name=upload.name or "van-ban", kind=kind,
            organisation_id=self.scope.organisation_id, uploaded_by_id=self.scope.user_id,
        )  # fmt: skip
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.scan_pages or "upload" in self.errors or "text" in self.errors:
            return data
        if self.source is not None:
            self._take_file_text(data)
        elif data.get("kept"):
            self.source = self._kept_source(data["kept"])
        text = data.get("text", "")
        if not text.strip():
            raise ValidationError({"text": "Hãy dán phần chữ của văn bản, hoặc chọn một tệp."})
        self.reading = read(text)
        if letters_lost(text) and not data.get("with_letters_lost"):
            self.add_error("text", LETTERS_LOST)
        if not self.reading.citations and not data.get("without_citations"):
            self.add_error("text", NO_CITATION)
        return data

    @property
    def checked_reading(self) -> Reading:
        """What was read. Only after the form was found valid."""
        assert self.reading is not None
        return self.reading

    @property
    def asks_about_citations(self) -> bool:
        """Whether to show the box that says "it cites nothing": only once that is in question."""
        return NO_CITATION in self.errors.get("text", []) or bool(
            self.data.get("without_citations")
        )

    @property
    def asks_about_letters(self) -> bool:
        """Whether to show the box that takes a damaged text: only once it looks so."""
        return LETTERS_LOST in self.errors.get("text", []) or bool(
            self.data.get("with_letters_lost")
        )

    def _convert_pasted(self) -> None:
        """Convert what was pasted in TCVN3 or VNI, before NFC drops the soft hyphen, which is TCVN3's "ư"."""
        found = converted(self.data.get("text") or "")
        if found.source:
            shown = QueryDict(mutable=True)
            shown.update(self.data)
            shown["text"], self.notice = found.text, found.notice
            self.data = shown

    def _take_file_text(self, data: dict[str, Any]) -> None:
        """Show the file's text in the box, and remember the file, in case the page comes back."""
        data["text"] = self._file_text[:MAX_LETTERS]
        assert self.source is not None
        ticket = signing.dumps([self.source.pk, self.scope.organisation_id], salt=_SALT)
        shown = QueryDict(mutable=True)
        shown.update(self.data)
        shown["text"], shown["kept"] = data["text"], ticket
        self.data = shown

    def _kept_source(self, ticket: str) -> Attachment | None:
        """The file of an earlier try, if the ticket is ours and of this organisation."""
        try:
            pk, organisation_id = signing.loads(ticket, salt=_SALT, max_age=24 * 3600)
        except signing.BadSignature:
            return None
        if organisation_id != self.scope.organisation_id:
            return None
        return Attachment.objects.filter(pk=pk, organisation_id=organisation_id).first()
