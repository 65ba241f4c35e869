"""Two processes that write the index of one site lose none of each other's changes."""

import os
import subprocess
import sys
from pathlib import Path

from tests.layers import ROOT
from tests.sites import copied, migrated

WRITER = """
import numpy as np
from shopping.index import product_index
from shopping.models import Feed, Product, ProductImage
name = {name!r}
feed = Feed.objects.create(name=name, slug=name)
for number in range(12):
    known = dict(feed=feed, product_id=str(number), title="x", link="https://x.example/", row_hash="")
    product = Product.objects.create(**known)
    vector = np.eye(8, dtype=np.float16)[number % 8].tobytes()
    ProductImage.objects.create(product=product, source="x", sha256=name, category="top", vector=vector, model="m")
    product_index.ensure("m")
"""
READER = """
from shopping.index import product_index
from shopping.models import ProductImage
print(product_index.ensure("m"), len(product_index.load("m").columns), ProductImage.objects.count())
"""


def shell(data: Path, program: str) -> "subprocess.Popen[str]":
    """A process of a site of its own in a folder."""
    environment = os.environ | {"TRENDFLIX_DATA": str(data), "DATABASE_URL": "", "TRENDFLIX_LOG_LEVEL": "WARNING"}
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", program]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_two_processes_lose_no_update(tmp_path: Path) -> None:
    copied("migrated", migrated, tmp_path)
    writers = [shell(tmp_path, WRITER.format(name=name)) for name in ("one", "two")]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    reader = shell(tmp_path, READER)
    assert reader.communicate(timeout=120)[0].split() == ["unchanged", "24", "24"]
