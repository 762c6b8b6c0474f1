"""What an answer of a candidate means from now on, in words."""

from collections.abc import Mapping

from service.pages.language import N_
from service.words import ConsentKind, ConsentState

__all__ = ["MEANS"]

_OFF = N_(
    "You are on no list now, and no employer sees anything of you, also not on lists that they "
    "had already. Your coach still sees your profile."
)
_SHORT = N_("Your data is erased four weeks after a procedure has ended.")

MEANS: Mapping[ConsentKind, Mapping[ConsentState, str]] = {
    ConsentKind.POOL: {
        ConsentState.GIVEN: N_("Coaches can put you on lists for vacancies that fit."),
        ConsentState.REFUSED: _OFF,
        ConsentState.WITHDRAWN: _OFF,
    },
    ConsentKind.REVEAL: {
        ConsentState.GIVEN: N_("This employer sees your name and contact data, for this vacancy."),
        ConsentState.REFUSED: N_(
            "This employer does not get your name. You stay on the list without it."
        ),
        ConsentState.WITHDRAWN: N_(
            "This employer no longer sees your name and contact data. What they read before cannot "
            "be taken back. You stay on the list without a name."
        ),
    },
    ConsentKind.BIAS_SURVEY: {
        ConsentState.GIVEN: N_("You can answer the questions on this page."),
        ConsentState.REFUSED: N_("You are asked no questions about yourself."),
        ConsentState.WITHDRAWN: N_("Your answers to the survey are erased."),
    },
    ConsentKind.RETENTION: {
        ConsentState.GIVEN: N_("Your data is kept for a year after a procedure has ended."),
        ConsentState.REFUSED: _SHORT,
        ConsentState.WITHDRAWN: _SHORT,
    },
}
"""By what was asked, and how it was answered; a question that is open means nothing yet."""
