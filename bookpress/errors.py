"""What stops a command for a reason that its reader can act on; anything else is a fault of the program."""


class PressError(Exception):
    """The command stopped; the message says why, and what to do. What was there before is untouched."""
