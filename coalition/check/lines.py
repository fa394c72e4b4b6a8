"""The form of a violation: one line with its place, and what was not expected as a line too."""

from __future__ import annotations

from coalition import data


def line(table: str, row: int | None, column: str | None, text: str) -> str:
    """One violation: ``data/polls.csv:12 low: 7 is above high 6``. Rows are counted with the header as 1."""
    where = f"data/{data.resource(table)['path']}"
    where += f":{row}" if row else ""
    return f"{where} {column}: {text}" if column else f"{where}: {text}"


def guarded(table: str, rule, *arguments) -> list[str]:
    """What a rule finds; if it raises, one line that names the table and what was raised."""
    try:
        return rule(*arguments)
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or "no reason given"
        return [line(table, None, None, f"the rules could not be applied ({type(error).__name__}: {reason})")]
