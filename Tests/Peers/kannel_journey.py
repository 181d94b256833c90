"""A customer's texts through a real Kannel to `casewire serve` and back."""

import contextlib
import json
import pathlib
import tempfile

import kannel_gateway
from checks import eventually, expect, same
from programs import Running, Server, answers, call, free_ports

OURS = "+15550001000"
KEY = "kannel-journey-0123456789"


def setup(api_url, key):
    return {
        "organization": {"name": "Harbor Outfitters", "language": "en", "contact": "help@harbor.example"},
        "numbers": [
            {
                "number": OURS,
                "provider": {
                    "kind": "kannel",
                    "api_url": api_url,
                    "username": kannel_gateway.USER,
                    "password": kannel_gateway.USER_PASSWORD,
                    "key": KEY,
                },
            }
        ],
        "agent": {"burst_seconds": 0},
        "knowledge": [
            {
                "title": "Opening hours",
                "body": "We are open from nine to five, Monday to Friday.",
                "examples": ["when are you open", "what are your opening hours"],
            },
        ],
        "keys": [{"name": "checks", "key": key, "role": "admin"}],
    }


class Casewire:
    """`casewire serve` on one folder and port, which can go away and come back."""

    def __init__(self, folder, port):
        self.folder, self.port = pathlib.Path(folder), port
        self.url = f"http://127.0.0.1:{port}"
        self.key = "cw_" + "0123456789abcdef" * 3
        self.running = None

    def start(self):
        self.running = Running(
            ["serve"],
            {
                "CASEWIRE_LISTEN": f"127.0.0.1:{self.port}",
                "CASEWIRE_PUBLIC_URL": self.url,
                "CASEWIRE_DATABASE": str(self.folder / "casewire.db"),
                "CASEWIRE_KEY_FILE": str(self.folder / "casewire.key"),
                "CASEWIRE_SETUP": str(self.folder / "setup.yaml"),
            },
        )
        self.running.wait_until(lambda _: answers(f"{self.url}/readyz", wanted=200), "its listener")

    def stop(self):
        if self.running:
            self.running.stop()
        self.running = None

    def server(self):
        return Server(self.url, self.key)

    def messages(self, phone):
        server = self.server()
        found = []
        for session in reversed(server.api("sessions", contact=phone)["items"]):
            found += server.api(f"sessions/{session['id']}/messages")["items"]
        return found

    def session(self, phone):
        return self.server().api("sessions", contact=phone)["items"][0]

    def reply(self, phone, text):
        address = f"{self.url}/api/v1/sessions/{self.session(phone)['id']}/replies"
        return call("POST", address, json_body={"text": text}, headers={"Authorization": f"Bearer {self.key}"})


@contextlib.contextmanager
def stage():
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory(prefix="casewire-") as folder, contextlib.ExitStack() as ending:
        casewire = Casewire(folder, port)
        kannel = ending.enter_context(kannel_gateway.gateway(f"{casewire.url}/webhooks/kannel/{KEY}"))
        casewire_setup = json.dumps(setup(kannel.sendsms, casewire.key))
        (casewire.folder / "setup.yaml").write_text(casewire_setup, encoding="utf-8")
        ending.callback(casewire.stop)
        casewire.start()
        yield casewire, kannel.phones


def run(checks):
    with checks.about("A real Kannel"):
        if not kannel_gateway.is_installed():
            checks.skip("texts through Kannel", "bearerbox and smsbox are not installed here")
            return
        with stage() as (casewire, phones):
            walk(checks, casewire, phones)


