"""The book on paper: chapters as plain HTML, fitted, printed by Chromium, with metadata and fixed ids."""


def setup(app):
    """Register the print builder with Sphinx."""
    from coalition.printing import builder

    builder.setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
