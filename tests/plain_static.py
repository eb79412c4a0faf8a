"""Static files as they lie in the tree, for tests."""

from functools import cache
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage


class PlainStaticFiles(StaticFilesStorage):
    """Files without a manifest; the address of each is put together once, as a manifest has it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = cache(super().url)  # type: ignore[method-assign]
