"""A Chromium that is watched: console errors, other hosts, accessibility, valid HTML, and screenshots."""

import re
import shutil
import subprocess
import urllib.parse

from axe_playwright_python.base import AXE_SCRIPT

from checks import expect

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
LARGEST_PAGE = 150_000
# Only what is wrong is asked for; in the dark the same page has other colours and nothing else.
ALL_RULES = {"resultTypes": ["violations"]}
COLOURS = {**ALL_RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# Only what is told is carried over from the page: a whole report of axe-core takes longer to read than to make.
SERIOUS = """options => axe.run(options).then(report => report.violations
    .filter(one => one.impact === "serious" || one.impact === "critical")
    .map(one => `${one.id}: ${one.help} at ${one.nodes.slice(0, 3).map(node => node.target.join(" ")).join(", ")}`))"""


class Watch:
    """Notes what a page may not do, for all pages of a browser context."""

    def __init__(self, context, screenshots):
        """Takes pictures where it has a folder for them."""
        self.problems = []
        self.seen = set()
        self._screenshots = screenshots
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message):
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request):
        parts = urllib.parse.urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname != "127.0.0.1":
            self.problems.append(f"another host: {request.url}")

    def _response(self, response):
        if response.status >= 500:
            self.problems.append(f"status {response.status}: {response.url}")

    def take(self):
        """The problems since the last call."""
        problems, self.problems = self.problems, []
        return problems

    def look(self, checks, page, name):
        """Checks a page as it stands, light and dark, wide and narrow, with a picture of each."""
        if name in self.seen:
            return
        self.seen.add(name)
        with checks.check(f"{name}: no serious or critical fault of accessibility, light and dark"):
            faults = []
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                self._picture(page, f"{name}-{scheme}")
                faults += [f"{scheme}: {fault}" for fault in violations(page, COLOURS if scheme == "dark" else ALL_RULES)]
            page.emulate_media(color_scheme="light", reduced_motion="reduce")
            expect(not faults, "; ".join(faults))
        with checks.check(f"{name}: its HTML is valid, and at most {LARGEST_PAGE // 1000} kB"):
            html = page.context.request.get(page.url).body()
            expect(len(html) <= LARGEST_PAGE, f"it is {len(html)} bytes")
            faults = invalidities(html)
            expect(not faults, "; ".join(faults))
        self.fits(checks, page, name)

    def fits(self, checks, page, name):
        """Checks a page on a phone's screen alone, for what is looked at elsewhere and differs in its words only."""
        with checks.check(f"{name}: fits a screen of 360 px"):
            page.set_viewport_size(PHONE)
            self._picture(page, f"{name}-360")
            wide = page.evaluate("document.documentElement.scrollWidth")
            faults = violations(page)
            page.set_viewport_size(DESKTOP)
            expect(wide <= PHONE["width"], f"it is {wide} px wide")
            expect(not faults, "; ".join(faults))

    def _picture(self, page, name):
        if self._screenshots:
            page.screenshot(path=self._screenshots / f"{re.sub('[^a-z0-9]+', '-', name.lower())}.png", full_page=True)


def violations(page, rules=ALL_RULES):
    """What axe-core finds serious or critical, in words with the first places."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(SERIOUS, rules)


def invalidities(html):
    """What HTML Tidy finds wrong with a page as the server sent it.

    Empty elements that a script fills are no fault, nor are attributes that are younger than Debian's Tidy (HTML Standard,
    `inputmode`, `loading` and `minlength`; WAI-ARIA 1.1, `aria-current`).
    """
    expect(shutil.which("tidy"), "HTML Tidy is not installed: apt-get install tidy")
    said = subprocess.run(
        ["tidy", "-quiet", "-errors", "--gnu-emacs", "no", "--drop-empty-elements", "no", "-utf8"],
        input=html,
        capture_output=True,
        check=False,
    ).stderr.decode()
    newer = [f'proprietary attribute "{name}"' for name in ("aria-current", "inputmode", "loading", "minlength")]
    return [line for line in said.splitlines() if line.startswith("line ") and not line.endswith(tuple(newer))]
