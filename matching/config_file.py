"""A config from a file: JSON or TOML with the weights that differ from the project's own."""

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from pydantic import TypeAdapter, ValidationError

from matching.config import MatchingConfig
from matching.errors import ConfigError

__all__ = ["config_of", "read_config"]


def read_config(path: Path) -> MatchingConfig:
    """The config in a file; what it does not name stays as the project has it.

    Args:
        path: A file in JSON, or in TOML where its name ends so. Names are those of
            `MatchingConfig`; of weights by name (`kind_weight`) some may be given.

    Raises:
        ConfigError: The file cannot be read, a name is unknown or a value cannot be.
    """
    try:
        text = path.read_text(encoding="utf-8")
        document = tomli.loads(text) if path.suffix == ".toml" else json.loads(text)
    except (OSError, ValueError) as problem:
        raise ConfigError(f"{path}: expected a config in JSON or TOML: {problem}") from problem
    if not isinstance(document, dict):
        found = type(document).__name__
        raise ConfigError(f"{path}: expected names with their values, found a {found}")
    try:
        return config_of(document)
    except ConfigError as problem:
        raise ConfigError(f"{path}: {problem}") from problem


def config_of(changes: Mapping[str, Any]) -> MatchingConfig:
    """The project's config with changes, as JSON has them.

    Raises:
        ConfigError: A name is unknown or a value cannot be; all of them are named.
    """
    own = asdict(MatchingConfig())
    known = [each.name for each in fields(MatchingConfig)]
    strange = [name for name in changes if name not in known]
    if strange:
        raise ConfigError(_unknown(strange, known))
    merged = {
        name: {**own[name], **value}
        if isinstance(own[name], Mapping) and isinstance(value, Mapping)
        else value
        for name, value in changes.items()
    }
    try:
        return _adapter().validate_json(json.dumps(merged), strict=True)
    except ValidationError as problem:
        found = "; ".join(
            _said(each["loc"], each["msg"], each["input"]) for each in problem.errors()
        )
        raise ConfigError(found) from problem


@cache
def _adapter() -> TypeAdapter[MatchingConfig]:
    return TypeAdapter(MatchingConfig)


def _unknown(names: Sequence[str], known: Sequence[str]) -> str:
    told = []
    for name in names:
        near = difflib.get_close_matches(name, known, n=1)
        told.append(f"{name!r}" + (f" (did you mean {near[0]}?)" if near else ""))
    return f"expected names of the config, found {', '.join(told)}; matching/config.py has them"


def _said(place: Sequence[object], message: str, found: object) -> str:
    name = ".".join(str(each) for each in place if each != "[key]")
    return f"{name}: {message[:1].lower()}{message[1:]}, found {found!r}"
