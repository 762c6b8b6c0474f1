"""The pages of candidates."""

from tests.e2e.site import Stop

CANDIDATE = "candidate@example.org"

STOPS = (
    Stop("candidate-page", CANDIDATE, "/me"),
    Stop("candidate-erase", CANDIDATE, "/me/erase"),
    Stop("candidate-goodbye", None, "/goodbye"),
)
