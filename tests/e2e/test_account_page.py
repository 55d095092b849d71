"""The page that links in letters open, against a whole system that has no mail server."""

import re
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from chat_visitor import need_chromium, visitor
from editor_author import SLOW
from playwright.async_api import expect

from chaos.whole_system import EMAIL, PASSWORD, System, running_system
from eventually import eventually_so

REFUSED = ("status of 403", "status of 409")
NEW = "quite another sentence"
BOTS = re.compile(r"/bots$")

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def own_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Accounts are made by invitation here, and its logs are searched for an address."""
    need_chromium()
    with running_system(tmp_path_factory.mktemp("system")) as system:
        yield system


@pytest.fixture
async def admin(own_system: System) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{own_system.url}/api/v1", timeout=30) as client:
        signed_in = (await client.post("/auth/login", json={"email": EMAIL, "password": PASSWORD})).json()
        client.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
        yield client


async def link(admin: httpx.AsyncClient, email: str, kind: str) -> str:
    """What the administrator hands on."""

    async def look() -> str | None:
        items = (await admin.get("/mail")).json()["items"]
        return next((one["link"] for one in items if (one["email"], one["kind"]) == (email, kind)), None)

    return await eventually_so(look)


async def invited(admin: httpx.AsyncClient, email: str) -> str:
    await admin.post("/invitations", json={"email": email, "role": "DEVELOPER"})
    return await link(admin, email, "invitation")


async def may_sign_in(admin: httpx.AsyncClient, email: str, password: str) -> bool:
    return (await admin.post("/auth/login", json={"email": email, "password": password})).is_success


async def test_somebody_invited_makes_an_account_proves_the_address_and_forgets_the_password(
    browser, own_system, admin
):
    email = "ada@example.org"
    async with visitor(browser) as context:
        page = await context.new_page()
        await page.goto(await invited(admin, email))
        await expect(page.get_by_role("heading")).to_have_text("You are invited", timeout=SLOW)
        await page.get_by_label("E-mail address").fill(email)
        await page.get_by_label("Your name").fill("Ada")
        await page.get_by_label("Password", exact=True).fill("the first sentence")
        await page.get_by_role("button", name="Make the account").click()
        await expect(page).to_have_url(BOTS, timeout=SLOW)

        page = await context.new_page()
        await page.goto(await link(admin, email, "verify"))
        await page.get_by_role("button", name="Confirm").click()
        await expect(page.get_by_role("status").filter(has_text="confirmed")).to_be_visible(timeout=SLOW)
        assert "#" not in page.url

    await admin.post("/auth/password/forgot", json={"email": email})
    async with visitor(browser) as context:
        page = await context.new_page()
        await page.goto(await link(admin, email, "reset"))
        await page.get_by_label("Password", exact=True).fill(NEW)
        await page.get_by_role("button", name="Save the password").click()
        await expect(page.get_by_role("status").filter(has_text="Sign in")).to_be_visible(timeout=SLOW)
        await expect(page.get_by_role("link", name="Sign in")).to_be_visible()

    users = (await admin.get("/users", params={"email": email})).json()["items"]
    assert (users[0]["role"], users[0]["email_verified_at"] is None) == ("DEVELOPER", False)
    assert not await may_sign_in(admin, email, "the first sentence")
    assert await may_sign_in(admin, email, NEW)
    assert email not in own_system.log


async def test_opening_a_link_uses_it_up_not_and_a_used_one_is_refused_in_ones_language(
    browser, own_system, admin
):
    email = "bob@example.org"
    address = await invited(admin, email)
    async with visitor(browser, REFUSED, locale="ru-RU") as context:
        for _ in range(2):
            page = await context.new_page()
            await page.goto(address)
            await expect(page.get_by_role("heading")).to_have_text("Вас приглашают", timeout=SLOW)
        await page.get_by_label("Адрес почты").fill("eve@example.org")
        await page.get_by_label("Пароль", exact=True).fill(NEW)
        await page.get_by_role("button", name="Создать учётную запись").click()
        await expect(page.get_by_role("alert")).to_contain_text("недействительно", timeout=SLOW)
        await page.get_by_label("Адрес почты").fill(email)
        await page.get_by_role("button", name="Создать учётную запись").click()
        await expect(page).to_have_url(BOTS, timeout=SLOW)

    assert await may_sign_in(admin, email, NEW)


async def test_one_who_has_an_account_accepts_with_it(browser, admin):
    async with visitor(browser) as context:
        page = await context.new_page()
        await page.goto(await invited(admin, EMAIL))
        await page.get_by_role("radiogroup").get_by_text("I have one").click()
        await page.get_by_label("E-mail address").fill(EMAIL)
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="Accept").click()
        await expect(page).to_have_url(BOTS, timeout=SLOW)


async def test_who_forgot_the_password_asks_for_a_link(browser, own_system, admin):
    async with visitor(browser) as context:
        page = await context.new_page()
        await page.goto(f"{own_system.url}/sign-in")
        await page.get_by_role("link", name="Forgotten your password?").click()
        # The page left behind has such a field too.
        await expect(page.get_by_role("heading")).to_have_text("Forgotten password", timeout=SLOW)
        await page.get_by_label("E-mail address").fill(EMAIL)
        await page.get_by_role("button", name="Send me the link").click()
        await expect(page.get_by_role("status").filter(has_text=EMAIL)).to_be_visible(timeout=SLOW)
    assert await link(admin, EMAIL, "reset")


async def test_where_accounts_are_made_by_invitation_registering_asks_for_its_link(
    browser, own_system, admin
):
    email = "carol@example.org"
    async with visitor(browser) as context:
        page = await context.new_page()
        await page.goto(f"{own_system.url}/register")
        await page.get_by_label("Link of the invitation").fill("https://example.org/x")
        await page.get_by_role("button", name="Continue").click()
        await expect(page.get_by_text("This is not a link of an invitation")).to_be_visible()
        await page.get_by_label("Link of the invitation").fill(await invited(admin, email))
        await page.get_by_role("button", name="Continue").click()
        await expect(page.get_by_role("heading")).to_have_text("You are invited", timeout=SLOW)


async def test_without_a_token_there_is_nothing_to_do(browser, own_system):
    async with visitor(browser) as context:
        page = await context.new_page()
        await page.goto(f"{own_system.url}/account")
        await expect(page.get_by_role("heading")).to_have_text("Nothing to do here", timeout=SLOW)
        await expect(page.get_by_role("button")).to_be_hidden()
