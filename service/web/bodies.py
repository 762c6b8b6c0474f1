"""What requests bring: nothing that is not asked for, and no text that cannot be stored."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

__all__ = ["Body"]


class Body(BaseModel):
    """The base of all that requests bring; a field that is unknown is refused."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        if isinstance(value, dict):
            for name, each in value.items():
                if isinstance(each, str):
                    _require_storable(str(name), each)
                elif isinstance(each, list):
                    for item in each:
                        if isinstance(item, str):
                            _require_storable(str(name), item)
        return value


def _require_storable(name: str, text: str) -> None:
    if "\0" in text or (not text.isascii() and _is_broken(text)):
        raise ValueError(f"expected text in {name}, found a NUL or half of a character in it")


def _is_broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
