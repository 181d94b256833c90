"""The official Twilio library as a client of the simulated carrier, and as the judge of what it signs."""

import datetime

from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from checks import eventually, expect, same
from programs import Listener, call

CUSTOMER = "+15551230001"


def client_for(sandbox, token=None):
    client = Client(sandbox.account_sid, token or sandbox.auth_token)
    client.api.base_url = sandbox.carrier
    return client


def refusal(action):
    """The error that the library raises for an action that the server must refuse."""
    try:
        action()
    except TwilioRestException as error:
        return error
    raise AssertionError("it was not refused")


def run(checks, sandbox):
    client = client_for(sandbox)
    validator = RequestValidator(sandbox.auth_token)

    with checks.about("twilio: the official library drives the simulated carrier"), Listener() as listener:
        with checks.check("creates a message"):
            made = client.messages.create(
                to=CUSTOMER,
                from_=sandbox.number,
                body="Your order \u201cHO-1\u201d has shipped 🎉",
                status_callback=f"{listener.address}/status?message=1&note=a%20b",
            )
            expect(made.sid.startswith("SM") and len(made.sid) == 34, f"sid {made.sid}")
            same(made.direction, "outbound-api", "direction")
            expect(made.status in ("accepted", "queued"), f"status {made.status}")
            expect(isinstance(made.date_created, datetime.datetime), "date_created is not RFC 2822")
            same(made.error_code, None, "error_code")
            same(made.body, "Your order \u201cHO-1\u201d has shipped 🎉", "body")
        with checks.check("fetches it, delivered after a while"):
            fetched = eventually(
                lambda: (found := client.messages(made.sid).fetch()).status == "delivered" and found, "delivered"
            )
            same(fetched.num_segments, "1", "num_segments")
            expect(isinstance(fetched.date_sent, datetime.datetime), "date_sent is not RFC 2822")
        with checks.check("its receipts are signed as the library signs"):
            post = eventually(
                lambda: listener.post_to("/status", MessageSid=made.sid, MessageStatus="delivered"), "a receipt"
            )
            url, headers, fields = post
            expect(url.endswith("?message=1&note=a%20b"), f"the query was not kept: {url}")
            expect(validator.validate(url, fields, headers["X-Twilio-Signature"]), "the signature is wrong")
        with checks.check("lists messages by recipient, in pages"):
            for number in range(3):
                client.messages.create(to=CUSTOMER, from_=sandbox.number, body=f"page {number}")
            bodies = [message.body for message in client.messages.stream(to=CUSTOMER, page_size=2, limit=10)]
            expect(len(bodies) >= 4 and len(bodies) == len(set(bodies)), f"{bodies}")
        with checks.check("lists messages since a time"):
            soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
            same(client.messages.list(date_sent_after=soon, limit=5), [], "messages of the future")
            expect(client.messages.list(date_sent_before=soon, limit=5), "no messages of the past")

        with checks.check("lists the account's numbers and sets one's webhook"):
            number = next(
                found for found in client.incoming_phone_numbers.list() if found.phone_number == sandbox.number
            )
            hook = f"{listener.address}/inbound?tenant=a%2Fb"
            updated = client.incoming_phone_numbers(number.sid).update(sms_url=hook, sms_method="POST")
            same(updated.sms_url, hook, "sms_url")
            same(client.incoming_phone_numbers(number.sid).fetch().sms_url, hook, "fetched sms_url")
        with checks.check("a text from a phone arrives at the webhook, signed as the library signs"):
            body = "café & 100% = ok + more 😀"
            answer = call(
                "POST",
                f"{sandbox.carrier}/sandbox/texts",
                json_body={"from": CUSTOMER, "to": sandbox.number, "body": body},
            )
            same(answer.status, 201, "status of /sandbox/texts")
            url, headers, fields = eventually(lambda: listener.post_to("/inbound", Body=body), "the webhook's call")
            expect(validator.validate(url, fields, headers["X-Twilio-Signature"]), "the signature is wrong")
            same((fields["From"], fields["To"]), (CUSTOMER, sandbox.number), "From and To")
            same(fields["MessageSid"], answer.json()["sid"], "MessageSid")
            expect(not validator.validate(url, {**fields, "Body": "x"}, headers["X-Twilio-Signature"]), "any body fits")
        with checks.check("the text from the phone is in the list as inbound"):
            inbound = client.messages.list(from_=CUSTOMER, to=sandbox.number, limit=5)
            same([message.direction for message in inbound], ["inbound"], "direction")
            same(inbound[0].status, "received", "status")

        with checks.check("refuses a recipient that is no number with 21211"):
            error = refusal(lambda: client.messages.create(to="+1555", from_=sandbox.number, body="x"))
            same((error.status, error.code), (400, 21211), "error")
        with checks.check("refuses a text without a body with 21602"):
            error = refusal(lambda: client.messages.create(to=CUSTOMER, from_=sandbox.number))
            same((error.status, error.code), (400, 21602), "error")
        with checks.check("refuses wrong credentials with 20003"):
            error = refusal(lambda: client_for(sandbox, "wrong").messages("SM" + "0" * 32).fetch())
            same((error.status, error.code), (401, 20003), "error")
        with checks.check("does not know a message of no account: 20404"):
            error = refusal(lambda: client.messages("SM" + "0" * 32).fetch())
            same((error.status, error.code), (404, 20404), "error")
        with checks.check("deletes a message"):
            expect(client.messages(made.sid).delete(), "not deleted")
            same(refusal(lambda: client.messages(made.sid).fetch()).status, 404, "status")
