"""Serve a built book on this machine the way a web server should.

Compressed, cacheable, under the Content-Security-Policy.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import sys
from pathlib import Path

_COMPRESSED = {".html", ".css", ".js", ".svg", ".csv", ".json", ".txt", ".ipynb", ".xml"}
_CACHED_FOR = 3600
"""Seconds; pages themselves are asked for again each time."""


def server(folder: Path, policy: str, port: int = 0) -> http.server.ThreadingHTTPServer:
    """Make a server of ``folder`` on 127.0.0.1, not yet running; port 0 takes a free one.

    ``policy`` is the Content-Security-Policy that it sends.
    """
    return _Server(("127.0.0.1", port), functools.partial(_Handler, directory=str(folder), policy=policy))


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Give a browser that goes away in the middle of an answer is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments, policy: str, **options) -> None:
        self.policy = policy
        super().__init__(*arguments, **options)

    def log_message(self, *_):
        """Say nothing of single requests."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if (
            path.suffix not in _COMPRESSED
            or not path.is_file()
            or "gzip" not in self.headers.get("Accept-Encoding", "")
        ):
            return super().send_head()
        body = _packed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if path.suffix == ".html" else f"max-age={_CACHED_FOR}")
        self.end_headers()
        return io.BytesIO(body)


@functools.lru_cache(maxsize=500)
def _packed(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
