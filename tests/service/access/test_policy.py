"""The table of who may do what: deny by default, for everybody."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.access.policy import POLICY, SCOPES, require_allowed, scopes_for
from service.access.principal import NOBODY, Principal
from service.errors import NotAllowedError, NotSignedInError
from service.words import Role

ONE = uuid4()


def who(roles: frozenset[Role], scopes: frozenset[str] | None) -> Principal:
    return Principal(user_id=ONE, roles=roles, scopes=scopes)


def allowed(operation: str, someone: Principal) -> bool:
    try:
        require_allowed(operation, POLICY.get(operation), someone)
    except (NotAllowedError, NotSignedInError):
        return False
    return True


roles = st.frozensets(st.sampled_from(Role))
scopes = st.none() | st.frozensets(st.sampled_from(SCOPES))


@given(st.sampled_from(sorted(POLICY)), roles, scopes)
def test_the_table_decides_and_nothing_else(
    operation: str, roles: frozenset[Role], scopes: frozenset[str] | None
) -> None:
    rule = POLICY[operation]
    by_role = bool(roles & rule.roles)
    by_scope = scopes is None or rule.scope in scopes
    assert allowed(operation, who(roles, scopes)) == (rule.is_public or (by_role and by_scope))


@given(st.text(), roles, scopes)
def test_what_stands_in_no_line_is_denied(
    operation: str, roles: frozenset[Role], scopes: frozenset[str] | None
) -> None:
    if operation not in POLICY:
        assert not allowed(operation, who(roles, scopes))


@pytest.mark.parametrize("operation", sorted(POLICY))
def test_nobody_may_do_what_is_not_public(operation: str) -> None:
    assert allowed(operation, NOBODY) == POLICY[operation].is_public


@given(roles)
def test_scopes_are_offered_that_can_be_used(roles: frozenset[Role]) -> None:
    for scope in SCOPES:
        uses = any(
            allowed(operation, who(roles, frozenset({scope})))
            for operation, rule in POLICY.items()
            if not rule.is_public
        )
        assert (scope in scopes_for(who(roles, None))) == uses
