"""The reference part of the book: profiles, sources, archives, editions, citations."""
