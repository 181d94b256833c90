"""Writes signed webhook requests to a file, one a line: the signature, a tab, the form body."""

import base64
import hashlib
import hmac
import urllib.parse

URL = "https://casewire.example.com/webhooks/twilio"
TOKEN = "0123456789abcdef0123456789abcdef"
ACCOUNT = "AC" + "0" * 32
NUMBER = "+15550001000"


def fields(index, phones, body="Hello, how do I return something I bought?"):
    """An incoming message's form (Twilio: request to your incoming message webhook URL)."""
    sid = f"SM{index:032x}"
    return {
        "ToCountry": "US",
        "ToState": "NY",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ToCity": "NEW YORK",
        "FromZip": "10001",
        "SmsSid": sid,
        "FromState": "NY",
        "SmsStatus": "received",
        "FromCity": "NEW YORK",
        "Body": body,
        "FromCountry": "US",
        "To": NUMBER,
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": f"+1212555{index % phones:04d}",
        "ApiVersion": "2010-04-01",
    }


def sign(form, url=URL):
    signed = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(TOKEN.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def write(path, count, phones=1000, first=0):
    with open(path, "w", encoding="ascii") as file:
        for index in range(first, first + count):
            form = fields(index, phones)
            file.write(f"{sign(form)}\t{urllib.parse.urlencode(form)}\n")
