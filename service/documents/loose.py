"""Fields of others' JSON and XML, which write one thing in several ways.

Where one value is expected a list may stand, where a list one value, where a text a number or an
object with a label. What fits nowhere counts as not given.
"""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel, to_pascal

from service.documents.plain import showable

__all__ = ["Camel", "Many", "One", "Pascal", "Text", "Texts"]

T = TypeVar("T")

_LABELS = ("#", "@value", "Label", "label", "name", "Name", "Contact", "value", "Description")


def _text(value: Any) -> str:
    for _ in range(len(_LABELS)):
        if isinstance(value, list):
            return ", ".join(filter(None, map(_text, value)))
        if not isinstance(value, dict):
            break
        value = next((value[label] for label in _LABELS if label in value), None)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return showable(value).strip() if isinstance(value, str) else str(value) if is_number else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value if isinstance(value, list) else [value])))


def _objects(value: Any) -> list[Any]:
    """Objects as they are; a text stands for an object with that name."""
    found = value if isinstance(value, list) else [value]
    named = ({"name": each} if isinstance(each, str) else each for each in found)
    return [each for each in named if isinstance(each, dict | BaseModel)]


def _object(value: Any) -> Any:
    return next(iter(_objects(value)), {})


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
Many = Annotated[tuple[T, ...], BeforeValidator(_objects)]
One = Annotated[T, BeforeValidator(_object)]


class Camel(BaseModel):
    """A model of others' data with names such as `jobLocation`; unknown ones are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)


class Pascal(BaseModel):
    """The same, with names such as `JobLocation`."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_pascal)
