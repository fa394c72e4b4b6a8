"""Serve a built book on this machine the way a web server should: compressed, cacheable, under its policy."""

from __future__ import annotations

import errno
import functools
import gzip
import http.server
import io
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from bookpress.errors import PressError

_PORT, _PORTS = 8000, 20
"""The port that is tried first, and how many after one another."""
_COMPRESSED = {".html", ".css", ".js", ".svg", ".csv", ".json", ".txt", ".ipynb", ".xml", ".md"}
_CACHED_FOR = 3600
"""Seconds; pages themselves are asked for again each time."""


class Live:
    """Tells browsers that show a page that there is another one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._moment = 0.0

    def say_so(self) -> None:
        """Let all pages be loaded again."""
        with self._changed:
            self._moment = time.time()
            self._changed.notify_all()

    def moments(self) -> Iterator[float]:
        """The moment of the last book, and wait for that of each one after it."""
        seen = -1.0
        while True:
            with self._changed:
                while self._moment == seen:
                    self._changed.wait()
                seen = self._moment
            yield seen


def server(
    folder: Path, policies: Mapping[str, str], port: int | None = 0, live: Live | None = None
) -> http.server.ThreadingHTTPServer:
    """Make a server of ``folder`` on 127.0.0.1, not yet running.

    Port 0 is any free one, none is 8000 or the next that is free. ``policies`` has the
    Content-Security-Policy that it sends by the beginning of the path, of which the longest counts;
    with ``live`` pages load again by themselves.

    Raises PressError if the port is taken.
    """
    handler = functools.partial(_Handler, directory=str(folder), policies=policies, live=live)
    for wanted in range(_PORT, _PORT + _PORTS) if port is None else [port]:
        try:
            return _Server(("127.0.0.1", wanted), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    taken = f"{_PORT} to {_PORT + _PORTS - 1} are" if port is None else f"{port} is"
    raise PressError(f"Port {taken} taken: name another one (--port 0 takes any)")


_SCRIPT = b"""let seen;
new EventSource("/_live").onmessage = ({data}) => {
  if (seen && seen !== data) location.reload();
  seen = data;
};
"""
_TAG = b'<script defer src="/_live.js"></script>'


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that goes away in the middle of an answer is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".webmanifest": "application/manifest+json"
    }

    def __init__(self, *arguments, policies: Mapping[str, str], live: Live | None, **options) -> None:
        self.policies, self.live = policies, live
        super().__init__(*arguments, **options)

    def log_message(self, *_):
        """Say nothing of single requests."""

    def end_headers(self):
        if fitting := [start for start in self.policies if self.path.startswith(start)]:
            self.send_header("Content-Security-Policy", self.policies[max(fitting, key=len)])
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def do_GET(self):
        if self.live and self.path == "/_live":
            self._tell(self.live)
        else:
            super().do_GET()

    def _tell(self, live: Live) -> None:
        """Send the moment of each book as it is made, until the browser goes away."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        for moment in live.moments():
            self.wfile.write(f"data: {moment}\n\n".encode())
            self.wfile.flush()

    def send_head(self):
        if self.live and self.path == "/_live.js":
            return self._send("text/javascript", _SCRIPT, "no-store")
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file() or not path.resolve().is_relative_to(Path(self.directory).resolve()):
            self.send_error(http.HTTPStatus.NOT_FOUND)  # no list of a folder, no link that leads elsewhere
            return None
        if path.suffix == ".html" and self.live:
            return self._send("text/html", path.read_bytes() + _TAG, "no-store")
        if path.suffix not in _COMPRESSED or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        kept = "no-cache" if path.suffix == ".html" or self.live else f"max-age={_CACHED_FOR}"
        return self._send(
            self.guess_type(str(path)), _packed(path, path.stat().st_mtime_ns), kept, packed=True
        )

    def _send(self, kind: str, body: bytes, kept: str, packed: bool = False) -> io.BytesIO:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if packed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", kept)
        self.end_headers()
        return io.BytesIO(body)


@functools.lru_cache(maxsize=500)
def _packed(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
