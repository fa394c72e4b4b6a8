"""Why there is no PDF: one clear sentence; what was exported before is untouched."""


class ExportError(Exception):
    """The export stopped; the message says why and what to do."""
