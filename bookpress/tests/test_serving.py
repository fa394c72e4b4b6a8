"""Serving on this machine: on the next free port, or on the one that was asked for."""

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
