"""The survey as requests bring and answers show it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["SurveyAnswers", "SurveyChoice", "SurveyQuestion", "SurveyRead"]

Code = Annotated[str, Field(min_length=1, max_length=60)]


class SurveyAnswers(BaseModel):
    """All answers; a question that is left out is not answered (any more)."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"answers": {"age_group": "35_44", "sex": "woman"}}]},
    )

    answers: dict[Code, Code] = Field(max_length=20, description="Question to answer, as codes.")


class SurveyChoice(BaseModel):
    """An answer that can be given."""

    code: str
    text: str


class SurveyQuestion(BaseModel):
    """A question, in the language of who reads."""

    code: str
    text: str
    choices: list[SurveyChoice]
    answer: str | None = Field(description="What you answered, as a code.")


class SurveyRead(BaseModel):
    """The survey with your answers."""

    is_open: bool = Field(description="You agreed to answer; without that nothing is kept.")
    questions: list[SurveyQuestion]
