"""A number that only drafts: the draft comes by itself, is taken into the reply, changed and sent by a person."""

from playwright.sync_api import expect as page_expect

from checks import eventually, expect, same
from programs import call

CUSTOMER = "+15551236011"
QUESTION = "Hi! How do I return something I bought?"
ADDED = "Greetings from a person."


def answering(walk, words):
    walk.desk.goto(f"{walk.casewire.url}/settings/numbers")
    walk.desk.get_by_label("Who answers").first.select_option(words)
    walk.desk.get_by_role("button", name="Save", exact=True).first.click()
    page_expect(walk.desk.get_by_label("Who answers").first.locator("option:checked")).to_have_text(words)


def change(casewire, method, path, body, status):
    headers = {"Authorization": f"Bearer {casewire.key}"}
    answer = call(method, f"{casewire.url}/api/v1/{path}", json_body=body, headers=headers)
    same(answer.status, status, "status")


def run(walk):
    checks, desk = walk.checks, walk.desk
    with checks.check("a number is set to drafts alone"):
        answering(walk, "The agent drafts, people send")
    with checks.check("a text goes to people at once"):
        walk.open_phone(CUSTOMER)
        walk.write(QUESTION)
        eventually(lambda: walk.texts() >= 2, "the notice", 30)
        desk.goto(f"{walk.casewire.url}/inbox")
        desk.get_by_role("listitem").filter(has_text="(555) 123-6011").get_by_role("link").first.click()
        walk.shows_state("Handed off")
    with checks.check("the draft appears by itself, and the customer sees nothing of it"):
        use = desk.get_by_role("link", name="Use this draft")
        page_expect(use).to_be_visible(timeout=30_000)
        draft = desk.locator("#agent-draft-text").inner_text()
        expect(draft and draft not in walk.bubbles(), "it was sent, or is empty")
    walk.watch.look(checks, desk, "session draft")
    with checks.check("it is taken into the reply, behind what was typed, and changed"):
        field = desk.get_by_role("textbox", name="Reply", exact=True)
        field.fill("Hello.")
        use.click()
        page_expect(field).to_have_value(f"Hello.\n\n{draft}")
        field.fill(f"{draft} {ADDED}")
    with checks.check("the person sends it, and the draft is gone"):
        desk.get_by_role("button", name="Send", exact=True).click()
        walk.on_phone(ADDED)
        page_expect(desk.get_by_role("link", name="Use this draft")).to_have_count(0)
    with checks.check("what is chosen stays while the page is brought up to date"):
        desk.goto(f"{walk.casewire.url}/settings/numbers")
        chosen = desk.get_by_label("Who answers").first
        chosen.select_option("People answer, without the agent")
        number = walk.casewire.api("connections")["numbers"][0]["number"]
        session = walk.casewire.api("sessions")["items"][0]["id"]
        change(walk.casewire, "PATCH", f"numbers/{number}", {"autopilot": True}, 200)
        change(walk.casewire, "POST", f"sessions/{session}/notes", {"text": "The pages read again."}, 204)
        label = "The agent answers, and drafts for people after a handoff"
        page_expect(chosen.locator("option[selected]")).to_have_text(label)
        page_expect(chosen.locator("option:checked")).to_have_text("People answer, without the agent")
    with checks.check("the number is given back to the agent"):
        answering(walk, "The agent answers")
