"""Files on disk, whole or not at all."""

import os
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Writes beside the name and links it in when it is whole: no name ever leads to half a file.

    A disk that is full leaves nothing; a process killed meanwhile leaves a `.part`, which is named
    in no row and goes with the sweep of files.
    """

    def _save(self, name: str, content: File[bytes]) -> str:
        part = f"{name}.{uuid4().hex}.part"
        try:
            super()._save(part, content)  # type: ignore[misc]  # not in the stubs
            return self._named(part, name)
        finally:
            self.delete(part)

    def _named(self, part: str, name: str) -> str:
        while True:
            try:
                os.link(self.path(part), self.path(name))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name
