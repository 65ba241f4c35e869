"""Files that a page offers, as a browser saves them."""

import csv
from codecs import BOM_UTF8

from playwright.sync_api import Locator


def sheet(link: Locator) -> tuple[str, list[list[str]]]:
    """Follow a link to a CSV file: the name that it is saved as, and its rows. Spreadsheets know UTF-8 by its mark."""
    with link.page.expect_download() as saved:
        link.click()
    data = saved.value.path().read_bytes()
    assert data.startswith(BOM_UTF8)
    return saved.value.suggested_filename, list(csv.reader(data.decode("utf-8-sig").splitlines()))
