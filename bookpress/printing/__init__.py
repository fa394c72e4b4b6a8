"""The book on paper: chapters as plain HTML, fitted, printed by Chromium, with metadata and fixed ids."""


def setup(app):
    """Register the print builder with Sphinx, and answer ``jupyter-book build --builder pdfhtml``."""
    from bookpress.printing import builder

    builder.setup(app)
    app.connect("builder-inited", _print_instead, priority=-1)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}


def _print_instead(app) -> None:
    """Print the book where Jupyter Book is about to: it asks for one page in the folder of the pages."""
    if app.builder.name == "singlehtml" and app.outdir.name == "html":
        from bookpress.engine import commands
        from bookpress.printing import pdf

        commands.or_stop(pdf.export)
        raise SystemExit(0)
