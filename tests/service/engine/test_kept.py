from service.engine.kept import Kept


def test_what_nobody_asked_for_longest_goes_first() -> None:
    kept = Kept(most=2)
    kept.put("a", b"1")
    kept.put("b", b"2")
    assert kept.get("a") == b"1"
    kept.put("c", b"3")
    assert [kept.get(each) for each in "abc"] == [b"1", None, b"3"]
