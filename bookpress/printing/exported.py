"""What nbconvert's own exporters make of a chapter: pictures of its figures, tables and numbers, none lost.

A preprocessor that stands after ``ExecutePreprocessor`` (``jupyter_nbconvert_config.json``). A notebook
without exhibits passes as it is.
"""

from __future__ import annotations

import base64
import re
from typing import Any

from nbconvert.preprocessors import Preprocessor
from traitlets import Bool

from bookpress.engine import browser, pictures, plates
from bookpress.exhibits import blocks, notebook
from bookpress.exhibits.exhibit import MIME, Exhibit
from bookpress.upstream import myst_nb

_GLUE = re.compile(r"\{glue:(?:text|md)?\}`([^`:]+)(?::[^`]*)?`")


class ExhibitsPreprocessor(Preprocessor):
    """Puts a picture beside each live figure, tables and notes as text, and numbers into the prose."""

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb, resources):
        """The notebook as exporters can show it, and its resources; as it is if it is run in place."""
        if self.config.get("NbConvertApp", {}).get("use_output_suffix") is False:
            return nb, resources
        outputs = [o for c in nb.cells if c.cell_type == "code" for o in c.outputs]
        said = dict(found for o in outputs if (found := myst_nb.said(o)))
        exhibits = notebook.shown([nb])
        drawn = self._drawn({e.name: plates.lettered(e) for e in exhibits.values() if e.kind == "figure"})
        for output in outputs:
            _complete(output.get("data", {}), exhibits, drawn)
        left = set()
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                left |= {name for name in _GLUE.findall(cell.source) if name not in said}
                cell.source = _GLUE.sub(lambda m: str(said.get(m[1], m[0])), cell.source)
        if left:
            self.log.warning("%d numbers of the prose are not known: run it with --execute", len(left))
        return nb, resources

    def _drawn(self, specs: dict[str, dict]) -> dict[str, dict[str, str]]:
        """The pictures of these figures by kind; none, and a warning, where there is no browser."""
        try:
            pictures.draw(specs)
        except (browser.NoBrowser, pictures.PictureError) as error:
            self.log.warning("%d figures are exported as text. %s", len(specs), error)
            return {}
        return {
            name: {
                "image/svg+xml": pictures.plate(spec),
                "image/png": base64.b64encode(pictures.png(spec)).decode(),
            }
            for name, spec in specs.items()
        }


def _complete(data: dict[str, Any], exhibits: dict[str, Exhibit], drawn: dict[str, dict[str, str]]) -> None:
    """Add to an output what exporters show, who take the first kind they know."""
    if found := data.get(MIME):
        data |= drawn.get(found["name"], {})
        if found["kind"] == "table":
            data["text/plain"] = exhibits[found["name"]].as_text()
    elif exhibit := exhibits.get(data.get(notebook.NOTE_MIME, "")):
        data["text/plain"] = exhibit.note()
    elif parts := data.get(blocks.MIME):
        data["text/plain"] = "\n\n".join(blocks.to_text(blocks.from_json(part)) for part in parts)
