"""The book, or one chapter of it, for paper and for reading alone: PDF, HTML, and the formats of ``jupyter nbconvert``."""
