"""What a web process does before its first request."""

import subprocess
import sys
from pathlib import Path

from tests.sites import ROOT, environment

ASKED = """
import gc, sys, trendflix.wsgi
print(gc.get_freeze_count(), gc.get_threshold()[0], "trendflix.site.pages.home" in sys.modules)
"""


def test_a_web_process_has_imported_its_views_and_collects_none_of_them(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ASKED]
    told = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=120)
    frozen, often, is_imported = told.stdout.split()
    assert int(frozen) > 100_000 and int(often) > 10_000 and is_imported == "True", told.stderr
