"""A disk that fills up under a running server: what was acknowledged is kept, and work goes on when there is room again."""

import concurrent.futures

from twilio.request_validator import RequestValidator

from checks import eventually, expect, same
from programs import call, server, small_disk
from twilio_signer import inbound

MEGABYTES = 8
WIDTH = 16


def run(checks, sandbox):
    provider = {
        "kind": "twilio",
        "account_sid": sandbox.account_sid,
        "auth_token": sandbox.auth_token,
        "api_url": sandbox.carrier,
    }
    # Nobody answers, so that what is on the disk is what came in.
    setup = {"numbers": [{"number": sandbox.number, "provider": provider, "autopilot": False}]}
    with checks.about("a full disk"), small_disk(MEGABYTES) as disk:
        if disk is None:
            checks.skip("a disk fills up under load", "this user may not mount a small one")
            return
        with server(setup, database=str(disk / "casewire.db")) as casewire:
            fill(checks, sandbox, casewire, disk)


def fill(checks, sandbox, casewire, disk):
    url = f"{casewire.url}/webhooks/twilio"
    signer = RequestValidator(sandbox.auth_token)
    acknowledged, refused, odd = set(), set(), []

    def post(number):
        # Ten texts a customer; long ones, so that the disk fills soon.
        fields = inbound(sandbox, f"+1555127{1000 + number // 10}", f"{number} " + "x" * 1000, f"SM{number:032x}")
        answer = call("POST", url, form=fields, headers={"X-Twilio-Signature": signer.compute_signature(url, fields)})
        if answer.status == 200:
            acknowledged.add(fields["MessageSid"])
        elif answer.status == 503:
            refused.add(fields["MessageSid"])
        else:
            odd.append((fields["MessageSid"], answer.status, answer.body[:200]))

    def post_all(numbers):
        with concurrent.futures.ThreadPoolExecutor(WIDTH) as pool:
            list(pool.map(post, numbers))

    def kept():
        found = []
        for phone in {1000 + number // 10 for number in range(latest)}:
            for session in casewire.api("sessions", contact=f"+1555127{phone}")["items"]:
                found += [
                    message["provider_id"]
                    for message in casewire.api(f"sessions/{session['id']}/messages", limit=100)["items"]
                    if message["direction"] == "in"
                ]
        return found

    latest = 0
    with checks.check("texts are refused with 503 once the disk is full, and with nothing else"):
        (disk / "filler").write_bytes(b"\0" * ((MEGABYTES - 4) << 20))
        while not refused and latest < 20_000:
            post_all(range(latest, latest + 200))
            latest += 200
        expect(refused, f"{latest} texts found room")
        same(odd, [], "other answers")
    with checks.check("it says so to an operator, and still answers"):
        eventually(lambda: "full" in casewire.output(), "a word about the full disk in the log")
        same(call("GET", f"{casewire.url}/healthz").status, 200, "healthz")
    with checks.check("with room again it takes texts by itself, those it refused among them"):
        (disk / "filler").unlink()
        eventually(lambda: call("GET", f"{casewire.url}/readyz").status == 200, "ready again")
        again = [int(sid[2:], 16) for sid in sorted(refused)]
        refused.clear()
        post_all(again + list(range(latest, latest + 20)))
        latest += 20
        same((len(refused), odd), (0, []), "refused, and other answers")
    with checks.check("no acknowledged text is missing or doubled"):
        found = kept()
        same(sorted(acknowledged - set(found)), [], "missing")
        same(len(found), len(set(found)), "kept once each")
        print(f"          {len(acknowledged)} acknowledged, {len(again)} refused at first, {len(found)} kept")
