from service.engine.kept import Kept


def test_what_nobody_asked_for_longest_goes_first() -> None:
    kept = Kept(most=2)
    kept.put("a", 1, b"1")
    kept.put("b", 1, b"2")
    assert kept.get("a", 1) == b"1"
    kept.put("c", 1, b"3")
    assert [kept.get(each, 1) for each in "abc"] == [b"1", None, b"3"]


def test_what_was_made_of_something_else_is_not_given() -> None:
    kept = Kept()
    kept.put("a", (1, 2), b"1")
    assert kept.get("a", (1, 3)) is None
    kept.put("a", (1, 3), b"2")
    assert (kept.get("a", (1, 2)), kept.get("a", (1, 3))) == (None, b"2")
