"""The dashboard as an operator reads it who chose Spanish. `walk.py` calls it last."""

import json
import pathlib
import re
import urllib.parse

from playwright.sync_api import expect as page_expect

from checks import expect

CATALOGUE = pathlib.Path(__file__).resolve().parents[2] / "Sources/CAssets/Assets/words/es.json"


def english_of(page, messages):
    """The lines on a page that are messages in English."""
    lines = {line.strip() for line in page.locator("body").inner_text().splitlines()}
    labels = page.locator("[aria-label], [placeholder]").evaluate_all(
        "all => all.flatMap(one => [one.getAttribute('aria-label'), one.getAttribute('placeholder')])"
    )
    return sorted((lines | set(labels)) & messages)


def run(walk):
    """The desk is signed in, and at least one session is there."""
    checks, watch, page, casewire = walk.checks, walk.watch, walk.desk, walk.casewire.url
    words = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    messages = {key for key, value in words.items() if key != value and re.search("[a-z]{3}", key)}
    with checks.check("Spanish is chosen on one's own page"):
        page.goto(f"{casewire}/settings/account")
        page.get_by_label("Language of the dashboard").select_option("es")
        page.get_by_role("button", name="Choose", exact=True).click()
        page_expect(page.get_by_role("heading", level=1)).to_have_text("Su cuenta")
    page.goto(f"{casewire}/inbox")
    addresses = walk.links("Principal")
    page.get_by_role("navigation", name="Principal").get_by_role("link", name="Configuración").click()
    addresses |= walk.links("Configuración")
    further = ["/knowledge/new", "/knowledge/try", "/knowledge/import", "/knowledge/unanswered", "/settings/actions/new"]
    paths = [urllib.parse.urlsplit(address).path for address in addresses] + further
    expect(len(paths) >= 12, f"the navigation has {paths}")
    for path in paths + [urllib.parse.urlsplit(walk.session_page).path]:
        name = "session" if path.startswith("/sessions/") else path.strip("/")
        with checks.check(f"{name} in Spanish: no English is left"):
            answer = page.goto(f"{casewire}{path}")
            expect(answer.ok, f"status {answer.status}")
            expect(page.locator("html").get_attribute("lang") == "es", "it does not say its language")
            found = english_of(page, messages)
            expect(not found, f"{found}")
        watch.fits(checks, page, f"es {name}")
    with checks.check("what scripts write is Spanish"):
        page.goto(walk.session_page)
        field = page.get_by_role("textbox", name="Respuesta", exact=True)
        field.fill("x" * 200)
        page_expect(page.locator("#segments")).to_have_text("2 segmentos")
        field.fill("")
    with checks.check("English is chosen again"):
        page.goto(f"{casewire}/settings/account")
        page.get_by_label("Idioma del panel").select_option("")
        page.get_by_role("button", name="Elegir", exact=True).click()
        page_expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
