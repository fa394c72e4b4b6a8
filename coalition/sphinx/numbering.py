"""Resolve numbered references without loading a whole page again for each of them.

Sphinx unpickles the page of the target for every ``numref``; on pages with long tables that was most of the build.
"""

from __future__ import annotations

from sphinx.domains.std import StandardDomain


def setup(app) -> None:
    app.add_domain(_RememberingDomain, override=True)


class _RememberingDomain(StandardDomain):
    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        if typ == "numref":
            env = _Pages.of(env)
        return super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)


class _Pages:
    """The build environment with each page loaded once; references are resolved when all pages are read."""

    def __init__(self, env) -> None:
        self._env = env
        self._loaded = {}

    @classmethod
    def of(cls, env):
        if not hasattr(env, "_coalition_pages"):
            env._coalition_pages = cls(env)
        return env._coalition_pages

    def get_doctree(self, docname):
        if docname not in self._loaded:
            self._loaded[docname] = self._env.get_doctree(docname)
        return self._loaded[docname]

    def __getattr__(self, name):
        return getattr(self._env, name)
