"""After the Ceasefire: evidence, analysis and book-making."""


def __getattr__(name: str) -> str:
    """``__version__`` is the version of the data package, which is that of the book."""
    if name == "__version__":
        from coalition.data.descriptor import version

        return version()
    raise AttributeError(name)
