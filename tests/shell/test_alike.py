"""Forms of which a page draws many copies share their fields, and nothing else."""

from copy import copy
from typing import Any

from django import forms

from portal.alike import alike
from portal.choices import ChoiceField


@alike
class Row(forms.Form):
    name = forms.CharField(label="Tên", max_length=5)
    kind = ChoiceField(choices=[("1", "A")], required=False)

    def __init__(self, data: Any = None, *, more: bool = False, number: int = 0) -> None:
        super().__init__(data, prefix=f"dong-{number}", initial={"name": f"Số {number}"})
        if more:
            kind: Any = copy(self.fields["kind"])
            kind.widget = copy(kind.widget)
            kind.choices = [("1", "A"), ("2", "B")]
            self.fields["kind"] = kind


def test_copies_of_a_form_share_their_fields() -> None:
    assert Row().fields["name"] is Row().fields["name"]


def test_a_field_put_in_place_is_of_that_form_alone() -> None:
    assert "B" in str(Row(more=True)["kind"])
    assert "B" not in str(Row()["kind"])
    assert not Row({"dong-0-name": "x", "dong-0-kind": "2"}).is_valid()


def test_each_copy_has_its_own_values_and_errors() -> None:
    right, wrong = Row({"dong-1-name": "x"}, number=1), Row({"dong-2-name": "quá dài"}, number=2)
    assert right.is_valid()
    assert list(wrong.errors) == ["name"]
    assert 'class="field field-wrong"' in wrong["name"].as_field_group()
    assert "field-wrong" not in right["name"].as_field_group()
    assert 'value="Số 3"' in str(Row(number=3)["name"])


def test_a_field_taken_away_is_taken_from_that_form_alone() -> None:
    one = Row()
    del one.fields["kind"]
    assert "kind" in Row().fields
