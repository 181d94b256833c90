"""Conversations with hosted models behind the vendors' own types: an answer, an action, a person with a note, a draft of nothing."""

import contextlib
import json

import model_vendors
from checks import eventually, expect, same
from journeys import Customer
from programs import JSONHandler, listening, server

ANSWER = "Pack it with its receipt, within 30 days."
SHIPPED = "Order AB123 is on its way."


def script(question):
    """What the model says; it decides by the customer's newest text alone."""
    if question["is_note"]:
        return {"summary": "Wants to speak about a broken lamp.", "subject": "Broken lamp", "sentiment": "negative", "language": "en", "fields": {}}
    text = question["document"]["new_texts"][-1]
    said = {"confidence": 0.9, "decision": "reply", "reason": "none", "sources": [1], "text": ANSWER}
    if "AB123" in text and not question["results"]:
        return {"call": "order_status", "arguments": {"order": "AB123"}} if question["tools"] else {**said, "decision": "cannot_answer"}
    if question["results"]:
        return {**said, "sources": [], "text": SHIPPED if "shipped" in question["results"][-1] else "?"}
    if "lamp" in text:
        return {**said, "decision": "hand_off", "reason": "insufficient_tools", "text": ""}
    return said


@contextlib.contextmanager
def shop():
    """The organization's own system, which knows an order."""
    asked = []

    class Handler(JSONHandler):
        def do_GET(self):  # pylint: disable=invalid-name
            asked.append(self.path)
            self.give(200, json.dumps({"state": "shipped"}))

    with listening(Handler) as listener:
        listener.asked = asked
        yield listener


def setup(carrier, kind, vendor, orders):
    account = {"account_sid": carrier.account_sid, "auth_token": carrier.auth_token, "api_url": carrier.carrier}
    action = {
        "name": "order_status",
        "description": "Looks up where an order is.",
        "parameters": {
            "type": "object", "required": ["order"], "properties": {"order": {"type": "string", "maxLength": 12}},
        },
        "request": {"method": "GET", "url": f"http://127.0.0.1:{orders.server_port}/orders/{{{{order}}}}"},
        "allow_private_host": True,
    }
    model = {"kind": kind, "url": vendor.url, "name": "vendor-model", "api_key": model_vendors.KEY, "input_price": 1, "output_price": 10}
    return {
        "organization": {"name": "Harbor Outfitters", "language": "en"},
        "numbers": [{"number": carrier.number, "provider": {"kind": "twilio", **account}}],
        "agent": {"model": model, "burst_seconds": 1, "actions": [action]},
        "knowledge": [{"title": "Returns", "body": ANSWER, "examples": ["can I return it", "how do I send this back"]}],
    }


def run(checks, carrier):
    for place, (kind, vendor) in enumerate([("openai", model_vendors.OpenAI(script)), ("anthropic", model_vendors.Anthropic(script))]):
        with (
            checks.about(f"a model that is spoken to by {kind}'s own types"),
            shop() as orders,
            model_vendors.serving(vendor),
            server(setup(carrier, kind, vendor, orders)) as casewire,
        ):
            eventually(lambda one=casewire: one.api("connections")["numbers"][0]["connected"], "the number's webhook", 30)
            customers = [Customer(f"+1555127{place}{number:03}", carrier.carrier, carrier.number, casewire) for number in range(3)]
            converse(checks, vendor, orders, casewire, customers)


def converse(checks, vendor, orders, casewire, customers):
    asker, buyer, owner = customers
    with checks.check("a question is answered from a passage, once"):
        turn = asker.ask("a return", "How do I send this back?")
        same((turn.outcome, len(turn.answers)), ("answered", 1), "outcome and texts")
        expect(ANSWER in turn.answers[0], turn.answers[0])
        same(turn.tokens, "200 in, 30 out", "tokens")
    with checks.check("a second question brings the first with it"):
        same(asker.ask("another", "And without a receipt?").outcome, "answered", "outcome")
        same([one["from"] for one in script_document(vendor)["conversation"]], ["customer", "agent"], "who said what")
    with checks.check("an action is called and its result is answered with"):
        turn = buyer.ask("an order", "Where is my order AB123?")
        same((turn.outcome, turn.answers[-1:], orders.asked), ("answered", turn.answers, ["/orders/AB123"]), "outcome")
        expect(SHIPPED in turn.answers[0], turn.answers[0])
    with checks.check("a wish of the model's for a person is one notice, with its note"):
        turn = owner.ask("a lamp", "My lamp came broken.")
        same((turn.outcome, turn.reasons, len(turn.answers)), ("handed off", ["insufficient_tools"], 1), "outcome")
        summary = eventually(lambda: owner.session()["handoff"].get("summary"), "a note")
        same((summary, owner.session()["sentiment"]), ("Wants to speak about a broken lamp.", "negative"), "note")
    with checks.check("every request fitted the vendor's types, and its cost was counted"):
        expect(not vendor.faults, "; ".join(vendor.faults))
        expect(len(vendor.asked) >= 5, f"only {len(vendor.asked)} were taken")
        found = casewire.api("stats")["models"]
        same(sum(one["input_tokens"] for one in found), 200 * len(vendor.asked), f"tokens in {found}")
    with checks.check("no request held a phone number or the key"):
        told = json.dumps(vendor.asked)
        expect(not any(one.phone[1:] in told for one in customers) and model_vendors.KEY not in told, "one did")


def script_document(vendor):
    return vendor.question(vendor.asked[-1])["document"]
