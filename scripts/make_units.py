"""Make the data files of `portal/units/data` from the package `vietnamadminunits` (MIT).

Run it again when the package brings newer data: `python scripts/make_units.py`. It rewrites
`districts.csv`, `communes_until_2025.csv`, `communes_since_2025.csv`, `provinces.csv` and
`successions.csv`; review the difference like any other change. `renames.csv` and
`resolutions.csv` are written by hand, each row with its source.

The package says of each old commune whether it went whole to one new commune or was divided among
several. It joined the divided ones by name alone, so two old communes of one name in one merged
province each got the other's successors. `_false_claims` drops those; what is left with one
successor went there whole.
"""

import csv
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import vietnamadminunits

SOURCE = Path(vietnamadminunits.__file__).parent / "data"
TARGET = Path(__file__).resolve().parent.parent / "portal" / "units" / "data"
KINDS = {
    "Tỉnh": "province",
    "Quận": "urban_district",
    "Huyện": "district",
    "Thị xã": "town",
    "Xã": "commune",
    "Phường": "ward",
    "Thị trấn": "township",
    "Đặc khu": "special_zone",
}
LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
Row = tuple[str, ...]
Edge = tuple[str, str]


def main() -> None:
    database = sqlite3.connect(SOURCE / "dataset.db")
    conversion = json.loads((SOURCE / "converter_2025.json").read_text(encoding="utf-8"))
    old, new = _keys(database)
    write(
        "provinces",
        ("code", "kind", "name", "valid_from", "valid_to"),
        provinces(database, conversion),
    )
    write("districts", ("code", "kind", "name", "province"), districts(database))
    write("communes_until_2025", ("code", "kind", "name", "district"), old_communes(database))
    write("communes_since_2025", ("code", "kind", "name", "province"), new_communes(database))
    edges = province_edges(database, conversion) + commune_edges(conversion, old, new)
    write("successions", ("old", "new", "extent"), edges)


def provinces(
    database: sqlite3.Connection, conversion: dict[str, dict[str, list[str]]]
) -> list[Row]:
    """Return the 63 of before and the merged ones of after; the others simply go on."""
    merged = {key for key, old in conversion["DICT_PROVINCE"].items() if old != [key]}
    going_on = set(conversion["DICT_PROVINCE"]) - merged
    before = database.execute(
        "SELECT DISTINCT provinceCode, province, provinceKey FROM admin_units_legacy"
    ).fetchall()
    after = database.execute(
        "SELECT DISTINCT provinceCode, province, provinceKey FROM admin_units"
    ).fetchall()
    rows: list[Row] = [
        (code, *_split(name, level="province"), "", "" if key in going_on else LAST_DAY)
        for code, name, key in before
    ]
    rows += [
        (code, *_split(name, level="province"), FIRST_DAY, "")
        for code, name, key in after
        if key in merged
    ]
    return rows


def districts(database: sqlite3.Connection) -> list[Row]:
    rows = database.execute(
        "SELECT DISTINCT districtCode, district, provinceCode FROM admin_units_legacy"
    )
    return [(code, *_split(name, level="district"), province) for code, name, province in rows]


def old_communes(database: sqlite3.Connection) -> list[Row]:
    rows = database.execute(
        "SELECT wardCode, ward, districtCode FROM admin_units_legacy WHERE wardCode > ''"
    )
    return [(code, *_split(name, level="commune"), district) for code, name, district in rows]


def new_communes(database: sqlite3.Connection) -> list[Row]:
    rows = database.execute("SELECT wardCode, ward, provinceCode FROM admin_units")
    return [(code, *_split(name, level="commune"), province) for code, name, province in rows]


def province_edges(
    database: sqlite3.Connection, conversion: dict[str, dict[str, list[str]]]
) -> list[Row]:
    """Return old → new for each province that merged."""
    old = dict(
        database.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units_legacy")
    )
    new = dict(database.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units"))
    return [
        (old[before], new[after], "whole")
        for after, befores in conversion["DICT_PROVINCE"].items()
        for before in befores
        if befores != [after]
    ]


def commune_edges(
    conversion: dict[str, dict[str, dict[str, list[object]]]],
    old: dict[str, str],
    new: dict[Edge, str],
) -> list[Row]:
    """Return old → new for each commune, and for each island district that had no commune."""
    whole = _whole_claims(conversion)
    part = _part_claims(conversion)
    part -= _false_claims(whole, part)
    successors = Counter(before for before, _ in part)
    extent = dict.fromkeys(whole, "whole")
    extent |= {claim: "part" if successors[claim[0]] > 1 else "whole" for claim in part}
    return [(old[before], new[after], extent[before, after]) for before, after in extent]


Claim = tuple[str, tuple[str, str]]  # old "province_district_ward" → new (province, ward)


def _whole_claims(conversion: dict[str, dict[str, dict[str, list[object]]]]) -> set[Claim]:
    return {
        (str(before), (province, ward))
        for province, wards in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for ward, befores in wards.items()
        for before in befores
    }


def _part_claims(conversion: dict[str, dict[str, dict[str, list[object]]]]) -> set[Claim]:
    return {
        (before, (province, after["newWardKey"]))  # type: ignore[index]
        for province, wards in conversion["DICT_PROVINCE_WARD_DIVIDED"].items()
        for before, afters in wards.items()
        for after in afters
    }


def _false_claims(whole: set[Claim], part: set[Claim]) -> set[Claim]:
    """Return the part claims where a commune of the same name lies nearer to the new commune.

    Near means: in a district, or else in a province, from which the new commune took a whole one.
    """
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for before, after in whole:
        province, district, _ = before.split("_")
        homes[after] |= {province, f"{province}_{district}"}

    def nearness(claim: Claim) -> int:
        province, district, _ = claim[0].split("_")
        return sum(home in homes[claim[1]] for home in (province, f"{province}_{district}"))

    rivals: dict[tuple[str, tuple[str, str]], set[Claim]] = defaultdict(set)
    for claim in whole | part:
        rivals[claim[0].split("_")[2], claim[1]].add(claim)
    return {
        claim
        for group in rivals.values()
        for claim in group & part
        if nearness(claim) < max(map(nearness, group))
    }


def _keys(database: sqlite3.Connection) -> tuple[dict[str, str], dict[Edge, str]]:
    """Return the codes behind the package's keys; an island district stands for its commune."""
    old = {
        f"{province}_{district}_{ward or ''}": code
        for province, district, ward, code in database.execute(
            "SELECT provinceKey, districtKey, wardKey, coalesce(nullif(wardCode, ''), districtCode)"
            " FROM admin_units_legacy"
        )
    }
    new = {
        (province, ward): code
        for province, ward, code in database.execute(
            "SELECT provinceKey, wardKey, wardCode FROM admin_units"
        )
    }
    return old, new


def _split(full_name: str, *, level: str) -> tuple[str, str]:
    """Split "Phường Bắc Giang" into its kind and its name; the source capitalises some "Thị Xã"."""
    if full_name.lower().startswith("thành phố "):
        return ("central_city" if level == "province" else "city"), full_name[len("thành phố ") :]
    word = next(word for word in KINDS if full_name.lower().startswith(f"{word.lower()} "))
    return KINDS[word], full_name[len(word) + 1 :]


def write(name: str, header: Row, rows: Iterable[Row]) -> None:
    ordered = sorted(set(rows))
    with (TARGET / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(ordered)
    print(f"{name}.csv: {len(ordered)}")


if __name__ == "__main__":
    main()
