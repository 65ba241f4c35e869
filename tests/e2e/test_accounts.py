"""An account from its beginning to its end, in a browser: sign up, confirm, reset, second factor, export, delete."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import served, viewer
from tests.e2e.mails import Mailbox
from tests.e2e.watching import nothing_wrong
from tests.sites import ROOT, copied, environment, manage, migrated

pytestmark = pytest.mark.browser
ZOE, ADDRESS, PASSWORD, CHANGED = "zoe", "zoe@example.org", "green-lantern-42", "blue-lantern-43"
SIZES = [(1440, 900), (390, 844)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the site writes mails into."""
    return tmp_path_factory.mktemp("mails")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, mails: Path) -> Iterator[Path]:
    """The data folder of a site that confirms addresses, and deletes at once what was asked for."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TRENDFLIX_EMAIL_URL", f"file://{mails}")
        patched.setenv("TRENDFLIX_DELETION_DAYS", "0")
        yield copied("migrated", migrated, tmp_path_factory.mktemp("accounts"))


@pytest.fixture(scope="module")
def home(data: Path) -> Iterator[str]:
    """The address of that site."""
    with served(data) as address:
        yield address


@pytest.fixture(scope="module")
def mailbox(mails: Path) -> Mailbox:
    """What its mails say."""
    return Mailbox(mails)


def asked(data: Path, expression: str) -> object:
    """What an expression over the site's models gives, as JSON."""
    words = f"import json; from django.contrib.auth.models import User; print(json.dumps({expression}))"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", words]
    done = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def sound(page: Page) -> None:
    """axe finds nothing, nothing scrolls sideways."""
    page.wait_for_load_state()
    expect(page.get_by_role("contentinfo")).to_be_attached()
    assert page.evaluate(SIDEWAYS) == 0
    nothing_wrong(page)


def sign_in(page: Page, name: str, password: str) -> None:
    """Fill the form of sign-in."""
    page.goto("/accounts/login/")
    page.get_by_label("User name or e-mail address").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_an_account_from_its_beginning_to_its_end(
    browser: Browser, home: str, data: Path, mailbox: Mailbox, size: tuple[int, int], tmp_path: Path
) -> None:
    name = f"{ZOE}{size[0]}{token_hex(2)}"  # of its own each time: one that failed half way leaves an account
    address = f"{name}@example.org"
    with viewer(browser, home, *size) as page:
        sign_up(page, name, address)
        page.goto(mailbox.link(address, "Confirm"))
        sound(page)
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("status").filter(has_text=f"{address} is confirmed")).to_be_visible()
        sound(page)
        page.get_by_role("button", name="Sign out").click()
        reset_password(page, mailbox, address)
        sign_in(page, address, CHANGED)
        codes = second_factor_add(page)
        page.get_by_role("button", name="Sign out").click()
        sign_in(page, name, CHANGED)
        expect(page.get_by_role("heading", name="One more step")).to_be_visible()
        sound(page)
        page.get_by_label("Code").fill(codes[0])
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("link", name="Account")).to_be_visible()
        another_device_out(browser, home, page, name, codes[1])
        token_made(page)
        export_fetched(page, tmp_path, address)
        deleted(page, data, name)


def sign_up(page: Page, name: str, address: str) -> None:
    """The form, with what it says of bad input."""
    page.goto("/accounts/login/")
    sound(page)
    page.get_by_role("link", name="Create an account").click()
    sound(page)
    page.get_by_label("User name").fill(name)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill("12345")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_text("This password is too short").first).to_be_visible()
    sound(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    sound(page)


def reset_password(page: Page, mailbox: Mailbox, address: str) -> None:
    """By the link of the mail."""
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgotten the password?").click()
    sound(page)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(mailbox.link(address, "Reset"))
    sound(page)
    page.get_by_label("New password", exact=True).fill(CHANGED)
    page.get_by_label("New password again").fill(CHANGED)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_label("New password", exact=True)).to_have_count(0)
    sound(page)


