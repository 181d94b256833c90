"""The inbox as those use it who answer all day: views, search, keys, selecting, and who else is there. `walk.py` calls it."""

import re

from playwright.sync_api import expect

import snooze_walk


def run(walk):
    """The desk is signed in and at least one session is there."""
    checks, watch, page, casewire = walk.checks, walk.watch, walk.desk, walk.casewire.url
    page.goto(f"{casewire}/inbox")
    with checks.check("a search marks what it found"):
        page.keyboard.press("/")
        expect(page.locator("#q")).to_be_focused()
        page.keyboard.type("return")
        page.keyboard.press("Enter")
        expect(page.locator(".row mark").first).to_have_text(re.compile("^return", re.I))
        watch.look(checks, page, "inbox-search")
    with checks.check("what is searched for is kept as a view and removed"):
        page.get_by_text("Keep this view").click()
        page.get_by_label("Name of the view").fill("Returns")
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.locator(".filters.own a[aria-current]")).to_have_text("Returns")
        watch.look(checks, page, "inbox-view")
        page.get_by_role("button", name=re.compile("^Remove")).click()
        expect(page.locator(".filters.own")).to_have_count(0)
    with checks.check("keys move, select and explain themselves"):
        page.goto(f"{casewire}/inbox")
        page.keyboard.press("j")
        expect(page.locator(".row a").first).to_be_focused()
        page.keyboard.press("x")
        expect(page.locator(".pick").first).to_be_checked()
        expect(page.locator("#bulk")).to_be_visible()
        watch.look(checks, page, "inbox-selected")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
        watch.look(checks, page, "inbox-keys")
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        expect(page.get_by_text("1 session assigned to you.")).to_be_visible()
    with checks.check("a colleague sees who looks"):
        page.goto(f"{casewire}/inbox")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/sessions/"))
        page.keyboard.press("r")
        expect(page.locator("#reply")).to_be_focused()
        watch.look(checks, page, "session-assigned")
    snooze_walk.run(walk)
