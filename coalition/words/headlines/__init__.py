"""What each exhibit found, in one sentence above it: one module a chapter, sentences by the exhibit's name.

Each is computed from the results that the exhibit shows, with a branch where other data would say otherwise.
"""
