"""The pictures of the figures, as pages show them on a desk screen and on a phone."""

import pytest

from bookpress.engine import pictures

pytestmark = pytest.mark.slow

FAULTS = """() => {
  const svg = document.querySelector("svg"), frame = svg.getBoundingClientRect();
  const leaves = box => box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  const lines = [...svg.querySelectorAll("text")].flatMap(text => {
    const parts = [...text.querySelectorAll("tspan.line")];
    return parts.length ? parts : [text];
  }).map(line => ({said: line.textContent.trim(), box: line.getBoundingClientRect()}))
    .filter(({said, box}) => said && box.width);
  const found = lines.filter(({box}) => leaves(box)).map(({said}) => `${said} leaves the frame`);
  lines.forEach(({said, box}, i) => {
    for (const other of lines.slice(i + 1)) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 2 && down > 4) found.push(`${said} lies on ${other.said}`);
    }
  });
  for (const mark of svg.querySelectorAll("path.point, .point > path"))
    if (leaves(mark.getBoundingClientRect())) found.push("a mark leaves the frame");
  return found;
}"""
"""A box of text has room above and below its letters: lines that share less do not touch."""


def faults(page, svg):
    """What is wrong with a drawing: texts on each other, and texts and marks beyond its frame."""
    page.set_content(f"<body style='margin:0'>{svg}</body>")
    return page.evaluate(FAULTS)


@pytest.fixture
def page(chromium):
    found = chromium.new_page()
    yield found
    found.close()


@pytest.mark.parametrize("size", list(pictures.WIDTHS))
def test_no_text_lies_on_another_and_nothing_leaves_the_frame(page, book, size):
    drawn = sorted((book / pictures.FOLDER).glob(f"*-{size}-light.svg"))
    assert drawn
    found = {path.name: faults(page, path.read_text(encoding="utf-8")) for path in drawn}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_faults_of_a_drawing_are_found(page):
    text = '<text x="{}" y="20">A label</text>'
    svg = f'<svg width="200" height="40">{text.format(10)}{text.format(20)}{text.format(180)}'
    svg += '<path class="point" d="M-9,5h5v5z"/></svg>'
    assert faults(page, svg) == [
        "A label leaves the frame",
        "A label lies on A label",
        "a mark leaves the frame",
    ]
