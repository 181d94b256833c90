"""What helps those who write: templates, kept drafts, keys. `walk.py` calls it, with a session at hand and the desk signed in."""

import re

from playwright.sync_api import expect

import start_walk

FIRST = "+15551236001"
LABEL = "Here is the return label for your request, {{customer}} ({{ticket}})."


def run(walk):
    templates(walk)
    in_the_reply(walk)
    without_script(walk)
    drafts(walk)
    start_walk.run(walk)
    sign_out(walk)


def templates(walk):
    checks, watch, page = walk.checks, walk.watch, walk.desk
    page.goto(f"{walk.casewire.url}/settings/templates")
    with checks.check("without templates the page says so"):
        expect(page.get_by_text("No templates yet.")).to_be_visible()
    page.get_by_role("link", name="Add a template").click()
    with checks.check("a placeholder that does not exist is refused, and what was typed stays"):
        page.get_by_label("Name", exact=True).fill("Return label")
        page.get_by_label("Shortcut").fill("/label")
        page.get_by_label("Text", exact=True).fill("Hello {{first_name}}")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("“{{first_name}}” is no placeholder")
        expect(page.get_by_label("Text", exact=True)).to_have_value("Hello {{first_name}}")
    watch.look(checks, page, "template refused")
    watch.problems = [one for one in watch.problems if "status of 4" not in one]
    with checks.check("a template is saved and shown as it would be sent"):
        page.get_by_label("Text", exact=True).fill(LABEL)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        expect(page.get_by_text("for your request, Customer (#4521).")).to_be_visible()
    watch.look(checks, page, "template")
    with checks.check("one that takes more than a segment says so in the list"):
        page.goto(f"{walk.casewire.url}/settings/templates/new")
        page.get_by_label("Name", exact=True).fill("Opening hours")
        page.get_by_label("Text", exact=True).fill("We are here from nine to five, Monday to Friday. " * 4)
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="All templates").click()
        expect(page.get_by_text("Takes 2 segments.")).to_be_visible()
    watch.look(checks, page, "templates")


def in_the_reply(walk):
    checks, watch, page = walk.checks, walk.watch, walk.desk
    page.goto(walk.session_page)
    field = page.get_by_label("Reply", exact=True)
    with checks.check("a template is inserted, filled for the session, and counted"):
        page.get_by_text("Insert a template").click()
        page.get_by_label("Template", exact=True).select_option(label="Opening hours (2 segments)")
        page.get_by_role("button", name="Insert", exact=True).click()
        expect(field).to_have_value(re.compile("^We are here from nine"))
        expect(page.locator("#segments")).to_have_text("2 segments")
        field.fill("")
        page.get_by_label("Template", exact=True).select_option(label="Return label")
        page.get_by_role("button", name="Insert", exact=True).click()
        expect(field).to_have_value(re.compile(r"^Here is the return label for your request.* \(#\d+\)\.$"))
        expect(page.locator("#segments")).to_have_text("1 segment")
    watch.look(checks, page, "session with a template")
    with checks.check("its shortcut and a space put it where one types"):
        field.fill("")
        field.press_sequentially("Hello! /label ")
        expect(field).to_have_value(re.compile(r"^Hello! Here is the return label"))


def without_script(walk):
    page = walk.desk
    with walk.checks.check("without scripts the page comes back with the template behind what was typed"):
        context = page.context.browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
        plain = context.new_page()
        plain.goto(walk.session_page)
        plain.get_by_label("Reply", exact=True).fill("Good morning.")
        plain.get_by_text("Insert a template").click()
        plain.get_by_label("Template", exact=True).select_option(label="Return label")
        plain.get_by_role("button", name="Insert", exact=True).click()
        expect(plain.get_by_label("Reply", exact=True)).to_have_value(re.compile("^Good morning.\nHere is the return label"))
        context.close()


def drafts(walk):
    checks, watch, page = walk.checks, walk.watch, walk.desk
    field = page.get_by_label("Reply", exact=True)
    text = "This waited in the browser."
    with checks.check("what was not sent is there again, in this session alone"):
        page.goto(walk.session_page)
        field.fill(text)
        page.goto(f"{walk.casewire.url}/inbox")
        others = [
            link.get_attribute("href")
            for link in page.locator(".row a").all()
            if not walk.session_page.endswith(link.get_attribute("href"))
        ]
        page.goto(f"{walk.casewire.url}{others[0]}")
        expect(field).to_have_value("")
        page.goto(walk.session_page)
        expect(field).to_have_value(text)
        expect(page.get_by_text("What you had not sent yet was put back.")).to_be_visible()
        expect(page.locator("#segments")).to_have_text("1 segment")
    watch.look(checks, page, "session with a draft")
    with checks.check("Control and Enter send it, once, and it is no draft any more"):
        walk.open_phone(FIRST)
        field.press("Control+Enter")
        walk.on_phone(text)
        if walk.bubbles().count(text) != 1:
            raise AssertionError("it is there more than once")
        expect(field).to_have_value("")
        page.goto(walk.session_page)
        expect(field).to_have_value("")
    with checks.check("a text that was cut off on its way is put back, and still goes out once"):
        page.goto(walk.session_page)
        # The server gets it, and the browser never hears of it.
        field.fill("Cut off on its way.")
        page.route("**/replies", lambda route: (route.fetch(max_redirects=0), route.abort()))
        field.press("Control+Enter")
        walk.on_phone("Cut off on its way.")
        page.unroute("**/replies")
        walk.watch.take()
        page.goto(walk.session_page)
        expect(page.get_by_text("This may have been sent already")).to_be_visible()
        page.get_by_role("button", name="Send", exact=True).click()
        expect(field).to_have_value("")
        walk.desk.wait_for_timeout(3_000)
        if walk.bubbles().count("Cut off on its way.") != 1:
            raise AssertionError("it is there more than once")


def sign_out(walk):
    page = walk.desk
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('casewire:draft:')).length"
    with walk.checks.check("after signing out nothing that was typed is left in the browser"):
        page.goto(walk.session_page)
        page.get_by_label("Reply", exact=True).fill("Something about a customer")
        if page.evaluate(kept) != 1:
            raise AssertionError("the draft was not kept")
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(re.compile("/sign-in"))
        if page.evaluate(kept) != 0:
            raise AssertionError("a draft is left")
        walk.fill_sign_in(walk.casewire.password)
        expect(page).to_have_url(re.compile("/inbox"))
