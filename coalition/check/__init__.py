"""Every rule the data package must keep; each violation is one line naming file, row, column, value and rule.

What is looked at, in this order: the descriptor and the files (``structure``), what rows say of other rows
(``references``), what the subject demands (``rules``), the files of the book (``bookpress.inputs``), the rows
that code and chapters name (``named_rows``), the sentences that rest on rows (``standing``), the archives of
earlier editions, and the version that others cite (``cited_version``).
"""

from __future__ import annotations

import pandas as pd

from bookpress import inputs
from coalition import data, paths
from coalition.check import cited_version, files, named_rows, references, rules, standing, structure
from coalition.check.rules import guarded
from coalition.reference import archives


def violations() -> list[str]:
    """One line per violated rule of the package; an empty list if it is clean.

    A descriptor that cannot be read is reported alone. A table whose file, header or cells are broken is
    reported for that and left out of the rules that join tables, so one mistake gives one line. Nothing
    raises: what a rule did not expect is a line that names the table.
    """
    if found := structure.descriptor_faults():
        return found
    unreadable = inputs.faults(paths.ROOT)
    frames: dict[str, pd.DataFrame] = {}
    for name in data.tables():
        broken = guarded(name, structure.faults, name)
        found += broken
        if not broken:
            found += (broken := guarded(name, _loaded, name, frames))
    sound = dict(frames)
    for name, frame in frames.items():
        if joined := guarded(name, references.faults, name, frame, frames):
            found += joined
            del sound[name]
    if len(frames) == len(data.tables()):
        found += guarded("sources", references.unused_sources, frames)
    whole = not found
    found += files.strays()
    found += rules.violations(sound) + rules.map_faults("countries" in frames) + unreadable
    if whole and not unreadable:
        # Where a table breaks a rule, the names of rows in code are not looked up: those faults would follow.
        found += named_rows.violations() + guarded("sources", standing.violations) + archives.faults()
    # What a rule raised follows from a fault that another has found, if one has.
    causes = [line for line in found if rules.NOT_APPLIED not in line]
    return (causes or found) + cited_version.faults()


def _loaded(name: str, frames: dict[str, pd.DataFrame]) -> list[str]:
    """Load a table that is whole, among ``frames``; what stops it becomes a line of its guard."""
    frames[name] = data.load(name)
    return []
