"""Every private part of another package that the press leans on, one module a package.

What breaks with a new version breaks here; ``docs/recipes.md`` of the repository says which test sees it.
"""
