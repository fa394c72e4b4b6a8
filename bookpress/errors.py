"""What stops a command for a reason that its reader can act on; anything else is a fault of the program."""

import errno

OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
"""What a user mends and no author: it is said in a line."""


class PressError(Exception):
    """The command stopped; the message says why, and what to do. What was there before is untouched."""
