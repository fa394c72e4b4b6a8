"""Tables for readers: columns named in words, one module a chapter."""
