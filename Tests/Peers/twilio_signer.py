"""The official Twilio library signs webhooks; a running server takes those, and none that was touched."""

import random
import urllib.parse

from twilio.request_validator import RequestValidator

from checks import eventually, expect, same
from programs import call, server


def inbound(sandbox, phone, body, sid):
    """The form of an incoming message (Twilio: "Twilio's request to your incoming message webhook URL")."""
    return {
        "MessageSid": sid,
        "SmsSid": sid,
        "SmsMessageSid": sid,
        "AccountSid": sandbox.account_sid,
        "From": phone,
        "To": sandbox.number,
        "Body": body,
        "NumMedia": "0",
        "NumSegments": "1",
        "FromCity": "",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
    }


def tampered(chance, fields, signature, url):
    """The same call with one part changed: a value, a name, a field more or less, the address or the signature."""
    form, name = dict(fields), chance.choice(sorted(fields))
    letter = chance.choice("abcXYZ0189 +&=%é😀")
    # Which account and number a call is about decides who is asked for the secret, not whether it is genuine.
    changeable = chance.choice(sorted(set(fields) - {"To", "AccountSid"}))
    kind = chance.choice(["value", "name", "added", "missing", "query", "path", "signature"])
    if kind == "value":
        place = chance.randrange(len(form[changeable]) + 1)
        form[changeable] = form[changeable][:place] + letter + form[changeable][place:]
    elif kind == "name":
        form[name + letter.strip().replace("&", "x") + "x"] = "1"
    elif kind == "added":
        form["Extra" + str(chance.randrange(99))] = letter
    elif kind == "missing":
        kept = {"MessageSid", "From", "To", "Body", "AccountSid"}
        del form[chance.choice(sorted(set(fields) - kept))]
    elif kind == "query":
        url += "?" + urllib.parse.urlencode({"a": letter})
    elif kind == "path":
        url += "?"
        form["Body"] += "."
    else:
        place = chance.randrange(len(signature) - 2)
        other = chance.choice([one for one in "ABCDEFGHabcdefgh0123" if one != signature[place]])
        signature = signature[:place] + other + signature[place + 1 :]
    return form, signature, url, kind


def run(checks, sandbox):
    provider = {
        "kind": "twilio",
        "account_sid": sandbox.account_sid,
        "auth_token": sandbox.auth_token,
        "api_url": sandbox.carrier,
    }
    setup = {
        "organization": {"name": "Harbor Outfitters", "timezone": "America/New_York", "language": "en"},
        "numbers": [{"number": sandbox.number, "provider": provider}],
        "agent": {"burst_seconds": 1},
    }
    with checks.about("twilio: webhooks signed by the official library"), server(setup) as casewire:
        url = f"{casewire.url}/webhooks/twilio"
        signer = RequestValidator(sandbox.auth_token)

        def post(fields, signature, address=url):
            headers = {"X-Twilio-Signature": signature} if signature is not None else {}
            return call("POST", address, form=fields, headers=headers)

        def messages(phone):
            return [
                message
                for session in casewire.api("sessions", contact=phone)["items"]
                for message in casewire.api(f"sessions/{session['id']}/messages")["items"]
                if message["direction"] == "in"
            ]

        fields = inbound(sandbox, "+15551230101", "Is café “Ö” open? 100% + 1 😀", "SM" + "a" * 32)
        with checks.check("a signed text is taken: 200, text/xml, an empty Response"):
            answer = post(fields, signer.compute_signature(url, fields))
            same(answer.status, 200, "status")
            expect("xml" in answer.headers["Content-Type"], f"type {answer.headers['Content-Type']}")
            expect(b"<Response" in answer.body and b"<Message" not in answer.body, f"body {answer.body!r}")
        with checks.check("it is stored as it was typed"):
            found = eventually(lambda: messages("+15551230101"), "the stored message")
            same([message["text"] for message in found], [fields["Body"]], "texts")
            same(found[0]["provider_id"], fields["MessageSid"], "provider_id")
        with checks.check("a second copy is taken and changes nothing"):
            same(post(fields, signer.compute_signature(url, fields)).status, 200, "status")
            same(len(messages("+15551230101")), 1, "messages")
        with checks.check("fields that Twilio may add one day are signed and taken"):
            more = {**fields, "MessageSid": "SM" + "b" * 32, "ANewField": "1 & 2", "Empty": ""}
            same(post(more, signer.compute_signature(url, more)).status, 200, "status")
        with checks.check("a query of the webhook's URL is part of what is signed"):
            address = url + "?tenant=a%2Fb"
            more = {**fields, "MessageSid": "SM" + "c" * 32}
            same(post(more, signer.compute_signature(address, more), address).status, 200, "status")

        bad = inbound(sandbox, "+15551230102", "Send me a refund", "SM" + "d" * 32)
        signature = signer.compute_signature(url, bad)
        refused = {
            "a changed body": ({**bad, "Body": "Send me two refunds"}, signature, url),
            "a changed sender": ({**bad, "From": "+15551230103"}, signature, url),
            "an added field": ({**bad, "Extra": "1"}, signature, url),
            "no signature": (bad, None, url),
            "an empty signature": (bad, "", url),
            "another account's token": (bad, RequestValidator("0" * 32).compute_signature(url, bad), url),
            "another address's signature": (bad, signer.compute_signature(url + "/status", bad), url),
            "an added query": (bad, signature, url + "?a=1"),
            "a cut signature": (bad, signature[:-4], url),
        }
        for what, (form, signed, address) in refused.items():
            with checks.check(f"{what} is refused with 403"):
                same(post(form, signed, address).status, 403, "status")
        rounds = 400
        with checks.check(f"whatever part is tampered with, {rounds} times at random, is refused with 403"):
            chance = random.Random(11)
            for turn in range(rounds):
                form, signed, address, what = tampered(chance, bad, signature, url)
                same(post(form, signed, address).status, 403, f"round {turn}: {what}")
        with checks.check("nothing refused was kept"):
            same(messages("+15551230102") + messages("+15551230103"), [], "messages")

        with checks.check("receipts are signed too: 403 when touched, 2xx when not"):
            address = f"{url}/status"
            receipt = {
                "MessageSid": "SM" + "e" * 32,
                "AccountSid": sandbox.account_sid,
                "MessageStatus": "delivered",
                "From": sandbox.number,
                "To": "+15551230101",
            }
            signed = signer.compute_signature(address, receipt)
            same(post({**receipt, "MessageStatus": "failed"}, signed, address).status, 403, "touched")
            expect(200 <= post(receipt, signed, address).status < 300, "an untouched one is refused")
        with checks.check("a body that is no form is refused and does no harm"):
            raw = urllib.parse.quote("{}").encode()
            answer = call("POST", url, raw=raw, headers={"Content-Type": "application/json"})
            expect(400 <= answer.status < 500, f"status {answer.status}")
