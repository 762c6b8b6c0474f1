"""What is said of the fields of a form: by a service or by Pydantic, and by a page."""

from service.pages.language import N_

__all__ = ["FIELDS"]

_NEEDED = N_("This is needed.")
_NUMBER = N_("Write a number.")
_WHOLE = N_("Write a whole number.")
_CHOOSE = N_("Choose one from the list.")
_ONE_OF = N_("Choose one of these: %(choices)s.")
_UNKNOWN_SKILL = N_("No skill is known by this name. Search for it by another one.")
_NAME_OR_ID = N_("Give a name or an id of the skill, and not both.")
_COACHES = N_("Only a coach can say this.")
_EMPLOYER = N_("Choose for which organisation it is.")
_TWICE = N_("The same stands here twice.")

_PYDANTIC = (
    ("Field required", _NEEDED),
    ("String should have at least 1 character", _NEEDED),
    ("String should have at least <least> character<s>", N_("Use at least %(least)s characters.")),
    ("String should have at most <most> character<s>", N_("Use at most %(most)s characters.")),
    (
        "String should match pattern '^[!-?A-~]<address>'",
        N_("Write an e-mail address, such as sam@example.org."),
    ),
    (
        "String should match pattern '<pattern>'",
        N_("This says nothing, or has characters that cannot be used."),
    ),
    ("Input should be a valid integer<more>", _WHOLE),
    ("Unable to parse input string as an integer<more>", _WHOLE),
    ("Input should be a valid number<more>", _NUMBER),
    ("Input should be a finite number", _NUMBER),
    ("Input should be a valid string<more>", N_("Write text.")),
    ("Input should be a valid boolean<more>", N_("Say yes or no.")),
    ("Input should be a valid UUID<more>", _CHOOSE),
    ("UUID input should be <more>", _CHOOSE),
    ("Input should be a valid date<more>", N_("Write a date, such as 2026-01-31.")),
    ("Input should be a valid <form>", N_("This has another form than it must have.")),
    (
        "Input should be greater than or equal to <least>",
        N_("This must be %(least)s or more."),
    ),
    ("Input should be less than or equal to <most>", N_("This must be %(most)s or less.")),
    ("Input should be greater than <bound>", N_("This must be more than %(bound)s.")),
    ("Input should be less than <bound>", N_("This must be less than %(bound)s.")),
    ("Input should be <choices>", _ONE_OF),
    (
        "<kind> should have at most <most> item<s> after validation, not <many>",
        N_("There may be at most %(most)s of these."),
    ),
    (
        "<kind> should have at least <least> item<s> after validation, not <many>",
        N_("There must be at least %(least)s of these."),
    ),
    ("Extra inputs are not permitted", N_("This field is not known.")),
)

_SKILLS = (
    ("expected a label or the id of a skill, and not both", _NAME_OR_ID),
    ("expected the id of a skill or a label, and not both", _NAME_OR_ID),
    ("expected a skill of the taxonomy", _UNKNOWN_SKILL),
    ("expected the id of a skill of the taxonomy", _UNKNOWN_SKILL),
    ("expected the id of a skill in the taxonomy", _UNKNOWN_SKILL),
    ("expected each skill once", _TWICE),
)

_PEOPLE = (
    (
        "expected a password of <least> to <most> characters that nobody guesses",
        N_(
            "Take a password of %(least)s to %(most)s characters that nobody guesses: four or more "
            "words that do not belong together."
        ),
    ),
    ("expected the password that you have", N_("This is not the password that you have.")),
    ("expected a reason for a correction", N_("Say why you correct this.")),
    ("expected another kind", _COACHES),
    ("expected a day that has come", N_("Choose today, or an earlier day.")),
    (
        "expected at most <most> for this kind",
        N_("This kind of evidence counts for at most %(most)s."),
    ),
    (
        "expected a programme whose candidates you may change",
        N_("Choose a programme whose candidates you may change."),
    ),
    (
        "expected those of other coaches to stay; add them",
        N_("The programmes of other coaches must stay."),
    ),
    ("expected a programme that you coach", N_("Choose a programme that you coach.")),
    (
        "expected a role that is given here; candidates get a personal link",
        N_("Choose another role; candidates get a personal link from their coach."),
    ),
    (
        "expected an organisation_id for a partner, and for no other role",
        N_("Choose an employer for a partner, and for no other role."),
    ),
    ("expected [fewest, most]", N_("Write the fewest hours first, and then the most.")),
    ("expected <what> that differ", _TWICE),
)

_OTHERS = (
    (
        "expected a reason with declined, and with nothing else",
        N_("Give a reason when you decline, and only then."),
    ),
    ("expected a reason (<why>)", N_("Give a reason.")),
    ("expected no reason with this decision", N_("This decision takes no reason.")),
    (
        "expected a place from <first> to <last> (its band)",
        N_("Choose a place from %(first)s to %(last)s; between bands the scores decide."),
    ),
    (
        "expected an object in JSON of headers to headers",
        N_("Write an object in JSON, of headers in the file to headers of ours."),
    ),
    (
        "expected an employer, a school or a public body",
        N_("Say what it is: an employer, a school, a public body, or several of these."),
    ),
    (
        "expected `next` of an earlier page",
        N_("This part of the list is not known. Begin again at the first."),
    ),
    (
        "expected hours_min up to hours_max",
        N_("The hours «from» are more than the hours «up to»."),
    ),
    ("expected the id of a module of this programme", N_("This module is not of this programme.")),
    (
        "expected each once",
        N_("This name or skill is there already; each can be there once."),
    ),
    (
        "expected at most <most> characters in all outcomes",
        N_("All outcomes of a programme together can have at most %(most)s characters."),
    ),
    ("expected the id of an organisation that is a school", N_("Choose a school.")),
    ("expected the id of an organisation", N_("Choose an organisation.")),
    ("expected the employer", _EMPLOYER),
    ("expected an active employer for which you may ask", _EMPLOYER),
    ("expected each language once", _TWICE),
    ("expected one of <choices>", _ONE_OF),
)

FIELDS: tuple[tuple[str, str], ...] = (*_PYDANTIC, *_SKILLS, *_PEOPLE, *_OTHERS)
"""The head of a sentence, up to what was found, and what a page says; first ones go first."""
