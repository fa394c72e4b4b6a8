"""Evidence, analysis and book-making for the report "After the Ceasefire"."""
