"""What is an address on the web that a reader can open."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_NO_PART = re.compile(r"[\s<>\"\\^`{|}]|%(?![0-9A-Fa-f]{2})")
"""Signs that stand in no address, and a per cent sign that begins no code of a sign."""


def is_public(text: str) -> bool:
    """Whether a text is an address with scheme and a host that anybody reaches, without a password."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and parts.username is None
        and not _NO_PART.search(text)
        and _is_host(host)
    )


def _is_host(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        labels = host.removesuffix(".").split(".")
        return len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()
