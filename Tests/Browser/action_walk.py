"""The pages of actions: one is declared, tried against the sandbox, changed and removed. Those of webhooks follow."""

from playwright.sync_api import expect as page_expect

import webhook_walk
from checks import expect


def walk(checks, watch, desk, casewire):
    desk.goto(f"{casewire.url}/settings/actions")
    with checks.check("without actions the page says what follows"):
        page_expect(desk.get_by_text("No actions yet")).to_be_visible()
    watch.look(checks, desk, "actions empty")
    desk.get_by_role("link", name="Add an action").click()
    watch.look(checks, desk, "action new")
    with checks.check("a host that is a place is refused, and what was typed stays"):
        desk.get_by_label("Name", exact=False).first.fill("phone_page")
        desk.get_by_label("What it does").fill("Looks at the phone's page.")
        desk.get_by_label("URL").fill("http://{{order}}/a")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("alert")).to_contain_text("host")
        page_expect(desk.get_by_label("What it does")).to_have_value("Looks at the phone's page.")
    watch.problems = [one for one in watch.problems if "status of 4" not in one]
    with checks.check("an action is saved"):
        desk.get_by_label("URL").fill(f"{casewire.carrier}/sandbox/requests")
        desk.get_by_label("Query").fill("order: {{order}}")
        desk.get_by_label("Header (").fill("Authorization")
        desk.get_by_label("Value", exact=True).fill("Bearer topsecret")
        desk.get_by_label("The host may be on this machine").check()
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    with checks.check("Try it shows the request with the secret masked"):
        desk.get_by_label("Arguments").fill('{"order": "A&B"}')
        desk.get_by_role("button", name="Show the request").click()
        page_expect(desk.get_by_text("/sandbox/requests?order=A%26B")).to_be_visible()
        expect("topsecret" not in desk.content(), "the secret is shown")
    with checks.check("Send it shows the answer"):
        desk.get_by_role("button", name="Send it").click()
        page_expect(desk.get_by_role("heading", name="Answered 200")).to_be_visible()
    watch.look(checks, desk, "action tried")
    with checks.check("the list names it"):
        desk.goto(f"{casewire.url}/settings/actions")
        page_expect(desk.get_by_role("link", name="phone_page")).to_be_visible()
    watch.look(checks, desk, "actions")
    with checks.check("it is removed"):
        desk.get_by_role("link", name="phone_page").click()
        desk.get_by_role("button", name="Remove this action").click()
        page_expect(desk.get_by_text("No actions yet")).to_be_visible()
    webhook_walk.walk(checks, watch, desk, casewire)
