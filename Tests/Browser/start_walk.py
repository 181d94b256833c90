"""Starting a conversation, and reading one behind a link. `composer_walk.py` calls it."""

import re
import urllib.parse

from playwright.sync_api import expect

THIRD = "+15551236003"


def run(walk):
    start(walk)
    quiet_hours(walk)
    share(walk)


def start(walk):
    checks, watch, page = walk.checks, walk.watch, walk.desk
    walk.open_phone(THIRD)
    page.goto(f"{walk.casewire.url}/inbox")
    with checks.check("a number that is none is refused in words, and what was typed stays"):
        page.get_by_role("link", name="Start a conversation").click()
        watch.look(checks, page, "start empty")
        page.get_by_label("Customer’s phone").fill("12345")
        page.get_by_label("Text", exact=True).fill("Your order is ready to be fetched.")
        expect(page.locator("#segments")).to_have_text("1 segment")
        page.get_by_label("How the customer agreed").fill("web form")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("is no phone number")
        expect(page.get_by_label("Text", exact=True)).to_have_value("Your order is ready to be fetched.")
    watch.look(checks, page, "start refused")
    watch.problems = [one for one in watch.problems if "status of 4" not in one]
    with checks.check("a check says who it is and what the text costs, and sends nothing"):
        page.get_by_label("Customer’s phone").fill(THIRD)
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.get_by_text("nobody we know yet")).to_be_visible()
        expect(page.locator("#cost")).to_have_text("about 0.0083 USD")
        page.get_by_label("Text", exact=True).fill("A longer text. " * 12)
        expect(page.locator("#cost")).to_have_text("about 0.0166 USD")
        page.get_by_label("Text", exact=True).fill("Your order is ready to be fetched.")
    watch.look(checks, page, "start checked")
    with checks.check("Send texts it once and leads to the session"):
        page.get_by_role("button", name="Send", exact=True).dblclick(no_wait_after=True)
        expect(page).to_have_url(re.compile("/sessions/"))
        walk.on_phone("Your order is ready to be fetched.")
        if walk.bubbles().count("Your order is ready to be fetched.") != 1:
            raise AssertionError("it is there more than once")
        walk.third_session = page.url.split("#")[0]


def quiet_hours(walk):
    checks, watch, page = walk.checks, walk.watch, walk.desk
    with checks.check("in quiet hours it says until when a text would wait"):
        set_quiet_hours(walk, "00:00", "23:59")
        page.goto(walk.third_session)
        expect(page.get_by_text("It is quiet hours where the customer is")).to_be_visible()
        page.get_by_role("link", name=THIRD).click()
        page.get_by_role("link", name="Start a conversation").click()
        expect(page.get_by_text("a first text waits until")).to_be_visible()
        page.get_by_label("Text", exact=True).fill("Are you there?")
        page.get_by_label("How the customer agreed").fill("web form")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Send it again to let it wait")
    watch.problems = [one for one in watch.problems if "status of 4" not in one]
    watch.look(checks, page, "start in quiet hours")
    with checks.check("sent again it waits, shown in the thread"):
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page).to_have_url(re.compile("/sessions/"))
        expect(walk.thread().get_by_text("Quiet hours: waits until")).to_be_visible()
    watch.look(checks, page, "session in quiet hours")
    set_quiet_hours(walk, "", "")


def set_quiet_hours(walk, begin, end):
    page = walk.desk
    page.goto(f"{walk.casewire.url}/settings/limits")
    page.get_by_label("From", exact=True).fill(begin)
    page.get_by_label("To", exact=True).fill(end)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def share(walk):
    checks, watch, page = walk.checks, walk.watch, walk.desk
    with checks.check("a read-only link is made and copied"):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(walk.session_page)
        page.get_by_text("Copy a read-only link").click()
        page.get_by_label("The link holds for").select_option(label="7 days")
        page.get_by_role("button", name="Make a link").click()
        link = page.locator("#shared-link").input_value()
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        if page.evaluate("navigator.clipboard.readText()") != link:
            raise AssertionError("another text was copied")
    with checks.check("it opens the session for somebody who is not signed in, with nothing to press"):
        stranger = page.context.browser.new_context(viewport=page.viewport_size, reduced_motion="reduce")
        reader = stranger.new_page()
        parts = urllib.parse.urlsplit(link)
        address = f"{walk.casewire.url}{parts.path}?{parts.query}"
        reader.goto(address)
        expect(reader.get_by_role("heading", level=1)).to_be_visible()
        expect(reader.get_by_text("I need to speak with a person").first).to_be_visible()
        picture = reader.get_by_role("img", name=re.compile("^Picture 1 of the text"))
        expect(picture).to_be_visible()
        picture.scroll_into_view_if_needed()
        reader.wait_for_function("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
        for role in ("button", "textbox", "navigation"):
            expect(reader.get_by_role(role)).to_have_count(0)
        if "5551236001" in reader.content() or stranger.cookies():
            raise AssertionError("the whole number is shown, or a cookie was set")
    watch.look(checks, reader, "session behind a link")
    with checks.check("once all links are ended it opens nothing"):
        page.get_by_role("button", name="End all links").click()
        expect(page.get_by_text("All read-only links were ended.")).to_be_visible()
        if reader.goto(address).status != 404:
            raise AssertionError("it still opens")
        expect(reader.get_by_text("This link opens nothing")).to_be_visible()
    watch.problems = [one for one in watch.problems if "status of 4" not in one]
    stranger.close()
