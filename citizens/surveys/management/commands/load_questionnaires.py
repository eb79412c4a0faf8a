"""Load the reviewed questionnaires of `citizens/surveys/questionnaires/`, each once."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from citizens.surveys.actions.questionnaires import load_instrument
from citizens.surveys.rules.instruments import WrongInstrument, read_instrument

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"


class Command(BaseCommand):
    help = "Nạp các phiếu hỏi đã duyệt; chạy lại không thay đổi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *args: Any, folder: Path, verbosity: int = 1, **options: Any) -> None:
        for path in sorted(folder.glob("*.toml")):
            try:
                version, is_new = load_instrument(
                    instrument=read_instrument(path.read_bytes()), by=None
                )
            except WrongInstrument as error:
                raise CommandError(f"{path.name}: {error}") from error
            except ValidationError as error:
                raise CommandError(f"{path.name}: {' '.join(error.messages)}") from error
            if verbosity:
                self.stdout.write(f"{path.name}: {'đã nạp' if is_new else 'đã có'} – {version}")
