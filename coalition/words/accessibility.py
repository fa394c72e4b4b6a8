"""What the statement on accessibility says: how the pages were tested."""

from __future__ import annotations


def words(tested: dict[str, object], narrow: int) -> dict[str, object]:
    """Every number and name of the statement, by the name the prose uses.

    ``tested`` is what the audit tells of itself; ``narrow`` is the width in pixels below which a narrower
    picture is shown. Both belong to what makes the pages and are handed in by the chapter.
    """
    return {**tested, "narrow": narrow}