def walk(checks, casewire, phones):
    phone = "+15551230001"

    def state_of(text):
        return next((item["state"] for item in casewire.messages(phone) if text in item["text"]), None)

    with checks.check("a text in is answered from the knowledge"):
        phones.text(phone, OURS, "what are your opening hours?")
        answer = eventually(lambda: [text for text in phones.texts(phone) if "nine to five" in text], "the answer", 30)
        same(len(answer), 1, "answers")
    with checks.check("its receipts, in whatever order, end in delivered"):
        eventually(lambda: state_of("nine to five") == "delivered", "the state", 20)

    with checks.check("the number is verified by a call of our own with the key"):
        eventually(lambda: casewire.server().api("connections")["numbers"][0]["verified_at"], "the moment", 20)

    accents = "Grüße aus Kölnÿ: wann öffnen Sie? Ich komme mit der Bahn und einem großen Paket — 📦📦 danke! "
    long_text = (accents * 3).strip()
    with checks.check("a Unicode text in parts, in the wrong order, comes in as one"):
        sender = "+15551230002"
        pieces = [long_text[start : start + 60] for start in range(0, len(long_text), 60)]
        for index in reversed(range(len(pieces))):
            phones.part(sender, OURS, 77, len(pieces), index + 1, pieces[index])
        eventually(lambda: any(item["text"] == long_text for item in casewire.messages(sender)), "the whole text", 30)
        same([item["text"] for item in casewire.messages(sender) if item["direction"] == "in"], [long_text], "texts")
    with checks.check("a long Unicode reply arrives whole, in parts of the right coding"):
        reply = ("Ваш заказ уже в пути и придёт завтра утром 📦. " * 6).strip()
        same(casewire.reply(sender, reply).status, 201, "status")
        eventually(lambda: reply in phones.texts(sender), "the reply", 30)
        parts = [part for part in phones.parts if part.header and part.to.lstrip("+") == sender.lstrip("+")]
        expect(len(parts) > 2 and all(part.kind == "data" for part in parts), f"parts are {len(parts)}")
        sent = [item for item in casewire.messages(sender) if item["text"] == reply]
        same((len(sent), sent[0]["segments"], sent[0]["encoding"]), (1, len(parts), "UCS-2"), "count of segments")
    with checks.check("euro signs and accents of GSM cost no Unicode"):
        reply = "Das macht 20 € für zwei, später 15 €. Grüße à bientôt".replace("ô", "ò")
        casewire.reply(sender, reply)
        eventually(lambda: reply in phones.texts(sender), "the reply", 20)

    with checks.check("HELP is answered with name and contact, since the gateway answers nothing"):
        phones.text(phone, OURS, "HELP")
        found = eventually(lambda: [text for text in phones.texts(phone) if "help@harbor.example" in text], "help", 20)
        expect("Harbor Outfitters" in found[0], found[0])

    down = "+15551230003"
    with checks.check("a text while the server is down is answered when it is back, once"):
        casewire.stop()
        phones.text(down, OURS, "what are your opening hours?")
        casewire.start()
        eventually(lambda: [text for text in phones.texts(down) if "nine to five" in text], "the answer", 60)
        same(len([item for item in casewire.messages(down) if item["direction"] == "in"]), 1, "texts kept")
        same(len([text for text in phones.texts(down) if "nine to five" in text]), 1, "answers")

    with checks.check("STOP is confirmed once, and then there is silence"):
        before = len(phones.texts(phone))
        phones.text(phone, OURS, "STOP")
        eventually(lambda: len(phones.texts(phone)) > before, "the confirmation", 20)
        expect("START" in phones.texts(phone)[-1], phones.texts(phone)[-1])
        phones.text(phone, OURS, "STOP")
        # One after the other: the gateway hands over texts of one moment in any order.
        eventually(lambda: len([m for m in casewire.messages(phone) if m["text"] == "STOP"]) == 2, "both STOP", 20)
        phones.text(phone, OURS, "what are your opening hours?")
        eventually(lambda: casewire.messages(phone)[-1]["text"] == "what are your opening hours?", "the last text", 20)
        same(casewire.reply(phone, "Are you sure?").status, 409, "a rep's reply")
        phones.text(down, OURS, "when are you open")
        eventually(lambda: len([t for t in phones.texts(down) if "nine to five" in t]) == 2, "another's answer", 20)
        same(len(phones.texts(phone)), before + 1, "texts on the phone")
    with checks.check("START lifts it, with one word of confirmation"):
        before = len(phones.texts(phone))
        phones.text(phone, OURS, "START")
        eventually(lambda: len(phones.texts(phone)) == before + 1, "the confirmation", 20)
        phones.text(phone, OURS, "when are you open")
        eventually(lambda: len(phones.texts(phone)) == before + 2, "the answer", 20)

    with checks.check("another key opens nothing"):
        url = f"{casewire.url}/webhooks/kannel/{KEY[:-1]}?id=x1&from=%2B15551230009&to=%2B15550001000&text=hello"
        same(call("GET", url).status, 403, "status")
        same(casewire.messages("+15551230009"), [], "messages")
    with checks.check("a receipt with another key changes nothing"):
        url = f"{casewire.url}/webhooks/kannel/{'x' * 20}/status?message=m&number=15550001000&status=2"
        same(call("GET", url).status, 403, "status")
