"""The frame around the editor, against a whole system: who is signed in, where one is, in which language."""

import re
from dataclasses import replace

import httpx
import pytest
from axe import LOOKS, expect_accessible_in_both
from chat_visitor import visitor
from editor_author import ADMIN, REFUSED, SLOW, Person, newcomer, sign_in, signed_in, signed_in_by_form
from playwright.async_api import Page, expect

from chaos.whole_system import System

OPEN_PAGES = (
    "/sign-in",
    "/register",
    "/account",
    "/account/forgot",
    "/account#reset=x",
    "/account#invitation=x",
)
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.timeout(900)


def end_all_others(system: System, person: Person) -> None:
    """Whatever they are signed in with, by a sign-in of another device."""
    with httpx.Client(base_url=f"{system.url}/api/v1", timeout=30) as client:
        told = {"email": person.email, "password": person.password}
        tokens = client.post("/auth/login", json=told).json()
        client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        assert client.delete("/auth/sign-ins").is_success


def named(system: System, person: Person) -> str | None:
    with httpx.Client(base_url=f"{system.url}/api/v1", timeout=30) as client:
        told = {"email": person.email, "password": person.password}
        return client.post("/auth/login", json=told).json()["user"]["name"]


@pytest.fixture
def person(system: System) -> Person:
    """Nobody else is signed out, renamed, or spoken to in another language."""
    return newcomer(system, "Nell")


async def go(page: Page, place: str) -> None:
    await page.get_by_role("navigation").get_by_role("link", name=place, exact=True).click()


async def test_somebody_new_registers_and_arrives_where_the_link_led(browser, system):
    martha = Person("Martha", "m.shell@example.org", "a short sentence")
    async with visitor(browser) as context:
        page = await context.new_page()
        await page.goto(f"{system.url}/profile")
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=SLOW)
        await page.get_by_role("link", name="Make one").click()
        await page.get_by_label("Your name").fill("Martha")
        await page.get_by_label("E-mail address").fill(martha.email)
        await page.get_by_label("Password", exact=True).fill("short")
        await page.get_by_role("button", name="Make the account").click()
        await expect(page.get_by_text("At least 8 characters.")).to_be_visible()
        await page.get_by_label("Password", exact=True).fill(martha.password)
        await page.get_by_role("button", name="Make the account").click()

        await expect(page).to_have_url(f"{system.url}/profile", timeout=SLOW)
        await expect(page).to_have_title("Profile · DBCV")
        await expect(page.get_by_role("button", name="Your account: Martha")).to_be_visible()
        await page.reload()
        await expect(page.get_by_label("Name")).to_have_value("Martha")
    assert named(system, martha) == "Martha"


async def test_a_wrong_password_is_told_in_ones_language(browser, system):
    async with visitor(browser, REFUSED, locale="ru-RU") as context:
        page = await context.new_page()
        await page.goto(f"{system.url}/sign-in")
        await sign_in(page, replace(ADMIN, password="quite wrong"))
        await expect(page.get_by_role("alert")).to_contain_text(
            "Неверный адрес почты или пароль", timeout=SLOW
        )
        await expect(page).to_have_title("Вход · DBCV")
        await sign_in(page)
        await expect(page).to_have_url(f"{system.url}/bots", timeout=SLOW)


async def test_the_back_button_leads_back_and_the_focus_goes_to_the_page(browser, system, person):
    async with visitor(browser) as context:
        page = await signed_in_by_form(context, system, "/profile", person)
        await go(page, "Channels")
        await expect(page).to_have_url(f"{system.url}/channels")
        await expect(page.get_by_role("main")).to_be_focused()
        await expect(page.get_by_role("link", name="Channels", exact=True)).to_have_attribute(
            "aria-current", "page"
        )
        await page.go_back()
        await expect(page).to_have_title("Profile · DBCV")
        await page.go_forward()
        await expect(page).to_have_url(f"{system.url}/channels")
        await page.reload()
        await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
        await page.bring_to_front()
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()


