"""The pages of programme managers."""

from tests.e2e.site import Stop

MANAGER = "manager@example.org"

STOPS = (
    Stop("manager-progress", MANAGER, "/manager"),
    Stop("manager-demand", MANAGER, "/manager/demand"),
    Stop("manager-demand-uncovered", MANAGER, "/manager/demand?uncovered=true"),
)
