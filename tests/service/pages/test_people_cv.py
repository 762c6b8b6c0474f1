"""A CV in pieces loses no word, and every claim finds its words."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from service.claims.schemas import ClaimRead
from service.pages.coach.people_cv import pieces_of
from service.words import ClaimState, EvidenceKind

_spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from(ClaimState)), max_size=8
)


def claim(start: int, end: int, state: ClaimState, label: str) -> ClaimRead:
    return ClaimRead(
        id=UUID(int=start),
        skill=label,
        label=label,
        level=None,
        kind=EvidenceKind.SELF,
        source="text",
        quote="",
        span_start=start,
        span_end=end,
        dated_on=None,
        attester=None,
        strength=1,
        certainty=1,
        state=state,
        verified_by_id=None,
        verified_at=None,
        revision=1,
        is_taught=False,
    )


@given(st.text(max_size=45), _spans)
def test_the_pieces_are_the_text_and_hold_every_claim(
    text: str, spans: list[tuple[int, int, ClaimState]]
) -> None:
    claims = [
        claim(start, start + length, state, f"s{number}")
        for number, (start, length, state) in enumerate(spans)
    ]
    pieces = pieces_of(text, claims)
    assert "".join(each.text for each in pieces) == text
    inside = [each for each in claims if each.span_end is not None and each.span_end <= len(text)]
    assert {each.label for each in inside} == {name for piece in pieces for name in piece.labels}
    at = 0
    for piece in pieces:
        held = [
            each
            for each in inside
            if each.span_start is not None and at <= each.span_start < at + len(piece.text)
        ]
        assert {each.label for each in held} == set(piece.labels)
        assert set(piece.anchors) == {each.span_start for each in held}
        at += len(piece.text)


def test_what_was_confirmed_is_shown_before_what_was_only_read() -> None:
    claims = [claim(0, 4, ClaimState.PROPOSED, "Java"), claim(0, 4, ClaimState.CONFIRMED, "JVM")]
    (piece,) = pieces_of("Java", claims)
    assert (piece.state, piece.labels) == (ClaimState.CONFIRMED, ["Java", "JVM"])
