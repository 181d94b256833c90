"""The pages of settings: organization, hours, agent and fields are changed, refused and put back."""

from playwright.sync_api import expect as page_expect

from checks import expect


def run(walk):
    checks, watch, desk, url = walk.checks, walk.watch, walk.desk, walk.casewire.url
    organization(checks, watch, desk, url)
    hours(checks, watch, desk, url)
    agent(checks, watch, desk, url)
    fields(checks, watch, desk, url)
    contact(checks, watch, desk, url)


def organization(checks, watch, desk, url):
    desk.goto(f"{url}/settings/organization")
    watch.look(checks, desk, "organization")
    with checks.check("an organization without a name is refused beside the field, and what was typed stays"):
        desk.get_by_label("Name (").fill("")
        desk.get_by_label("How else customers reach people").fill("help@example.com")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("alert")).to_contain_text("Nothing was saved")
        page_expect(desk.locator("#setting-name-problem")).to_have_text("Cannot be empty.")
        page_expect(desk.get_by_label("How else customers reach people")).to_have_value("help@example.com")
    _forgive(watch)
    watch.look(checks, desk, "organization refused")
    with checks.check("put right, it is saved and told what was"):
        desk.get_by_label("Name (").fill("Harbor Outfitters")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("status").get_by_text("Saved:")).to_contain_text("contact")


def hours(checks, watch, desk, url):
    desk.goto(f"{url}/settings/hours")
    watch.look(checks, desk, "hours")
    with checks.check("a wrong time is told at its day"):
        desk.get_by_label("in this week's hours").check()
        wednesday = desk.get_by_role("group", name="Wednesday")
        wednesday.get_by_label("from", exact=True).fill("17:00")
        wednesday.get_by_label("to", exact=True).first.fill("09:00")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("group", name="Wednesday")).to_contain_text("from before to")
    _forgive(watch)
    with checks.check("the week is saved, with what customers are told while it is closed"):
        wednesday = desk.get_by_role("group", name="Wednesday")
        wednesday.get_by_label("from", exact=True).fill("09:00")
        wednesday.get_by_label("to", exact=True).first.fill("17:00")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("status").get_by_text("Saved: hours.")).to_be_visible()
        page_expect(desk.get_by_text("While you are closed, a customer")).to_be_visible()
    watch.look(checks, desk, "hours saved")
    with checks.check("people can be there at all hours again"):
        desk.get_by_label("at all hours").check()
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_text("People answer at all hours, so nobody")).to_be_visible()


def agent(checks, watch, desk, url):
    desk.goto(f"{url}/settings/agent")
    desk.get_by_text("What each level means").click()
    watch.look(checks, desk, "agent")
    with checks.check("a hosted model needs a name; its key is not shown again"):
        desk.get_by_label("Model", exact=True).select_option("openai")
        desk.get_by_label("API key").fill("topsecret")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_text("Is missing: which of the service's models is asked.")).to_be_visible()
        expect("topsecret" not in desk.content(), "the key is shown")
    _forgive(watch)
    watch.look(checks, desk, "agent refused")
    with checks.check("levels and topics are saved"):
        desk.get_by_label("Model", exact=True).select_option("builtin")
        desk.get_by_label("Nothing in the knowledge answers").select_option("patient")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("status").get_by_text("Saved: single levels.")).to_be_visible()
        desk.get_by_label("Nothing in the knowledge answers").select_option("")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("status").get_by_text("Saved: single levels.")).to_be_visible()
    with checks.check("the model is tried"):
        desk.get_by_role("button", name="Try the model").click()
        page_expect(desk.get_by_role("status").get_by_text("Built in")).to_be_visible()
    watch.look(checks, desk, "agent tried")


def fields(checks, watch, desk, url):
    desk.goto(f"{url}/settings/fields")
    watch.look(checks, desk, "fields")
    with checks.check("a field is tried on a past session, with the text that it rests on"):
        desk.get_by_role("link", name="Priority").click()
        page_expect(desk.get_by_label("High", exact=False).first).to_be_visible()
        desk.get_by_role("button", name="Try it").click()
        page_expect(desk.locator("#try").get_by_role("status")).to_be_visible()
    watch.look(checks, desk, "field tried")
    with checks.check("a column of the site becomes a field; a wrong pattern is told beside it"):
        desk.goto(f"{url}/settings/fields")
        desk.get_by_label("Column of Case").select_option(index=0)
        desk.get_by_role("button", name="Go on").click()
        desk.get_by_label("What it is").fill("What the customer bought")
        if desk.get_by_label("Pattern").count():
            desk.get_by_label("Pattern").fill("[A-Z")
            desk.get_by_role("button", name="Save").click()
            page_expect(desk.get_by_text("Is not a regular expression.")).to_be_visible()
            desk.get_by_label("Pattern").fill("")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    _forgive(watch)
    watch.look(checks, desk, "field saved")
    with checks.check("a field is removed"):
        desk.get_by_role("button", name="Leave this column alone").click()
        page_expect(desk.get_by_role("heading", name="Fields", exact=True)).to_be_visible()


def contact(checks, watch, desk, url):
    desk.goto(f"{url}/contacts?q=6001")
    desk.locator('main a[href^="/contacts/"]').first.click()
    with checks.check("a contact's name and data are kept"):
        desk.get_by_label("Name", exact=True).fill("Service Customer")
        desk.get_by_label("What it is").fill("Customer number")
        desk.get_by_label("Value").fill("12")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_label("Customer number", exact=True)).to_have_value("12")
    with checks.check("another number of the person is joined and parted"):
        desk.get_by_label("Another phone number").fill("+15551236002")
        desk.get_by_role("button", name="Join").click()
        page_expect(desk.get_by_role("list", name="Other numbers of this person")).to_be_visible()
    watch.look(checks, desk, "contact joined")
    with checks.check("a number that nobody knows is refused"):
        desk.get_by_label("Another phone number").fill("+15559990000")
        desk.get_by_role("button", name="Join").click()
        page_expect(desk.get_by_role("alert")).to_contain_text("Nobody ever wrote from")
    _forgive(watch)
    with checks.check("they are parted, and the name is taken away"):
        desk.get_by_role("button", name="Not the same person").click()
        page_expect(desk.get_by_text("No other number is known")).to_be_visible()
        desk.get_by_label("Name", exact=True).fill("")
        desk.get_by_role("button", name="Save").click()
        page_expect(desk.get_by_role("status").get_by_text("Saved.")).to_be_visible()


def _forgive(watch):
    """A refused form is answered with 422, which the browser tells as an error."""
    watch.problems = [one for one in watch.problems if "status of 4" not in one]
