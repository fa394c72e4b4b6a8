"""The machine that runs chapters when something they read changed, and makes and publishes the pages."""


def setup(app):
    """Register with Sphinx how pages are made from kept runs: which of them, their numbers, what is said
    meanwhile.
    """
    from bookpress.engine import commands, numbering, page_freshness, page_progress

    for part in (commands, page_freshness, numbering, page_progress):
        part.setup(app)
    return {"version": "1", "env_version": 2, "parallel_read_safe": False, "parallel_write_safe": True}
