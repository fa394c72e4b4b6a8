"""Private parts of itables: the DataTables that it carries."""

from __future__ import annotations

import re
from pathlib import Path

import itables


def datatables() -> str:
    """DataTables as a plain script that sets ``window.DataTable``, from the module that itables carries.

    A page opened from a file may not load a module. Raises ValueError if the module does not end as known.
    """
    module = (Path(itables.__file__).parent / "html" / "dt_bundle.js").read_text(encoding="utf-8")
    ending = re.search(r"export\{([^}]*)\};?", module)
    name = ending and re.search(r"(\w+) as default", ending[1])
    if not ending or not name:
        raise ValueError("the DataTables module of itables has no default export")
    return (
        f"(() => {{{module[: ending.start()]}\nwindow.DataTable = "
        f"{name[1]};\n{module[ending.end() :]}}})();\n"
    )
