"""Customers' texts to `casewire serve` with a model behind it, and what the simulated carrier's own records say came of them."""

import datetime
import time

from checks import eventually
from programs import call

# The last text's burst wait, two tries of the model, the sending: then there must be one answer or one handoff.
LONGEST = 60
# So long nothing more may come.
QUIET_SECONDS = 3


class Turn:
    """One turn: what was asked, and what became of it."""

    def __init__(self, about, texts):
        self.about, self.texts = about, texts
        self.outcome, self.answers, self.seconds = "nothing", [], None
        self.model, self.tokens, self.error, self.reasons = None, None, None, []

    @property
    def is_answered(self):
        return self.outcome == "answered"

    @property
    def is_answered_by_model(self):
        return self.is_answered and self.model is not None

    @property
    def is_handed_off(self):
        return self.outcome == "handed off"

    def row(self):
        words = {"handed off": "handed off: " + ", ".join(self.reasons)}.get(self.outcome, self.outcome)
        seconds = "–" if self.seconds is None else f"{self.seconds:.1f}"
        return [self.about, words, seconds, self.tokens or "–", self.error or ""]


class Customer:
    """A phone in the simulated network, whose texts and answers the carrier keeps."""

    def __init__(self, phone, carrier, number, server):
        self.phone, self.carrier, self.number, self.server = phone, carrier, number, server
        self.turns = []

    def records(self, direction):
        found = call("GET", f"{self.carrier}/sandbox/texts?phone=%2B{self.phone[1:]}&limit=200").json()["items"]
        return [text for text in found if text["direction"] == direction]

    def text(self, body):
        sent = call(
            "POST", f"{self.carrier}/sandbox/texts", json_body={"from": self.phone, "to": self.number, "body": body}
        )
        assert sent.status == 201, f"the carrier took no text: {sent.status}"

    def begin(self, about, *texts, between=0.4):
        """Texts one after the other, as a person who types fast."""
        turn = Turn(about, texts)
        turn.before, turn.events_before = len(self.records("to_phone")), len(self.events())
        for place, body in enumerate(texts):
            if place:
                time.sleep(between)
            self.text(body)
        self.turns.append(turn)
        return turn

    def finish(self, turn):
        """Waits for what becomes of a turn, and then for whatever must not follow."""
        try:
            eventually(lambda: self.is_settled(turn), "an answer, a handoff or silence", LONGEST)
        except AssertionError:
            turn.outcome = "nothing"
        time.sleep(QUIET_SECONDS)
        self.read(turn)
        return turn

    def ask(self, about, *texts):
        return self.finish(self.begin(about, *texts))

    def is_settled(self, turn):
        events = self.new_turns(turn)
        if not events:
            return False
        return events[-1]["title"].startswith("Stayed silent") or len(self.records("to_phone")) > turn.before

    def session(self):
        found = self.server.api("sessions", contact=self.phone)["items"]
        return found[0] if found else None

    def events(self):
        session = self.session()
        return self.server.api(f"sessions/{session['id']}/timeline")["items"] if session else []

    def new_turns(self, turn):
        return [event for event in self.events()[turn.events_before :] if event["kind"] == "turn"]

    def read(self, turn):
        """Takes the outcome from the carrier's records, and what led to it from the timeline."""
        answers = self.records("to_phone")[turn.before :]
        turn.answers = [text["body"] for text in answers]
        if answers:
            turn.seconds = (moment(answers[0]) - moment(self.records("from_phone")[-1])).total_seconds()
        events = self.new_turns(turn)
        kept = [event for event in events if "dropped" not in event["details"]]
        if not kept:
            return
        details = kept[-1]["details"]
        turn.model, turn.tokens, turn.error = details.get("model"), details.get("tokens"), details.get("model error")
        session = self.session()
        if session["state"] == "handed_off":
            turn.outcome, turn.reasons = "handed off", session["handoff"]["reasons"]
        elif kept[-1]["title"].startswith("Stayed silent"):
            turn.outcome = "silent"
        elif answers:
            turn.outcome = "resolved" if session["state"] == "resolved" else "answered"


def moment(record):
    return datetime.datetime.fromisoformat(record["at"].replace("Z", "+00:00"))


def table(turns):
    rows = [["turn", "what became of it", "seconds", "tokens", "model's error"]] + [turn.row() for turn in turns]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def closing_line(turns):
    """How many turns ended how, in one line."""
    answered = sum(turn.is_answered_by_model for turn in turns)
    handed_off = [turn for turn in turns if turn.is_handed_off]
    away = sum("model_unavailable" in turn.reasons for turn in handed_off)
    other = len(turns) - answered - len(handed_off)
    times = sorted(turn.seconds for turn in turns if turn.seconds is not None)
    middle = f"{times[len(times) // 2]:.1f}" if times else "–"
    longest = f"{times[-1]:.1f}" if times else "–"
    return (
        f"{len(turns)} turns: {answered} answered by the model, {len(handed_off)} handed off ({away} of them since the model "
        f"failed or was late), {other} otherwise; an outcome took {middle} s (the middle one), {longest} s (the longest)"
    )
