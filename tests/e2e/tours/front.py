"""The pages at the door."""

from tests.e2e.site import Stop

STOPS = (
    Stop("front-login", None, "/login"),
    Stop("front-account", "coach1@example.org", "/account"),
    Stop("front-link", None, "/link/pl_a-link-that-nobody-has"),
    Stop("front-password", None, "/password/pl_a-link-that-nobody-has"),
    Stop("front-not-found", "coach1@example.org", "/nowhere"),
)
