"""The acceptance walk with a browser alone, against a fresh `casewire demo`.

`python Tests/Browser/walk.py [--results FILE] [--screenshots FOLDER]`. One person plays all parts: the customer on the
phone page, the operator in the dashboard, the rep on the case page.
"""

import argparse
import pathlib
import re
import sys
import urllib.parse

from playwright.sync_api import expect as page_expect
from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Peers"))

import composer_walk  # pylint: disable=wrong-import-position
import inbox_walk  # pylint: disable=wrong-import-position
import knowledge  # pylint: disable=wrong-import-position
import spanish_walk  # pylint: disable=wrong-import-position
import action_walk, settings_walk  # pylint: disable=wrong-import-position,multiple-imports
import draft_walk  # pylint: disable=wrong-import-position
from browser import DESKTOP, Watch  # pylint: disable=wrong-import-position
from checks import Checks, eventually, expect, same  # pylint: disable=wrong-import-position
from programs import call, demo, sandbox  # pylint: disable=wrong-import-position

CHROMIUM = "/usr/bin/chromium"
FIRST, SECOND = "+15551236001", "+15551236002"
# A number of another account, which nobody registered with US carriers.
ANOTHER_NUMBER = "+15550002000"
QUESTION = "Hello, how do I return something I bought?"
REQUEST = "I need to speak with a person"
REPLY_IN_CREATIO = "Hello, your return label is on its way to you."
REPLY_IN_INBOX = "This is the service desk, one moment please."


