import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from evaluation.report.plots import Row, plot, ticks
from evaluation.report.words import Words

NUMBERS = st.floats(-1, 2, allow_nan=False)


def drawn(*rows: Row) -> str:
    return str(
        plot(rows, (0.0, 1.0), Words("en"), name="p", title="<A> & b", desc="c", reference=0.5)
    )


@given(st.text(min_size=1), NUMBERS, st.tuples(NUMBERS, NUMBERS), NUMBERS)
def test_whatever_is_drawn_stays_on_the_axis(
    label: str, value: float, interval: tuple[float, float], other: float
) -> None:
    row = Row(label=label, said=label, value=value, interval=interval, other=other)
    places = re.findall(r'[cx][x12]="(-?[\d.]+)%"', drawn(row))
    assert places
    assert all(0 <= float(each) <= 100 for each in places)


def test_a_plot_is_well_formed_and_names_itself() -> None:
    svg = ElementTree.fromstring(drawn(Row(label="a&b", said="a<b", value=0.3)))
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == "p-title"
    assert [each.text for each in svg.findall("./title")] == ["<A> & b"]


def test_a_mark_stands_where_its_value_is() -> None:
    assert 'cx="30.00%"' in drawn(Row(label="a", said="a", value=0.3))


def test_long_labels_are_cut_to_what_fits_the_narrowest_page() -> None:
    text = drawn(Row(label="a" * 60, said="", value=0.3))
    label = re.search(r'class="label"[^>]*>(a+…)<', text)
    assert label
    assert len(label[1]) < 20


@given(st.floats(-5, 5), st.floats(0.01, 10))
def test_ticks_are_few_and_inside(low: float, width: float) -> None:
    found = ticks(low, low + width)
    assert 1 <= len(found) <= 6
    assert all(low - 1e-6 <= each <= low + width + 1e-6 for each in found)
