"""Draws docs/tour.md: `python Tests/Browser/tour.py [--folder docs]`.

Two walks in a real browser, each step a picture with a sentence: a rep who finds, reads, answers and resolves a conversation in
`casewire demo`, and an admin who sets a server up from nothing until its self-test passes. Nothing is drawn where a step fails.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

from playwright.sync_api import expect as page_expect
from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Peers"))

from browser import PHONE  # pylint: disable=wrong-import-position
from checks import eventually  # pylint: disable=wrong-import-position
from programs import PROGRAM, TOP, call, demo, sandbox, server  # pylint: disable=wrong-import-position

CHROMIUM = "/usr/bin/chromium"
WIDE = {"width": 1100, "height": 760}
OWNER, PASSWORD = "owner@harboroutfitters.example", "a password for the tour"
CUSTOMER, ARABIC, LONG = "+15551237001", "+15551237002", "+15551237003"
# Sixteen hundred characters, which a carrier sends as eleven segments.
LONG_TEXT = ("My parcel came without the second box, and the label of the first one was torn. " * 20)[:1600]


class Tour:
    """Pictures and sentences, as a page of the documentation."""

    def __init__(self, folder):
        self.pictures = folder / "tour"
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.lines = []

    def heading(self, text):
        self.lines += [f"## {text}", ""]

    def show(self, page, name, sentence):
        page.mouse.move(0, 0)
        page.screenshot(path=self.pictures / f"{name}.png")
        self.lines += [sentence, "", f"![{sentence}](tour/{name}.png)", ""]

    def words(self, sentence, text):
        self.lines += [sentence, "", "```", text.strip(), "```", ""]


def text(carrier, phone, number, body):
    sent = call("POST", f"{carrier}/sandbox/texts", json_body={"from": phone, "to": number, "body": body})
    assert sent.status == 201, f"the carrier took no text: {sent.status}"


def state_of(casewire, phone):
    found = casewire.api("sessions", contact=phone)["items"]
    return found[0]["state"] if found else None


def authors(casewire, phone):
    """Who has written in a customer's newest session."""
    found = casewire.api("sessions", contact=phone)["items"]
    return {one["author"] for one in casewire.api(f"sessions/{found[0]['id']}/messages")["items"]} if found else set()


def sign_in(page, url, email, password):
    page.goto(f"{url}/inbox")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page_expect(page).to_have_url(re.compile("/inbox"))


def rep(tour, browser):
    tour.heading("A rep answers")
    with demo() as casewire:
        number = casewire.api("connections")["numbers"][0]["number"]
        text(casewire.carrier, CUSTOMER, number, "Hello, how do I return something I bought? 👢")
        text(casewire.carrier, ARABIC, number, "مرحبا، أين طلبي؟")
        text(casewire.carrier, LONG, number, LONG_TEXT)
        eventually(lambda: state_of(casewire, LONG) and state_of(casewire, ARABIC), "the sessions", 30)
        eventually(lambda: "agent" in authors(casewire, CUSTOMER), "the agent's answer", 30)
        text(casewire.carrier, CUSTOMER, number, "I wore the boots once. I need to speak with a person, please")
        eventually(lambda: state_of(casewire, CUSTOMER) == "handed_off", "the handoff", 30)
        page = browser.new_page(viewport=WIDE, reduced_motion="reduce", locale="en-US")
        sign_in(page, casewire.url, casewire.email, casewire.password)
        page_expect(page.get_by_role("listitem").filter(has_text=CUSTOMER[-4:]).first).to_contain_text("Handed off")
        tour.show(page, "inbox", "The inbox has the newest first; who waits for a person stands out.")
        page.get_by_label("Search sessions").fill("boots")
        page.get_by_role("button", name="Search").click()
        row = page.get_by_role("listitem").filter(has_text=CUSTOMER[-4:])
        page_expect(row.first).to_be_visible()
        tour.show(page, "search", "Words, numbers and tickets are searched.")
        row.first.get_by_role("link").first.click()
        page_expect(page).to_have_url(re.compile("/sessions/"))
        eventually(lambda: (casewire.api("sessions", contact=CUSTOMER)["items"][0]["case"] or {}).get("sync") == "synced", "the case", 30)
        page.reload()
        tour.show(page, "session", "The conversation, what the agent did and why, and the case in Creatio.")
        reply = page.get_by_label("Reply", exact=True)
        reply.fill("Hello, boots that were worn once are fine. A label is on its way to you.")
        tour.show(page, "reply", "While a reply is typed its segments and what they cost are told.")
        page.get_by_role("button", name="Send", exact=True).click()
        sent = page.get_by_role("listitem").filter(has_text="A label is on its way")
        page_expect(sent.last).to_contain_text("Delivered", timeout=30_000)
        sent.last.evaluate("item => item.scrollIntoView({block: 'center'})")
        tour.show(page, "delivered", "It stays in the thread, with what became of it.")
        page.get_by_role("button", name="Resolve", exact=True).click()
        page_expect(page.get_by_text("Resolved", exact=True).first).to_be_visible()
        page.set_viewport_size(PHONE)
        page.goto(f"{casewire.url}/inbox")
        tour.show(page, "phone-inbox", "The same on a phone, with texts from right to left and a long one.")
        page.get_by_role("listitem").filter(has_text=LONG[-4:]).first.get_by_role("link").first.click()
        page_expect(page).to_have_url(re.compile("/sessions/"))
        tour.show(page, "phone-session", "A text of 1,600 characters on a phone.")
        page.goto(f"{casewire.url}/inbox")
        page.get_by_role("listitem").filter(has_text=ARABIC[-4:]).first.get_by_role("link").first.click()
        page_expect(page).to_have_url(re.compile("/sessions/"))
        tour.show(page, "phone-arabic", "Arabic runs from right to left, in a thread of both.")
        page.close()


