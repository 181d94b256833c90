"""A session is hidden for a while and comes back with its customer's next text. `inbox_walk.py` calls it."""

import re

from playwright.sync_api import expect

CUSTOMER = "+15551236077"


def run(walk):
    checks, watch, page, casewire = walk.checks, walk.watch, walk.desk, walk.casewire.url
    row = page.locator(".row", has_text=re.compile("6077"))
    walk.open_phone(CUSTOMER)
    walk.write("I need to speak with a person")
    page.goto(f"{casewire}/inbox")
    with checks.check("a session is snoozed for an hour"):
        expect(row).to_be_visible(timeout=30_000)
        row.get_by_role("link").click()
        page.get_by_text("Snooze", exact=True).click()
        watch.look(checks, page, "session-snooze")
        page.get_by_role("button", name="1 hour").click()
        expect(page.locator("#snoozed")).to_contain_text("Snoozed until")
    watch.look(checks, page, "session-snoozed")
    with checks.check("it leaves the inbox and is under Snoozed"):
        page.goto(f"{casewire}/inbox")
        expect(row).to_have_count(0)
        page.get_by_role("navigation", name="Views").get_by_role("link", name=re.compile("^Snoozed")).click()
        expect(row).to_contain_text("Snoozed until")
    watch.look(checks, page, "inbox-snoozed")
    with checks.check("its customer's next text brings it back, without a reload"):
        page.goto(f"{casewire}/inbox")
        walk.write("Is anybody there?")
        expect(row).to_be_visible(timeout=30_000)
        expect(row).to_have_class(re.compile("unseen"))
    row.get_by_role("link").click()
    page.get_by_role("button", name="Resolve", exact=True).click()
