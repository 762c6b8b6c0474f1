"""The rules of retention, against the sentences that they come from."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.retention.rules import Standing, due_at, superseded
from service.words import CandidateState

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)

moments = st.sampled_from((0, 1, 27, 28, 29, 200, 364, 365, 366, 900)).map(
    lambda days: NOW - timedelta(days=days)
)
standings = st.builds(
    Standing,
    state=st.sampled_from(CandidateState),
    state_since=moments,
    last_active=moments,
    agrees=st.booleans(),
    keeps=st.booleans(),
    in_training=st.booleans(),
    in_procedure=st.booleans(),
    procedure_ended=st.none() | moments,
)


def is_within(moment: datetime | None, days: int) -> bool:
    return moment is not None and moment + timedelta(days=days) > NOW


def is_kept(who: Standing) -> bool:
    """The obvious version, one reason to keep somebody after another."""
    looking = who.state is CandidateState.LOOKING
    return any(
        (
            who.in_procedure,
            is_within(who.procedure_ended, 28),
            who.keeps and is_within(who.procedure_ended, 365),
            not looking and is_within(who.state_since, 28),
            not looking and who.keeps and is_within(who.state_since, 365),
            looking and is_within(who.last_active, 28),
            looking and who.agrees and is_within(who.last_active, 365),
            looking and who.keeps and is_within(who.last_active, 365),
            looking and who.in_training and is_within(who.last_active, 365),
        )
    )


@given(standings)
def test_who_is_due_is_whom_nothing_keeps(who: Standing) -> None:
    due = due_at(who)
    assert (due is None or due > NOW) == is_kept(who)


@given(st.sets(st.integers(1, 30)), st.sets(st.integers(0, 30)), st.integers(-5, 30))
def test_a_profile_goes_unless_a_ranking_or_the_present_needs_it(
    versions: set[int], ranked: set[int], recent: int
) -> None:
    needed = set()
    for moment in {*ranked, *range(recent, 31)}:
        seen = [each for each in versions if each <= moment]
        needed |= {max(seen)} if seen else set()
    gone = superseded(sorted(versions), sorted(ranked), recent)
    assert set(gone) == versions - needed


@given(st.sets(st.integers(1, 30)), st.sets(st.integers(0, 30)), st.integers(-5, 30))
def test_what_is_left_stays(versions: set[int], ranked: set[int], recent: int) -> None:
    left = versions - set(superseded(sorted(versions), sorted(ranked), recent))
    assert superseded(sorted(left), sorted(ranked), recent) == []
