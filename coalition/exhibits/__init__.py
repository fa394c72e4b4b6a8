"""Figures, tables and running text as a chapter shows them, and the numbers its prose says."""

from coalition.exhibits.notebook import say, show

__all__ = ["say", "show"]