async def test_a_session_that_has_ended_asks_for_the_password_and_loses_nothing(browser, system, person):
    async with visitor(browser, REFUSED) as context:
        page = await signed_in(context, system, "/profile", person)
        await page.get_by_label("Name").fill("Ada Lovelace")
        end_all_others(system, person)
        await page.get_by_role("button", name="Save").first.click()

        asked = page.get_by_role("dialog", name="Your sign-in has ended")
        await expect(asked).to_contain_text(person.email, timeout=SLOW)
        await asked.get_by_label("Password", exact=True).fill(person.password)
        await asked.get_by_role("button", name="Sign in").click()

        await expect(asked).to_be_hidden(timeout=SLOW)
        await expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=SLOW)
        await expect(page.get_by_label("Name")).to_have_value("Ada Lovelace")
    assert named(system, person) == "Ada Lovelace"


async def test_signing_out_here_signs_out_every_tab(browser, system, person):
    async with visitor(browser) as context:
        page = await signed_in(context, system, "/profile", person)
        other = await context.new_page()
        await other.goto(f"{system.url}/profile")
        await expect(other).to_have_title("Profile · DBCV")
        await page.get_by_role("button", name="Your account").click()
        await page.get_by_role("menuitem", name="Sign out").click()
        await expect(page).to_have_url(f"{system.url}/sign-in", timeout=SLOW)
        await expect(other).to_have_url(re.compile(r"/sign-in\?next=%2Fprofile"), timeout=SLOW)


async def test_the_language_chosen_goes_with_the_person(browser, system, person):
    async with visitor(browser) as context:
        page = await signed_in(context, system, "/profile", person)
        await page.get_by_role("button", name="Your account").click()
        async with page.expect_response(lambda answer: answer.request.method == "PATCH"):
            await page.get_by_role("menuitemradio", name="Русский").click()
        await expect(page.get_by_role("heading", name="Профиль")).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", "ru")
    async with visitor(browser) as context:
        page = await signed_in_by_form(context, system, "/profile", person)
        await expect(page.get_by_role("heading", name="Профиль")).to_be_visible(timeout=SLOW)
        async with page.expect_response(lambda answer: answer.request.method == "PATCH"):
            await page.get_by_role("radiogroup", name="Язык").get_by_text("English").click()
        await expect(page.get_by_role("heading", name="Profile")).to_be_visible()


async def test_an_access_token_is_shown_once_works_and_is_revoked(browser, system, person):
    async with visitor(browser) as context:
        page = await signed_in(context, system, "/profile", person)
        await page.get_by_role("button", name="New token").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Make the token").click()
        await expect(dialog.get_by_text("Say what it is for.")).to_be_visible()
        await dialog.get_by_label("What it is for").fill("Nightly export")
        await dialog.get_by_role("button", name="Make the token").click()
        token = await dialog.get_by_label("Access token", exact=True).input_value()
        await dialog.get_by_role("button", name="I have copied it").click()
        await expect(dialog).to_be_hidden()

        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as script:
            assert (await script.get(f"{system.url}/api/v1/bots")).status_code == 200
            await expect(page.get_by_text("Nightly export", exact=True)).to_be_visible()
            assert token not in await page.content()
            await page.get_by_role("button", name="Revoke “Nightly export”").click()
            await page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
            await expect(page.get_by_text("Nightly export", exact=True)).to_have_count(0, timeout=SLOW)
            assert (await script.get(f"{system.url}/api/v1/bots")).status_code == 401


async def test_an_address_that_is_nothing_says_so(browser, system):
    async with visitor(browser, ("status of 404",)) as context:
        page = await context.new_page()
        await page.goto(f"{system.url}/nothing/here")
        await expect(page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_use_these_pages(browser, system, person, locale, scheme):
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, **looks) as context:
        for path in OPEN_PAGES:
            page = await context.new_page()
            await page.goto(f"{system.url}{path}")
            await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
            await expect_accessible_in_both(page)
            await page.close()
        page = await signed_in(context, system, "/profile", person)
        await expect(page.get_by_role("listitem").first).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
        await page.set_viewport_size(PHONE)
        await expect_accessible_in_both(page)
        await page.locator("button[aria-haspopup=menu]").click()
        await expect(page.get_by_role("menuitemradio").first).to_be_visible()
        await expect_accessible_in_both(page)
