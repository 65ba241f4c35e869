"""The nginx of a deployment, with the configuration that is shipped, before a site on loopback."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

from django.conf import settings

from trendflix.core.errors import UserError

SHIPPED = Path(settings.BASE_DIR) / "deploy" / "nginx.conf"
MAIN = """{user}daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 2048; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""
START_SECONDS = 10.0


def is_installed() -> bool:
    """Whether this machine has nginx."""
    return shutil.which("nginx") is not None


def configuration(folder: Path, data: Path, site: str, port: int) -> str:
    """The shipped configuration with a port of loopback, and the site and the data folder of this machine."""
    shipped = SHIPPED.read_text(encoding="utf-8")
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("http://web:8000", site),
        ("alias /data/", f"alias {data}/"),
    ):
        if old not in shipped:
            raise UserError(f"{SHIPPED.name}: {old!r} is missing")
        shipped = shipped.replace(old, new)
    user = "user root;\n" if os.geteuid() == 0 else ""  # or its workers could not read files of ours
    return MAIN.format(user=user, folder=folder, site=shipped)


@contextmanager
def nginx_before(site: str, data: Path, folder: Path) -> Iterator[str]:
    """nginx before the site at the address ``site``, whose files lie in ``data``; gives its own address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file = folder / "nginx.conf"
    file.write_text(configuration(folder, data, site, port), encoding="utf-8")
    server = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(file)])  # noqa: S603, S607 - our own words
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own server
            return
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise UserError("nginx did not start; what it says stands above.")
