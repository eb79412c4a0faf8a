import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Max

from portal.audit.models import Chain
from portal.audit.rules import Witness, first_break


class Command(BaseCommand):
    """Walk every chain; exit code 1 and one sentence per broken chain when one does not hold.

    `--heads` prints one line of JSON per chain, to be kept outside (printed, signed, sent to another
    office); `--witness FILE` checks the chains against such lines.
    """

    help = "Verify the chains of the audit record, and the values still kept beside them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", type=int, help="only this one's chain; 0: the system")
        parser.add_argument("--heads", action="store_true", help="print the heads, verify nothing")
        parser.add_argument("--witness", metavar="FILE", help="lines that --heads printed; - reads")

    def handle(self, *args: Any, **options: Any) -> None:
        chains = Chain.objects.order_by("pk")
        if options["organisation"] is not None:
            chains = chains.filter(pk=options["organisation"])
        if options["heads"]:
            for chain in chains.iterator():
                self.stdout.write(json.dumps(_head(chain)))
            return
        seen = _witnesses(options["witness"]) if options["witness"] else {}
        count, broken = 0, []
        for chain in chains.iterator():
            count += 1
            if sentence := _check(chain, seen.pop(chain.pk, None)):
                broken.append(f"Tổ chức {chain.pk}: {sentence}")
        if options["organisation"] is None:
            broken += [f"Tổ chức {gone}: không còn chuỗi nào." for gone in sorted(seen)]
        elif not count:
            broken.append(f"Tổ chức {options['organisation']} không có chuỗi nhật ký.")
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"{count} chuỗi nhật ký nguyên vẹn.")


def _head(chain: Chain) -> dict[str, Any]:
    return {"organisation": chain.pk, "place": chain.length, "hash": chain.head}


def _witnesses(path: str) -> dict[int, Witness]:
    """Return what the lines of `path` saw, by organisation. Raises `CommandError`."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        return dict(_each_witness(text))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"Không đọc được các mã đã giữ bên ngoài: {error}") from error


def _each_witness(text: str) -> Iterator[tuple[int, Witness]]:
    for line in text.splitlines():
        if line.strip():
            seen = json.loads(line)
            yield int(seen["organisation"]), Witness(int(seen["place"]), str(seen["hash"]))


def _check(chain: Chain, witness: Witness | None) -> str | None:
    """Return what is wrong with one chain; others may go on writing to it meanwhile."""
    links = chain.entries.up_to(chain.length).links()
    if sentence := first_break(links, head=chain.head, witness=witness):
        return sentence
    last = chain.entries.aggregate(last=Max("place"))["last"] or 0
    chain.refresh_from_db()
    return None if last <= chain.length else f"Có mục thứ {last} nằm ngoài chuỗi."
