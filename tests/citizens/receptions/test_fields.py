"""The fields of life of each kind are a reviewed file with its source."""

from pathlib import Path

import pytest

from citizens.receptions import fields
from citizens.receptions.fields import FIELD_LISTS, FIELDS, field_lists
from citizens.receptions.kinds import Field, MatterKind

FILE = Path(fields.__file__).with_name("fields.toml").read_text(encoding="utf-8")


def test_each_kind_has_the_fields_of_its_columns_in_their_order() -> None:
    """02/XLD columns 9–11, 15–18, 20–22: land and policy change places."""
    assert FIELDS[MatterKind.COMPLAINT] == (Field.LAND, Field.POLICY, Field.OTHER)
    assert FIELDS[MatterKind.PETITION] == FIELDS[MatterKind.REFLECTION]
    assert FIELDS[MatterKind.PETITION] == (Field.POLICY, Field.LAND, Field.OTHER)
    assert Field.LAND not in FIELDS[MatterKind.DENUNCIATION]


def test_each_list_says_where_it_comes_from() -> None:
    assert all("TT-TTCP" in one.basis for one in FIELD_LISTS if one.verified)


@pytest.mark.parametrize("kinds", ['["complaint", "petition"]', "[]"])
def test_a_file_with_a_kind_twice_or_missing_is_refused(kinds: str) -> None:
    with pytest.raises(ValueError, match="đúng một danh mục"):
        field_lists(FILE.replace('["complaint"]', kinds))
