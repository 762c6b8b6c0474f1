from service.engine.kept import Kept


def test_what_nobody_asked_for_longest_goes_first() -> None:
    kept = Kept(most=2)
    kept.get("a", 1, lambda: b"1")
    kept.get("b", 1, lambda: b"2")
    assert kept.get("a", 1, lambda: b"anew") == b"1"
    kept.get("c", 1, lambda: b"3")
    assert [kept.get(each, 1, lambda: b"anew") for each in "acb"] == [b"1", b"3", b"anew"]


def test_what_was_made_of_something_else_is_not_given() -> None:
    kept = Kept()
    assert kept.get("a", (1, 2), lambda: b"1") == b"1"
    assert kept.get("a", (1, 3), lambda: b"2") == b"2"
    assert kept.get("a", (1, 3), lambda: b"3") == b"2"
    assert kept.get("a", (1, 2), lambda: b"4") == b"4"
