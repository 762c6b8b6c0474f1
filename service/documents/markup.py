"""XML from strangers: parsed without document types, and looked at by local names."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from service.documents.errors import BrokenDocumentError

__all__ = ["as_tree", "attribute", "child", "local", "parse_xml"]

_parse: Callable[..., Element] = fromstring


def parse_xml(content: bytes) -> Element:
    """The root of an XML document that declares no entities and no document type.

    Raises:
        BrokenDocumentError: It is no XML, or it declares them.
    """
    try:
        return _parse(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BrokenDocumentError(
            expected="XML without a document type",
            found="one that declares a document type or entities",
            way_out="save it from a text processor, or paste the text",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise BrokenDocumentError(
            expected="well-formed XML",
            found="damaged XML",
            way_out="open it, save it again, or paste the text",
        ) from error


def local(element: Element) -> str:
    """The name of an element without its namespace: strict and older files use other ones.

    Examples:
        >>> local(Element("{urn:a}p"))
        'p'
    """
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """The value of the attribute with that local name."""
    if element is None:
        return None
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None
    )


def child(element: Element | None, *path: str) -> Element | None:
    """The first child with that local name and, with more names, the one inside it."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def as_tree(element: Element) -> Any:
    """Elements as JSON would have them: objects, lists of what repeats, and texts.

    A list that is wrapped («TelephoneList» around «Telephone») is found under the inner name, and
    attributes under theirs with a capital.

    Examples:
        >>> as_tree(parse_xml(b'<a><b year="1">x</b><cList><c/><c/></cList></a>'))
        {'b': {'Year': '1', '#': 'x'}, 'c': ['', '']}
    """
    text = (element.text or "").strip()
    found: dict[str, Any] = {
        key.rpartition("}")[2].capitalize(): value for key, value in element.attrib.items()
    }
    if len(element) == 0 and not found:
        return text
    for each in element:
        wrapped = local(each).removesuffix("List")
        is_wrapper = wrapped != local(each) and all(local(inner) == wrapped for inner in each)
        for inner in each if is_wrapper else (each,):
            found.setdefault(local(inner), []).append(as_tree(inner))
    if text:
        found["#"] = text
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in found.items()
    }
