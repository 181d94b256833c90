"""Knowledge in the browser: an article is written, previewed, published, tried and restored; a question becomes another."""

import re

from checks import eventually
from playwright.sync_api import expect as page_expect

PHONE = "+15551236009"
UNKNOWN = "Do you rent submarines by the hour?"


def run(walk):
    articles(walk.checks, walk.watch, walk.desk, walk.casewire.url)
    files(walk.checks, walk.watch, walk.desk, walk.casewire.url)
    walk.open_phone(PHONE)
    walk.write(UNKNOWN)
    eventually(lambda: walk.texts() >= 2, "an answer", 30)
    unanswered(walk.checks, walk.watch, walk.desk, walk.casewire.url, UNKNOWN)


def articles(checks, watch, desk, url):
    desk.goto(f"{url}/knowledge")
    with checks.check("an article is previewed as a text, in segments"):
        desk.get_by_role("link", name="New article").click()
        desk.get_by_label("Title").fill("Gift wrapping")
        desk.get_by_label("Text (Markdown").fill("We wrap **gifts** for $4 each.")
        desk.get_by_label("Asked like this").fill("do you wrap gifts\nis gift wrapping available")
        desk.get_by_role("button", name="Preview").click()
        page_expect(desk.get_by_text("We wrap gifts for $4 each.", exact=True)).to_be_visible()
        page_expect(desk.get_by_text("1 segment, GSM-7")).to_be_visible()
    watch.look(checks, desk, "knowledge new")
    with checks.check("it is published, and found by trying it"):
        desk.get_by_role("button", name="Publish").click()
        page_expect(desk.get_by_text("Saved.", exact=True)).to_be_visible()
        article = desk.url.split("?")[0]
        desk.goto(f"{url}/knowledge/try")
        desk.get_by_label("What a customer would write").fill("do you wrap gifts?")
        desk.get_by_role("button", name="Ask").click()
        page_expect(desk.get_by_role("heading", name="The agent would answer:")).to_be_visible()
        page_expect(desk.get_by_role("listitem").filter(has_text="Gift wrapping").first).to_contain_text("Source")
    watch.look(checks, desk, "knowledge try")
    with checks.check("what would go to a person says why"):
        desk.get_by_label("What a customer would write").fill("Do you sell submarines?")
        desk.get_by_role("button", name="Ask").click()
        page_expect(desk.get_by_role("heading", name=re.compile("hand off: nothing in the knowledge"))).to_be_visible()
    with checks.check("an edit is kept as a version, and undone"):
        desk.goto(article)
        desk.get_by_label("Text (Markdown").fill("We wrap gifts for $5 each.")
        desk.get_by_role("button", name="Save").click()
        desk.get_by_role("link", name="Versions").click()
        desk.get_by_text(re.compile(r"^Version 1: created")).click()
        desk.get_by_role("button", name="Restore version 1").click()
        page_expect(desk.get_by_text("We wrap gifts for $4 each.", exact=True)).to_be_visible()
    watch.look(checks, desk, "knowledge article")
    with checks.check("its versions are listed with who made them"):
        desk.get_by_role("link", name="Versions").click()
        page_expect(desk.get_by_text(re.compile("Version 3: restored version 1 by "))).to_be_visible()
    watch.look(checks, desk, "knowledge versions")


def files(checks, watch, desk, url):
    desk.goto(f"{url}/knowledge")
    desk.get_by_role("link", name="Import").click()
    watch.look(checks, desk, "knowledge import")
    with checks.check("files are imported as drafts, and refused ones say why"):
        rows = b"title,body\nStudent discount,We give students 10 percent.\n,nobody\n"
        desk.get_by_label("Markdown, text, HTML or CSV").set_input_files(
            [
                {"name": "faq.csv", "mimeType": "text/csv", "buffer": rows},
                {"name": "logo.png", "mimeType": "image/png", "buffer": b"x"},
            ]
        )
        desk.get_by_role("button", name="Import files").click()
        page_expect(desk.get_by_text("1 new, 0 changed, 0 as before, 2 refused.")).to_be_visible()
        page_expect(desk.get_by_text("logo.png: It is no Markdown")).to_be_visible()
    watch.look(checks, desk, "knowledge imported")


def unanswered(checks, watch, desk, url, question):
    desk.goto(f"{url}/knowledge/unanswered")
    with checks.check("a question without an answer is listed"):
        card = desk.get_by_role("article").filter(has_text=question)
        page_expect(card).to_contain_text("asked once")
    watch.look(checks, desk, "knowledge unanswered")
    with checks.check("it becomes an article, and leaves the list"):
        card.get_by_role("link", name="Make an article of this").click()
        page_expect(desk.get_by_label("Asked like this")).to_have_value(question)
        desk.get_by_label("Text (Markdown").fill("No, only boats.")
        desk.get_by_role("button", name="Save as draft").click()
        page_expect(desk.get_by_text("Draft", exact=True)).to_be_visible()
        desk.goto(f"{url}/knowledge/unanswered")
        page_expect(desk.get_by_role("article").filter(has_text=question)).to_have_count(0)