def admin(tour, browser):
    tour.heading("An admin sets it up")
    owner = {"email": OWNER, "role": "owner", "password": PASSWORD}
    about = {"name": "Harbor Outfitters", "timezone": "America/New_York", "language": "en"}
    start = {"organization": about, "operators": [owner], "agent": {"burst_seconds": 2}}
    with sandbox() as account, server(start) as casewire:
        call("POST", f"{account.carrier}/sandbox/numbers", json_body={"number": "+15550002000"})
        page = browser.new_page(viewport=WIDE, reduced_motion="reduce", locale="en-US")
        sign_in(page, casewire.url, OWNER, PASSWORD)
        tour.show(page, "empty", "A new server, with an owner and nothing else.")
        page.goto(f"{casewire.url}/settings/numbers")
        if not page.get_by_label("Account SID").first.is_visible():
            page.locator("summary").filter(has_text="Twilio").first.click()
        page.get_by_label("Account SID").fill(account.account_sid)
        page.get_by_label("Auth token").fill(account.auth_token)
        page.locator("#twilio-api-url").fill(account.carrier)
        page.locator("details[open]").get_by_role("button", name="Connect").click()
        page.get_by_role("radio", name=re.compile(account.number[-4:])).check()
        tour.show(page, "number", "Its credentials show the numbers of a carrier's account; one is picked.")
        page.get_by_role("button", name="Connect").click()
        known = page.get_by_role("region", name=re.compile(account.number[-4:]))
        page_expect(known).to_contain_text("Verified", timeout=30_000)
        tour.show(page, "verified", "The webhook is set, and a signed call of our own came back through the public address.")
        page.goto(f"{casewire.url}/settings/creatio")
        page.get_by_label("Address of your Creatio site").fill(account.creatio)
        page.get_by_label("Client id").fill(account.client_id)
        page.get_by_label("Client secret").fill(account.client_secret)
        page.get_by_role("button", name="Test & save").click()
        page_expect(page.get_by_text("Everything works, and the connection is saved.")).to_be_visible(timeout=30_000)
        tour.show(page, "creatio", "An address, an id and a secret connect Creatio; each right is tried on a row.")
        page.get_by_role("link", name="Owner, group, origin and statuses").click()
        page.get_by_label("Owner of cases at handoff").select_option("Service rep")
        page.get_by_role("button", name="Save").click()
        page_expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        tour.show(page, "choices", "Owner and statuses are chosen from the site's own lists.")
        page.goto(f"{casewire.url}/knowledge/new")
        page.get_by_label("Title").fill("Opening hours")
        page.get_by_label(re.compile("^Text")).fill("We are open Monday to Friday from 9 am to 5 pm.")
        page.get_by_label(re.compile("^Asked like this")).fill(
            "when are you open\nwhat are your opening hours\nare you open on Monday"
        )
        tour.show(page, "article", "An article, with the questions that it answers.")
        page.get_by_role("button", name=re.compile("Save and publish|Publish")).first.click()
        page.goto(f"{casewire.url}/settings/health")
        tour.show(page, "health", "The health page has every link of the chain.")
        ended = subprocess.run(
            [str(PROGRAM), "selftest", "--server", casewire.url, "--key", casewire.key],
            capture_output=True,
            check=False,
            timeout=300,
        )
        said = ended.stdout.decode().replace(casewire.url, "https://support.example.com")
        if ended.returncode != 0:
            raise RuntimeError(f"the self-test failed:\n{said}{ended.stderr.decode()}")
        tour.words("`casewire selftest` plays a customer and a rep, and reads everything back:", said)
        page.goto(f"{casewire.url}/inbox")
        tour.show(page, "after", "Its conversation is the first in the inbox.")
        page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=pathlib.Path, default=TOP / "docs")
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as playwright:
        tour = Tour(pathlib.Path(kept))
        tour.lines = [
            "# A tour",
            "",
            "Drawn by `Scripts/tour` from the running program, with the simulated phone network and Creatio behind it.",
            "",
        ]
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        rep(tour, browser)
        admin(tour, browser)
        browser.close()
        (folder / "tour").mkdir(parents=True, exist_ok=True)
        for old in (folder / "tour").glob("*.png"):
            old.unlink()
        for picture in tour.pictures.glob("*.png"):
            (folder / "tour" / picture.name).write_bytes(picture.read_bytes())
        (folder / "tour.md").write_text("\n".join(tour.lines).rstrip() + "\n", encoding="utf-8")
    print(f"{folder / 'tour.md'}: {len(list((folder / 'tour').glob('*.png')))} pictures")


if __name__ == "__main__":
    main()