class Walk:
    def __init__(self, checks, context, watch, casewire, account):
        self.checks, self.watch, self.casewire, self.account = checks, watch, casewire, account
        self.phone, self.desk, self.rep = context.new_page(), context.new_page(), context.new_page()

    def run(self):
        steps = [
            ("the customer writes and is answered", self.ask),
            ("the operator signs in", self.sign_in),
            ("the inbox lists the session", self.inbox),
            ("the customer asks for a person", self.hand_off),
            ("the rep finds the case", self.case),
            ("a picture reaches the thread and the case", self.picture),
            ("the rep's reply reaches the phone", self.reply_in_creatio),
            ("the operator replies from the session", self.reply_in_inbox),
            ("the operator hands off, takes over, hands back", self.buttons),
            ("the agent drafts and a person sends", lambda: draft_walk.run(self)),
            ("the rep resolves the case", self.resolve),
            ("the connection to Creatio is tried again", self.connect),
            ("the operator connects a number", self.connect_number),
            ("the knowledge is written and tried", lambda: knowledge.run(self)),
            ("actions are declared, tried and removed", lambda: action_walk.walk(self.checks, self.watch, self.desk, self.casewire)),
            ("the settings are changed", lambda: settings_walk.run(self)),
            ("the inbox is worked by keys", lambda: inbox_walk.run(self)),
            ("replies are written with help", lambda: composer_walk.run(self)),
            ("every page of the dashboard", self.pages),
            ("every page in Spanish", lambda: spanish_walk.run(self)),
        ]
        for name, step in steps:
            with self.checks.about(name):
                step()
                with self.checks.check("no console error, no failed answer, no other host"):
                    problems = self.watch.take()
                    expect(not problems, "; ".join(dict.fromkeys(problems)))

    # The customer's phone

    def open_phone(self, number):
        self.phone.goto(f"{self.casewire.carrier}/?phone={urllib.parse.quote(number)}")

    def write(self, text):
        self.phone.get_by_role("textbox", name="Message", exact=True).fill(text)
        self.phone.get_by_role("button", name="Send").click()

    def on_phone(self, text, seconds=30):
        page_expect(self.phone.get_by_role("log").get_by_text(text).first).to_be_visible(timeout=seconds * 1000)

    def bubbles(self):
        return self.phone.get_by_role("log").inner_text()

    def texts(self):
        return self.phone.get_by_role("log").get_by_role("listitem").count()

    def ask(self):
        with self.checks.check("the phone page opens"):
            self.open_phone(FIRST)
            page_expect(self.phone.get_by_role("button", name="Send")).to_be_visible()
        self.watch.look(self.checks, self.phone, "phone empty")
        with self.checks.check("a text is sent and answered, without a reload"):
            self.write(QUESTION)
            self.on_phone(QUESTION)
            eventually(lambda: re.search(r"return", self.bubbles().replace(QUESTION, ""), re.I), "an answer", 30)
        self.watch.look(self.checks, self.phone, "phone")

    # The operator's dashboard

    def sign_in(self):
        with self.checks.check("without signing in the inbox leads to the sign-in page"):
            self.desk.goto(f"{self.casewire.url}/inbox")
            expect("/sign-in" in self.desk.url, f"it is {self.desk.url}")
        self.watch.look(self.checks, self.desk, "sign-in")
        with self.checks.check("a wrong password is refused in words"):
            self.fill_sign_in("wrong password")
            page_expect(self.desk.get_by_role("alert")).to_be_visible()
            self.watch.problems = [one for one in self.watch.problems if "status of 4" not in one]
        with self.checks.check("the printed password signs in"):
            self.fill_sign_in(self.casewire.password)
            page_expect(self.desk).to_have_url(re.compile("/inbox"))

    def fill_sign_in(self, password):
        self.desk.get_by_label("Email").fill(self.casewire.email)
        self.desk.get_by_label("Password").fill(password)
        self.desk.get_by_role("button", name="Sign in").click()

    def inbox(self):
        row = self.desk.get_by_role("listitem").filter(has_text=digits(FIRST))
        with self.checks.check("the newest session is there, with its state"):
            page_expect(row.first).to_contain_text("With agent")
        self.watch.look(self.checks, self.desk, "inbox")
        with self.checks.check("it opens, with the question in its thread"):
            row.first.get_by_role("link").first.click()
            page_expect(self.desk).to_have_url(re.compile(r"/sessions/"))
            page_expect(self.thread().get_by_text(QUESTION)).to_be_visible()
            self.session_page = self.desk.url
        with self.checks.check("its buttons have the contract's words"):
            for name in ("Hand off", "Take over", "Resolve"):
                page_expect(self.desk.get_by_role("button", name=name, exact=True)).to_be_visible()
        self.watch.look(self.checks, self.desk, "session with agent")

    def thread(self):
        return self.desk.get_by_role("log")

    def shows_state(self, words, seconds=15):
        """The state beside the session's buttons, without a reload."""
        state = self.desk.get_by_role("main").get_by_text(words, exact=True).first
        page_expect(state).to_be_visible(timeout=seconds * 1000)

    def hand_off(self):
        with self.checks.check("one notice reaches the phone"):
            before = self.bubbles()
            self.write(REQUEST)
            self.on_phone(REQUEST)
            eventually(lambda: len(self.bubbles()) > len(before) + len(REQUEST) + 60, "a notice", 30)
        with self.checks.check("the open session page shows Handed off and the texts by itself"):
            self.shows_state("Handed off")
            page_expect(self.thread().get_by_text(REQUEST)).to_be_visible(timeout=15_000)
        with self.checks.check("it shows the case's number and a link to it"):
            link = self.desk.get_by_role("link", name=re.compile(r"^SR\d+"))
            page_expect(link).to_have_attribute("href", re.compile("^http"), timeout=20_000)
        self.watch.look(self.checks, self.desk, "session handed off")

    # The rep's Creatio

    def case(self):
        with self.checks.check("the case is first in the list and opens"):
            self.rep.goto(f"{self.casewire.creatio}/")
            self.watch.look(self.checks, self.rep, "cases")
            self.rep.get_by_role("link").filter(has_text=FIRST).first.click()
            page_expect(self.rep).to_have_url(re.compile("/case/"))
            self.case_page = self.rep.url
        with self.checks.check("it shows the thread and the handoff note"):
            for words in (QUESTION, REQUEST, "Summary:", "Reasons:", "Sentiment:", "Language:"):
                page_expect(self.rep.get_by_text(words).first).to_be_visible()
        with self.checks.check("its first activity leads back to the session"):
            page_expect(self.rep.get_by_text("View session in Casewire").first).to_be_visible()
            page_expect(self.rep.locator(f"a[href='{self.session_page}']").first).to_be_visible()
        self.watch.look(self.checks, self.rep, "case")

    def picture(self):
        with self.checks.check("the phone sends a sample picture"):
            self.phone.get_by_text("Send a sample file").click()
            self.phone.get_by_role("button", name="Picture of a parcel").click()
            page_expect(self.phone.get_by_role("img", name="Picture in the text")).to_be_visible(timeout=10_000)
        with self.checks.check("the open session page shows it by itself"):
            shown = self.thread().get_by_role("img", name=re.compile("^Picture 1 of the text"))
            page_expect(shown).to_be_visible(timeout=20_000)
            eventually(lambda: shown.evaluate("image => image.naturalWidth") == 160, "its pixels", 10)
        self.watch.look(self.checks, self.desk, "session with a picture")
        with self.checks.check("the case has it among its attachments"):
            files = self.rep.locator("#files")
            page_expect(files.get_by_role("link", name=re.compile(r"^\d+-\d+-1\.png$"))).to_be_visible(timeout=30_000)
            page_expect(self.rep.get_by_text(re.compile(r"\[picture, .* attached to the case as")).first).to_be_visible()
        self.watch.look(self.checks, self.rep, "case with a file")

    def reply_in_creatio(self):
        with self.checks.check("the reply task takes a result and is completed"):
            self.rep.goto(self.case_page)
            complete = self.rep.get_by_role("button", name="Complete", exact=True)
            task = self.rep.get_by_role("listitem").filter(has=complete).last
            task.get_by_label("Result details").fill(REPLY_IN_CREATIO)
            task.get_by_role("button", name="Complete", exact=True).click()
        with self.checks.check("the reply is on the phone, once"):
            self.on_phone(REPLY_IN_CREATIO, 40)
            expect(self.bubbles().count(REPLY_IN_CREATIO) == 1, "it is there more than once")
        with self.checks.check("the session shows it, delivered"):
            page_expect(self.thread().get_by_text(REPLY_IN_CREATIO)).to_be_visible(timeout=15_000)
            message = self.thread().get_by_role("listitem").filter(has_text=REPLY_IN_CREATIO)
            page_expect(message).to_contain_text(re.compile("delivered", re.I), timeout=15_000)
        with self.checks.check("the case says what became of it"):
            page_expect(self.rep.get_by_text(re.compile("delivered", re.I)).first).to_be_visible(timeout=30_000)

    def reply_in_inbox(self):
        self.desk.goto(self.session_page)
        field = self.desk.get_by_label("Reply", exact=True)
        with self.checks.check("segments are counted while typing"):
            field.fill(REPLY_IN_INBOX)
            page_expect(self.desk.get_by_text("1 segment").first).to_be_visible()
            field.fill("A longer answer. " * 12)
            page_expect(self.desk.get_by_text("2 segments").first).to_be_visible()
        with self.checks.check("and what they cost, by estimate"):
            page_expect(self.desk.locator("#cost")).to_have_text("about 0.0166 USD")
        self.watch.look(self.checks, self.desk, "session composing")
        with self.checks.check("Send carries the reply to the phone, once"):
            field.fill(REPLY_IN_INBOX)
            self.desk.get_by_role("button", name="Send", exact=True).click()
            self.on_phone(REPLY_IN_INBOX)
            expect(self.bubbles().count(REPLY_IN_INBOX) == 1, "it is there more than once")

    def buttons(self):
        with self.checks.check("Take over makes the session a person's without a notice"):
            self.open_phone(SECOND)
            self.write(QUESTION)
            eventually(lambda: re.search(r"return", self.bubbles().replace(QUESTION, ""), re.I), "an answer", 30)
            before = self.texts()
            self.desk.goto(f"{self.casewire.url}/inbox")
            self.desk.get_by_role("listitem").filter(has_text=digits(SECOND)).get_by_role("link").first.click()
            self.desk.get_by_role("button", name="Take over", exact=True).click()
            page_expect(self.desk.get_by_role("button", name="Hand back", exact=True)).to_be_visible()
            expect(self.texts() == before, "something was sent")
        with self.checks.check("Hand back gives it to the agent again, pressed while the page is brought up to date"):
            self.desk.get_by_role("button", name="Hand back", exact=True).hover()
            self.desk.mouse.down()
            self.note_in_another_tab("A note for colleagues.")
            self.desk.wait_for_timeout(2_000)
            self.desk.mouse.up()
            self.shows_state("With agent")
        with self.checks.check("what came while the button was pressed is shown"):
            page_expect(self.desk.get_by_role("complementary")).to_contain_text("A note for colleagues.")
        with self.checks.check("Hand off brings the notice"):
            before = self.bubbles()
            self.desk.get_by_role("button", name="Hand off", exact=True).click()
            self.shows_state("Handed off")
            eventually(lambda: len(self.bubbles()) > len(before) + 20, "a notice", 20)
        with self.checks.check("Resolve ends it"):
            self.desk.get_by_role("button", name="Resolve", exact=True).click()
            self.shows_state("Resolved")

    def note_in_another_tab(self, text):
        tab = self.desk.context.new_page()
        tab.goto(self.desk.url)
        tab.get_by_text("Add a note").click()
        tab.get_by_label("Note for colleagues").fill(text)
        tab.get_by_role("button", name="Save note").click()
        page_expect(tab.get_by_role("complementary")).to_contain_text(text)
        tab.close()

    def resolve(self):
        with self.checks.check("Resolve on the case page resolves the session"):
            self.desk.goto(self.session_page)
            self.rep.goto(self.case_page)
            self.rep.get_by_role("button", name="Resolve", exact=True).click()
            self.shows_state("Resolved", 40)
        self.watch.look(self.checks, self.desk, "session resolved")

    def connect(self):
        self.desk.goto(f"{self.casewire.url}/settings/creatio")
        with self.checks.check("the connection is active"):
            page_expect(self.desk.get_by_text("Active", exact=True)).to_be_visible()
        with self.checks.check("Test & save passes with nothing typed, the secret kept"):
            self.desk.get_by_role("button", name="Test & save").click()
            page_expect(self.desk.get_by_text("Everything works, and the connection is saved.")).to_be_visible()
            expect(self.desk.get_by_text("Failed").count() == 0, "a step failed")
        self.watch.look(self.checks, self.desk, "creatio connected")
        with self.checks.check("the preview shows what was sent from Creatio, and why the rest was not"):
            self.desk.get_by_role("link", name="See what would be sent, and what not").click()
            sent = self.desk.get_by_role("listitem").filter(has_text=REPLY_IN_CREATIO)
            page_expect(sent.first).to_contain_text("It was sent.")
            page_expect(self.desk.get_by_text("It is part of the transcript.").first).to_be_visible()
        self.watch.look(self.checks, self.desk, "creatio replies")
        self.desk.goto(f"{self.casewire.url}/settings/creatio")
        with self.checks.check("the guide has heard both processes"):
            for words in ("(new_activity): heard", "(case_closed): heard"):
                page_expect(self.desk.get_by_text(words)).to_be_visible()
        with self.checks.check("owner and statuses are chosen from the site's own lists"):
            self.desk.get_by_role("link", name="Owner, group, origin and statuses").click()
            self.desk.get_by_label("Owner of cases at handoff").select_option("Service rep")
            self.desk.get_by_label("Status at handoff").select_option("In progress")
            self.desk.get_by_role("button", name="Save").click()
            page_expect(self.desk.get_by_text("Saved.", exact=True)).to_be_visible()
        self.watch.look(self.checks, self.desk, "creatio choices")
        self.desk.goto(f"{self.casewire.url}/settings/creatio")
        with self.checks.check("a wrong secret is refused in words, and replaces nothing"):
            self.desk.get_by_label("Client secret").fill("wrong")
            self.desk.get_by_role("button", name="Test & save").click()
            page_expect(self.desk.get_by_text("Nothing was saved.")).to_be_visible()
            page_expect(self.desk.get_by_text("Sign in: Failed")).to_be_visible()
            self.watch.problems = [one for one in self.watch.problems if "status of 4" not in one]
        self.watch.look(self.checks, self.desk, "creatio refused")
        with self.checks.check("the connection in use is still active"):
            self.desk.goto(f"{self.casewire.url}/settings/creatio")
            page_expect(self.desk.get_by_text("Active", exact=True)).to_be_visible()

    # The numbers

    def connect_number(self):
        order = {"number": ANOTHER_NUMBER, "registration": "missing"}
        same(call("POST", f"{self.account.carrier}/sandbox/numbers", json_body=order).status, 201, "status")
        with self.checks.check("the number of the demo is verified by a signed call"):
            self.desk.goto(f"{self.casewire.url}/settings/numbers")
            page_expect(self.number("+15550001000")).to_contain_text("Verified")
        with self.checks.check("a wrong token is refused in words"):
            self._credentials("wrong")
            page_expect(self.desk.get_by_role("alert")).to_be_visible(timeout=20_000)
            self.watch.problems = [one for one in self.watch.problems if "status of 4" not in one]
        self.watch.look(self.checks, self.desk, "number refused")
        with self.checks.check("credentials alone show the account's numbers"):
            self._credentials(self.account.auth_token)
            self.desk.get_by_label(re.compile(digits(ANOTHER_NUMBER))).check()
        self.watch.look(self.checks, self.desk, "number pick")
        with self.checks.check("a picked number is verified at once"):
            self.desk.get_by_role("button", name="Connect").click()
            page_expect(self.number(ANOTHER_NUMBER)).to_contain_text("Verified", timeout=20_000)
        with self.checks.check("a missing registration is shown with what to do"):
            page_expect(self.number(ANOTHER_NUMBER)).to_contain_text("10DLC campaign: missing")
            page_expect(self.number(ANOTHER_NUMBER)).to_contain_text("Register a brand and a campaign")

    def number(self, e164):
        return self.desk.get_by_role("region", name=re.compile(digits(e164)))

    def _credentials(self, token):
        self.desk.get_by_label("Account SID").fill(self.account.account_sid)
        self.desk.get_by_label("Auth token").fill(token)
        self.desk.locator("#twilio-api-url").fill(self.account.carrier)
        self.desk.locator("details[open]").get_by_role("button", name="Connect").click()

    def links(self, navigation):
        links = self.desk.get_by_role("navigation", name=navigation).get_by_role("link")
        return dict.fromkeys(
            urllib.parse.urljoin(self.desk.url, link.get_attribute("href")).split("#")[0] for link in links.all()
        )

    def pages(self):
        self.desk.goto(f"{self.casewire.url}/inbox")
        addresses = self.links("Main")
        self.desk.get_by_role("navigation", name="Main").get_by_role("link", name="Settings").click()
        addresses |= self.links("Settings")
        expect(len(addresses) >= 7, f"the navigation has {list(addresses)}")
        for address in addresses:
            path = urllib.parse.urlsplit(address).path
            with self.checks.check(f"{path} opens, with one heading of its own"):
                answer = self.desk.goto(address)
                expect(answer.ok, f"status {answer.status}")
                expect(self.desk.get_by_role("heading", level=1).count() == 1, "it has no single main heading")
            self.watch.look(self.checks, self.desk, path.strip("/") or "home")
        with self.checks.check("a contact opens with the session"):
            self.desk.goto(f"{self.casewire.url}/contacts")
            self.desk.get_by_role("link", name=re.compile(digits(FIRST))).first.click()
            page_expect(self.desk.get_by_role("heading", level=1)).to_be_visible()
        self.watch.look(self.checks, self.desk, "contact")


def digits(number):
    """A pattern of a phone number's last four digits, however the number is written."""
    return number[-4:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--results")
    parser.add_argument("--screenshots", type=pathlib.Path, help="a folder for pictures of each page")
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)

    checks = Checks()
    with (
        checks.about("casewire demo in a browser"),
        sandbox() as account,
        demo() as casewire,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce", locale="en-US")
        context.set_default_timeout(10_000)
        try:
            Walk(checks, context, Watch(context, options.screenshots), casewire, account).run()
        finally:
            context.close()
            browser.close()
    checks.finish(options.results)


if __name__ == "__main__":
    main()
