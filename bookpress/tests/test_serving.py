"""Serving on this machine: on the next free port, or on the one that was asked for."""

import http.client
import socket
import threading

import pytest

from bookpress.engine import serving
from bookpress.errors import PressError


def test_the_next_free_port_is_taken_unless_one_is_named(tmp_path):
    with serving.server(tmp_path, {}, None) as first, serving.server(tmp_path, {}, None) as second:
        assert 8000 <= first.server_port < second.server_port
        with pytest.raises(PressError, match=f"^Port {first.server_port} is taken: name another one"):
            serving.server(tmp_path, {}, first.server_port)
    with serving.server(tmp_path, {}, 0) as free:
        assert free.server_port


def test_where_all_are_taken_it_is_said(tmp_path, monkeypatch):
    with serving.server(tmp_path, {}) as there:
        monkeypatch.setattr(serving, "_PORT", there.server_port)
        monkeypatch.setattr(serving, "_PORTS", 1)
        with pytest.raises(PressError, match="are taken"):
            serving.server(tmp_path, {}, None)


@pytest.fixture
def served(tmp_path):
    """A small book with a file beside it, and a link that leads there; the port it is served on."""
    book = tmp_path / "html"
    (book / "_static").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (book / "index.html").write_text("<p>a page</p>")
    (book / "_static" / "look.css").write_text("p {}")
    (book / "link.txt").symlink_to(tmp_path / "secret.txt")
    (book / "folder").symlink_to(tmp_path)
    with serving.server(book, {"/": "default-src 'self'"}) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def answered(port, path, **headers):
    """Status, headers and text of an answer to exactly this path, which no client puts in order first."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", path)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, answer.headers, body


def test_only_what_is_in_the_book_is_served_and_no_folder_is_listed(served):
    for path in ("/", "/index.html", "/_static/look.css", "/_static/../index.html"):
        status, headers, _ = answered(served, path)
        assert status == 200 and headers["Content-Security-Policy"] == "default-src 'self'", path
    outside = ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/_static/../../secret.txt")
    others = (
        "//secret.txt",
        "/link.txt",
        "/folder/secret.txt",
        "/_static/",
        "/_static",
        "/%00",
        "/nothing.html",
    )
    for path in (*outside, *others, "/..\\secret.txt", "/%252e%252e/secret.txt"):
        for more in ({}, {"Accept_Encoding": "gzip"}):
            status, headers, body = answered(served, path, **more)
            assert status in (400, 404) and "secret" not in body and "look.css" not in body, path


def test_no_other_machine_is_served(served):
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((address, served), timeout=5)
    with pytest.raises(OSError):
        socket.create_connection(("::1", served), timeout=5)
