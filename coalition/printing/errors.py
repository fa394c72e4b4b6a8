"""Why there is no PDF: one clear sentence; what was exported before is untouched."""

from coalition.errors import CoalitionError


class ExportError(CoalitionError):
    """The export stopped; the message says why and what to do."""
