"""Tables for readers, one module a chapter: columns named in words, source ids last."""
