"""The pages of webhooks: one is added, tested against the sandbox, changed and removed."""

from playwright.sync_api import expect as page_expect

from checks import expect


def walk(checks, watch, desk, casewire):
    desk.goto(f"{casewire.url}/settings/webhooks")
    with checks.check("without webhooks the page says what follows"):
        page_expect(desk.get_by_text("No webhooks yet")).to_be_visible()
    watch.look(checks, desk, "webhooks empty")
    desk.get_by_role("link", name="Add a webhook").click()
    watch.look(checks, desk, "webhook new")
    with checks.check("an address that is not safe is refused, and what was typed stays"):
        desk.get_by_label("URL").fill(f"{casewire.carrier}/sandbox/texts")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("alert")).to_contain_text("https://")
        page_expect(desk.get_by_label("URL")).to_have_value(f"{casewire.carrier}/sandbox/texts")
    watch.problems = [one for one in watch.problems if "status of 4" not in one]
    with checks.check("a webhook is added, and its secret is shown"):
        desk.get_by_label("The host may be on this machine").check()
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_text("whsec_")).to_be_visible()
    watch.look(checks, desk, "webhook made")
    with checks.check("a test shows what the endpoint answered"):
        desk.get_by_role("button", name="Send a test").click()
        page_expect(desk.get_by_role("status").get_by_text("answered 4")).to_be_visible()
        page_expect(desk.get_by_role("cell", name="webhook.test")).to_be_visible()
        expect("whsec_" not in desk.content(), "the secret is shown again")
    watch.look(checks, desk, "webhook tested")
    with checks.check("the list shows the trouble"):
        desk.goto(f"{casewire.url}/settings/webhooks")
        page_expect(desk.get_by_text("answered 4")).to_be_visible()
    watch.look(checks, desk, "webhooks")
    with checks.check("it is removed"):
        desk.get_by_role("link", name="sandbox/texts").click()
        desk.get_by_role("button", name="Remove this webhook").click()
        page_expect(desk.get_by_text("No webhooks yet")).to_be_visible()
