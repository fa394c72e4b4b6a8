"""Figures of the book: each function takes a DataFrame of the analysis and returns a plotly figure."""