def second_factor_add(page: Page) -> list[str]:
    """From the account page; the recovery codes."""
    page.get_by_role("link", name="Account", exact=True).click()
    expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()
    sound(page)
    page.get_by_role("link", name=re.compile("Two-factor sign-in")).click()
    expect(page.get_by_role("link", name="Turn on")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Turn on").click()
    page.get_by_label("Password").fill(CHANGED)
    sound(page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("img", name=re.compile("as a square"))).to_be_visible()
    sound(page)
    page.get_by_label("Code of the app").fill(code_of(page.get_by_label("Key").input_value()))
    page.get_by_role("button", name="Turn on").click()
    codes = page.locator(".recovery-codes code")
    expect(codes).to_have_count(10)
    sound(page)
    return codes.all_inner_texts()


def another_device_out(browser: Browser, home: str, page: Page, name: str, code: str) -> None:
    """Signed in elsewhere, and signed out from here."""
    with viewer(browser, home, 1440, 900, user_agent="Kitchen tablet") as other:
        sign_in(other, name, CHANGED)
        other.get_by_label("Code").fill(code)
        other.get_by_role("button", name="Sign In").click()
        expect(other.get_by_role("link", name="Account", exact=True)).to_be_visible()
        page.goto("/accounts/sessions/")
        sound(page)
        tablet = page.get_by_role("listitem").filter(has_text="Kitchen tablet")
        tablet.get_by_role("button").click()
        expect(page.get_by_text("That device is signed out.")).to_be_visible()
        other.goto("/account/")
        expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def token_made(page: Page) -> None:
    """With the password asked for again where that was long ago."""
    page.goto("/account/tokens/")
    sound(page)
    page.get_by_label("Name").fill("My script 🎬")
    page.get_by_role("button", name="Make a token").click()
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Password").fill(CHANGED)
        page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_label("The new token")).to_have_value(re.compile("^tfx_"))
    sound(page)
    page.get_by_role("button", name="Revoke My script").click()
    expect(page.get_by_text("My script")).to_have_count(0)


def export_fetched(page: Page, folder: Path, address: str) -> None:
    """A zip with the account in it."""
    page.goto("/account/exports/")
    page.get_by_role("button", name="Make a copy").click()
    expect(page.get_by_role("link", name="Download")).to_be_visible()
    sound(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    file = folder / "copy.zip"
    download.value.save_as(file)
    assert address in zipfile.ZipFile(file).read("account.json").decode()


def deleted(page: Page, data: Path, name: str) -> None:
    """Asked for, taken back, asked for again, done."""
    page.goto("/account/delete/")
    sound(page)
    page.get_by_label("Password").fill("a guess of mine")
    page.get_by_role("button", name="Delete the account").click()
    expect(page.get_by_text("This is not the account's password.")).to_be_visible()
    sound(page)
    page.get_by_label("Password").fill(CHANGED)
    page.get_by_role("button", name="Delete the account").click()
    expect(page.get_by_role("heading", name="The account will be deleted")).to_be_visible()
    sound(page)
    assert asked(data, f"User.objects.get(username={name!r}).deletion is not None")
    manage(data, ["shell", "-v0", "-c", DELETE_DUE])
    assert asked(data, f"User.objects.filter(username={name!r}).count()") == 0
    sign_in(page, name, CHANGED)
    expect(page.get_by_text("do not belong together").first).to_be_visible()


DELETE_DUE = (
    "from trendflix.accounts.membership.deletion import deletions_job; from trendflix.jobs.models import Job; "
    "from trendflix.jobs.progress import silent; print(deletions_job(Job(), silent))"
)


def test_a_deletion_is_taken_back_by_signing_in(browser: Browser, home: str, data: Path) -> None:
    user = "User.objects.create_user('max', 'max@example.org', 'green-lantern-42')"
    make = "from trendflix.accounts.membership.deletion import deletion_request; "
    manage(data, ["shell", "-v0", "-c", f"from django.contrib.auth.models import User; {make}deletion_request({user})"])
    manage(
        data,
        [
            "shell",
            "-v0",
            "-c",
            "from django.contrib.auth.models import User; from django.utils import timezone; "
            "User.objects.filter(username='max').update(last_login=timezone.now())",
        ],
    )
    with viewer(browser, home, 390, 844) as page:
        sign_in(page, "max", PASSWORD)
        expect(page.get_by_role("heading", name="Keep the account?")).to_be_visible()
        sound(page)
        page.get_by_role("button", name="Keep the account").click()
        expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()


def test_the_admins_pages_of_accounts_are_sound(browser: Browser, home: str, data: Path) -> None:
    make = "User.objects.create_superuser('boss', password='green-lantern-42')"
    manage(data, ["shell", "-v0", "-c", f"from django.contrib.auth.models import User; {make}"])
    with viewer(browser, home, 1440, 900) as page:
        page.goto("/admin/auth/user/")
        page.get_by_label("User name or e-mail address").fill("boss")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("columnheader", name="Streams now")).to_be_visible()
        page.goto("/admin/membership/invitation/add/")
        page.get_by_label("E-mail address").fill("guest@example.org")
        page.get_by_role("button", name="Save", exact=True).click()
        link = page.get_by_label("The link, which is shown this once:").input_value()
        page.get_by_role("button", name="Copy the link").click()
        expect(page.get_by_role("button", name="✓")).to_be_visible()
    with viewer(browser, home, 390, 844) as guest:
        guest.goto("/" + link.split("/", 3)[3])
        expect(guest.get_by_label("E-mail address")).to_have_value("guest@example.org")
