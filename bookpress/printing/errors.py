"""Why there is no PDF: one clear sentence; what was exported before is untouched."""

from bookpress.errors import PressError


class ExportError(PressError):
    """The export stopped; the message says why and what to do."""
