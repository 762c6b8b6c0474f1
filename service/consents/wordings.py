"""The texts that candidates agree to. A text that was shown never changes: a new one is added."""

from dataclasses import dataclass

from service.words import ConsentKind

__all__ = ["WORDINGS", "Wording", "find", "newest"]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A question of consent, in both languages.

    Attributes:
        id: What a consent keeps of it.
        kind: Which consent it asks.
        nl, en: The text; {organisation} and {vacancy} stand for names.
    """

    id: str
    kind: ConsentKind
    nl: str
    en: str

    def said(self, language: str, *, organisation: str = "", vacancy: str = "") -> str:
        """The text in a language, with its names filled in."""
        text = self.en if language == "en" else self.nl
        return text.format(organisation=organisation, vacancy=vacancy)


WORDINGS: tuple[Wording, ...] = (
    Wording(
        id="import-1",
        kind=ConsentKind.POOL,
        nl=(
            "Je school gaf door dat je op lijsten mag komen voor vacatures van de aangesloten "
            "werkgevers. Klopt dat niet, of wil je het niet meer, trek het dan in; het werkt "
            "meteen."
        ),
        en=(
            "Your school passed on that you may be put on lists for vacancies of the employers "
            "that take part. If that is not so, or you no longer want it, withdraw it; it works "
            "at once."
        ),
    ),
    Wording(
        id="pool-1",
        kind=ConsentKind.POOL,
        nl=(
            "Mag je op lijsten komen voor vacatures van de aangesloten werkgevers? Een programma "
            "vergelijkt dan wat je kunt met wat een vacature vraagt. Een coach beslist of je op "
            "een lijst komt; een werkgever ziet je vaardigheden, maar niet je naam. Zeg je nee, "
            "dan verandert er niets aan je scholing. Je kunt dit altijd weer intrekken; het werkt "
            "dan meteen."
        ),
        en=(
            "May you be put on lists for vacancies of the employers that take part? A program "
            "then compares what you can do with what a vacancy asks. A coach decides whether you "
            "come on a list; an employer sees your skills, but not your name. If you say no, "
            "nothing changes in your training. You can always withdraw this; it then works at once."
        ),
    ),
    Wording(
        id="reveal-1",
        kind=ConsentKind.REVEAL,
        nl=(
            "{organisation} wil kennismaken voor de vacature «{vacancy}». Mag deze werkgever je "
            "naam en contactgegevens zien? Het geldt alleen voor deze werkgever en deze vacature. "
            "Zeg je nee, dan blijf je zonder naam op de lijst. Je kunt dit altijd weer intrekken; "
            "wat de werkgever al heeft gelezen, kunnen we niet terughalen."
        ),
        en=(
            "{organisation} wants to meet you about the vacancy «{vacancy}». May this employer see "
            "your name and contact data? It holds for this employer and this vacancy only. If you "
            "say no, you stay on the list without a name. You can always withdraw this; what the "
            "employer has read already, we cannot take back."
        ),
    ),
    Wording(
        id="bias_survey-1",
        kind=ConsentKind.BIAS_SURVEY,
        nl=(
            "Wil je een paar vragen beantwoorden over jezelf, zoals je leeftijdsgroep en "
            "herkomst? We controleren er alleen mee of de lijsten eerlijk zijn, voor groepen en "
            "nooit voor één persoon. Je coach, werkgevers en het programma dat lijsten maakt "
            "zien de antwoorden niet. Elke vraag mag je overslaan. Trek je dit in, dan worden je "
            "antwoorden meteen gewist."
        ),
        en=(
            "Will you answer a few questions about yourself, such as your age group and origin? "
            "We use them only to check whether the lists are fair, for groups and never for one "
            "person. Your coach, employers and the program that makes lists do not see the "
            "answers. You may skip every question. If you withdraw this, your answers are erased "
            "at once."
        ),
    ),
    Wording(
        id="retention-1",
        kind=ConsentKind.RETENTION,
        nl=(
            "Mogen we je gegevens een jaar bewaren nadat een procedure is afgelopen, zodat we je "
            "later weer kunnen benaderen? Zonder toestemming wissen we ze na vier weken. Je kunt "
            "dit altijd weer intrekken."
        ),
        en=(
            "May we keep your data for a year after a procedure has ended, so that we can contact "
            "you again later? Without consent we erase them after four weeks. You can always "
            "withdraw this."
        ),
    ),
)
"""All texts there ever were, of each kind the oldest first."""


def newest(kind: ConsentKind) -> Wording:
    """The text in which a consent is asked today."""
    return [each for each in WORDINGS if each.kind is kind][-1]


def find(id_: str) -> Wording | None:
    """The text that a consent names; None for one that was given elsewhere."""
    return next((each for each in WORDINGS if each.id == id_), None)
