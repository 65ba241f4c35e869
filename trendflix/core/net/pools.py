"""Connections of urllib3 to one checked address, which end at a deadline."""

import socket
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from trendflix.core.net.deadline import Deadline


def pool_to(scheme: str, address: str, port: int, host: str, deadline: Deadline) -> urllib3.HTTPConnectionPool:
    """A pool of connections to an address that answer for ``host``, by ``http`` or ``https``, until the deadline."""
    if scheme == "https":
        secure = urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)
        secure.ConnectionCls = _watched(HTTPSConnection, deadline)
        return secure
    plain = urllib3.HTTPConnectionPool(address, port)
    plain.ConnectionCls = _watched(HTTPConnection, deadline)
    return plain


def _watched(base: Any, deadline: Deadline) -> Any:
    def _new_conn(self: Any) -> socket.socket:
        connection: socket.socket = base._new_conn(self)
        deadline.watch(connection)
        return connection

    return type(f"Watched{base.__name__}", (base,), {"_new_conn": _new_conn})
