"""What a form brings, and how it is shown again with what is wrong beside each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile

from service.errors import BadField, InvalidError

__all__ = ["BLANK", "Form", "body_of"]

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True)
class Form:
    """The values of a form as texts, and what is wrong with them by field.

    A field of an answer of ours is named as in its JSON pointer, without the first slash:
    `title`, `languages/0/code`.
    """

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, UploadFile] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: FormData) -> "Form":
        """A form as a browser sends it."""
        values: dict[str, list[str]] = {}
        files: dict[str, UploadFile] = {}
        for name, value in data.multi_items():
            if isinstance(value, UploadFile):
                files[name] = value
            else:
                values.setdefault(name, []).append(value.replace("\r\n", "\n"))
        return cls(values, files)

    @classmethod
    def showing(cls, **values: object) -> "Form":
        """A form to begin with; what is None is left empty, and a list is a field of several."""

        def texts(value: object) -> Sequence[str]:
            if value is None:
                return ()
            if isinstance(value, bool):
                return ("true" if value else "false",)
            return [str(each) for each in value] if isinstance(value, list) else (str(value),)

        return cls({name: texts(value) for name, value in values.items()})

    def filled(self, **values: object) -> "Form":
        """The same form, with values for the fields that it does not have."""
        return Form({**Form.showing(**values).values, **self.values}, self.files, self.wrong)

    def without(self, *names: str) -> "Form":
        """The same form, with these fields left empty."""
        kept = {name: value for name, value in self.values.items() if name not in names}
        return Form(kept, self.files, self.wrong)

    def value(self, name: str, default: str = "") -> str:
        """The text of a field; `default` where it was not sent."""
        return next(iter(self.values.get(name, ())), default)

    def all(self, name: str) -> Sequence[str]:
        """The texts of a field that can be there more than once."""
        return self.values.get(name, ())

    @property
    def revision(self) -> str | None:
        """What an edit of ours names as If-Match: the revision that the form was made of."""
        return f'"{self.value("revision")}"' if self.value("revision") else None

    def given(self, *names: str) -> dict[str, str]:
        """Those of these fields that say something."""
        return {name: self.value(name).strip() for name in names if self.value(name).strip()}

    def failing(self, error: InvalidError) -> "Form":
        """The same form, with what is wrong by the name of its field."""
        wrong = {each.pointer.lstrip("/"): each.detail for each in error.fields}
        return Form(self.values, self.files, wrong)


BLANK = Form()


def body_of(model: type[ModelT], values: Mapping[str, Any]) -> ModelT:
    """What the API would get, made of a form.

    Raises:
        InvalidError: Fields that cannot be used, each named.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise InvalidError(
            [
                BadField("/" + "/".join(map(str, each["loc"])), each["msg"])
                for each in error.errors(include_input=False)
            ]
        ) from None
