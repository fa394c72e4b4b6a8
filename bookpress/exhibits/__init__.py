"""Figures, tables and running text as a chapter shows them, and the numbers its prose says."""
