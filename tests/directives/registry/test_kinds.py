"""The kinds of documents as people choose them."""

from directives.registry.kinds import kind_options


def test_no_two_kinds_read_alike_in_a_list() -> None:
    labels = [label for _, label in kind_options()]
    assert len(labels) == len(set(labels))
    assert dict(kind_options())["QĐi"] == "Quy định của Đảng"
    assert dict(kind_options())["QyĐ"] == "Quy định"
