"""`casewire inspect segments` beside two calculators that others wrote: PyPI's smsutil and python-gsmmodem-new."""

import json
import random
import subprocess

import smsutil
from checks import expect, same
from gsmmodem import pdu
from programs import PROGRAM

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = "^{}\\[~]|€"
LENGTHS = [1, 60, 69, 70, 71, 134, 135, 152, 153, 154, 159, 160, 161, 201, 305, 306, 307, 460]


def sample():
    """The same texts in each run: around the bounds, with extension characters and others in all places."""
    chance = random.Random(2026)
    texts = ["", "Hello", "Ready, 50% off: 20 €", "café", "¡Hola, señor!", "Grüße", "naïve — “quoted”", "👍", "👨‍👩‍👧‍👦"]
    for length in LENGTHS:
        for share, others in [(0, ""), (0.02, EXTENDED), (0.5, EXTENDED), (0.05, "áçЖ漢’"), (0.05, "😀𝒳"), (0.9, "😀")]:
            for _ in range(12):
                letters = BASIC if chance.random() < 0.5 else BASIC.replace("§", "")
                texts.append(
                    "".join(
                        chance.choice(others) if others and chance.random() < share else chance.choice(letters)
                        for _ in range(length)
                    )
                )
    return texts


def own_counts(texts):
    lines = "\n".join(json.dumps(text) for text in texts) + "\n"
    done = subprocess.run(
        [str(PROGRAM), "inspect", "segments"], input=lines.encode(), stdout=subprocess.PIPE, check=True, timeout=120
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def is_gsm(text):
    return all(character in BASIC or character in EXTENDED for character in text)


def run(checks):
    with checks.about("Segments, beside other calculators"):
        texts = sample()
        counted = own_counts(texts)
        same(len(counted), len(texts), "lines")
        with checks.check(f"smsutil counts the same for {len(texts)} texts"):
            for text, own in zip(texts, counted):
                if text:  # It makes no segment of nothing.
                    other = smsutil.split(text)
                    same((own["segments"], own["encoding"] == "GSM-7"), (len(other.parts), is_gsm(text)), repr(text))
        # It cuts Unicode by code points, so only texts without pairs are common ground, and of letters that it knows.
        known = set(pdu.GSM7_BASIC) | set(pdu.GSM7_EXTENDED)
        common = [
            (text, own)
            for text, own in zip(texts, counted)
            if text and all(ord(character) < 0x10000 for character in text) and (not is_gsm(text) or set(text) <= known)
        ]
        with checks.check(f"python-gsmmodem-new counts the same for {len(common)} texts"):
            expect(len(common) > 300, "the sample is too small")
            for text, own in common:
                if is_gsm(text):
                    units, most, parts = len(text) + sum(c in EXTENDED for c in text), 160, pdu.divideTextGsm7(text)
                else:
                    units, most, parts = len(text), 70, pdu.divideTextUcs2(text)
                same((own["units"], own["segments"]), (units, 1 if units <= most else len(parts)), repr(text))
