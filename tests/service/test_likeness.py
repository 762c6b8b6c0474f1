"""Who looks like one person, and who does not."""

import random
from itertools import combinations
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from service.duplicates.likeness import Person, likenesses
from tests.data.sample import Sample

ONE, TWO = UUID(int=1), UUID(int=2)
CLASS = UUID(int=9)


def shared(one: Person, other: Person) -> str | None:
    found = likenesses([one, other])
    assert found.keys() <= {(ONE, TWO)}
    return found.get((ONE, TWO))


def person(id_: UUID, name: str = "", **fields: Any) -> Person:
    return Person(id=id_, name=name or f"Persoon {id_.int}", **fields)


def test_one_e_mail_or_phone_is_enough() -> None:
    assert shared(person(ONE, email="a@b.nl"), person(TWO, email="a@b.nl")) == "email"
    for written in ("06-12345678", "+31 6 12345678", "0031 (0)6 1234 5678"):
        assert shared(person(ONE, phone="0612345678"), person(TWO, phone=written)) == "phone"
    assert shared(person(ONE, phone="112"), person(TWO, phone="112")) is None
    assert shared(person(ONE), person(TWO)) is None


def test_a_name_counts_within_one_programme() -> None:
    one = person(ONE, "Zoë de Vries", programmes=frozenset({CLASS}))
    for name in ("zoe DE vries", "Vries, Zoë de"):
        assert shared(one, person(TWO, name, programmes=frozenset({CLASS}))) == "name"
        assert shared(one, person(TWO, name)) is None
    assert shared(one, person(TWO, "Zoë Vries", programmes=frozenset({CLASS}))) is None


def test_a_cv_with_some_other_words_is_found_and_that_of_another_is_not(sample: Sample) -> None:
    rng = random.Random(7)
    texts = [each.text for each in sample.candidates if len(each.text.split()) > 80][:40]
    alike = 0
    for text in texts:
        words = text.split(" ")
        for place in rng.sample(range(len(words)), k=max(1, len(words) // 40)):
            words[place] = "anders"
        found = shared(person(ONE, text=text), person(TWO, text=" ".join(words)))
        alike += found == "cv"
    assert alike >= 38
    others = [person(UUID(int=number), text=text) for number, text in enumerate(texts)]
    assert likenesses(others) == {}


people = st.lists(
    st.builds(
        Person,
        id=st.uuids(),
        name=st.sampled_from(["Sam", "Kim", "sam"]),
        email=st.sampled_from([None, "a@b.nl", "c@d.nl"]),
        phone=st.sampled_from([None, "0612345678", "+31612345678", "06"]),
        programmes=st.frozensets(st.sampled_from([ONE, TWO]), max_size=2),
    ),
    unique_by=lambda each: each.id,
    max_size=8,
)


@given(people)
def test_all_pairs_are_found_as_in_the_obvious_version(crowd: list[Person]) -> None:
    obvious = {}
    for one, other in combinations(sorted(crowd, key=lambda each: each.id), 2):
        reasons = [
            name
            for name, same in (
                ("email", one.email and one.email == other.email),
                ("phone", one.number and one.number == other.number),
                (
                    "name",
                    one.name.lower() == other.name.lower() and one.programmes & other.programmes,
                ),
            )
            if same
        ]
        if reasons:
            obvious[one.id, other.id] = "+".join(reasons)
    assert likenesses(crowd) == obvious
    for each in crowd:
        mine = {pair: reason for pair, reason in obvious.items() if each.id in pair}
        assert likenesses(crowd, {each.id}) == mine
