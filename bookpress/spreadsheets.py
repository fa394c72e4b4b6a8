"""Text that a spreadsheet takes for what it is."""

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet read a cell as a formula (OWASP, CSV injection)."""


def spreadsheet_safe(text: str) -> str:
    """The text, preceded by an apostrophe if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(TRIGGERS) else text
