"""Forms on a page, as a browser would send them."""

from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["sent_by"]


def sent_by(page: str, action: str) -> Mapping[str, Sequence[str]]:
    """What the form that goes to this path would send, without a button."""
    form = LexborHTMLParser(page).css_first(f'form[method="post"][action="{action}"]')
    if form is None:
        raise LookupError(f"expected a form that goes to {action}, found none")
    sent: dict[str, list[str]] = {}
    for field in form.css("input, select, textarea"):
        value, name = _value(field), field.attributes.get("name")
        if name and value is not None:
            sent.setdefault(name, []).append(value)
    return sent


def _value(field: LexborNode) -> str | None:
    given = field.attributes
    if field.tag == "textarea":
        return field.text()
    if field.tag == "select":
        options = field.css("option")
        chosen = next((each for each in options if "selected" in each.attributes), options[0])
        return chosen.attributes.get("value", chosen.text())
    if given.get("type") == "file" or (given.get("type") == "checkbox" and "checked" not in given):
        return None
    return given.get("value") or ""
