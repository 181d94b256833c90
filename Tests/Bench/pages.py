"""Asks the dashboard's pages of a small and a large database in turn: `pages.py [--program …] [--sessions 100000]`.

Fills two SQLite files through the real schema, with 1,000 sessions of ten texts and a hundred times as many, serves both side by
side, and prints for each page the median times, their ratio and the bytes. Ends with 1 where a ratio is over 3 or a page over 150 kB.
"""

import argparse
import csv
import http.client
import json
import os
import pathlib
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Peers"))

import programs  # pylint: disable=wrong-import-position
import signed  # pylint: disable=wrong-import-position
from bench import Started  # pylint: disable=wrong-import-position

SMALL = 1_000
TEXTS = 10
ROUNDS = 15
LARGEST_RATIO = 3
LARGEST_PAGE = 150_000
EMAIL, PASSWORD = "owner@example.com", "correct horse battery"
DAY = 86_400_000


def real_texts():
    """Customers' questions where the data is there, made ones otherwise."""
    data = pathlib.Path(os.environ.get("CASEWIRE_TEST_DATA", HERE.parents[1].parent / "shared" / "data"))
    found = []
    for path in sorted(data.glob("banking77/*.csv")):
        with open(path, encoding="utf-8") as rows:
            found += [row[0] for row in csv.reader(rows)][1:]
    words = "where is my card order parcel refund please the a to of return account payment".split()
    chance = random.Random(3)
    return found or [" ".join(chance.choices(words, k=12)) for _ in range(10_000)]


def fill(path, count, texts):
    """Puts in so many sessions; one in five is open, one in fifteen behind, one in fifteen failed."""
    chance = random.Random(7)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA cache_size = -200000")
    number = database.execute("SELECT id FROM number").fetchone()[0]
    now = int(time.time() * 1000)
    database.execute("BEGIN")
    insert = {
        "contact": "INSERT INTO contact (id, phone, name, created_at, seen_at) VALUES (?, ?, ?, ?, ?)",
        "ticket": "INSERT INTO ticket (session_id) VALUES (?)",
        "session": """INSERT INTO session (id, ticket, number_id, contact_id, state, position, answered_position, counts,
            created_at, updated_at, handoff_at, handoff_reasons, failed_position) VALUES (?, ?, ?, ?, ?, ?, ?, '{}', ?, ?, ?, ?, ?)""",
        "message": """INSERT INTO message (id, session_id, number_id, contact_id, position, direction, author, text, state,
            provider_id, encoding, segments, is_late, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'GSM-7', 1, 0, ?)""",
        "case_link": "INSERT INTO case_link (session_id, case_id, case_number, sync, created_at) VALUES (?, ?, ?, ?, ?)",
        "event": "INSERT INTO event (session_id, kind, title, details, at) VALUES (?, 'state', 'Resolved.', '{}', ?)",
    }
    for place in range(1, count + 1):
        at = now - DAY * 90 + DAY * 90 * place // count - chance.randrange(60_000)
        session, contact = f"session-{place:08x}", f"contact-{place:08x}"
        is_open, failed = place % 5 == 0, place % 15 == 10
        state = "resolved" if not is_open else "agent" if place % 10 else "handed_off"
        handed = at if state == "handed_off" else None
        phone = f"+1{2_000_000_000 + place * 7}"
        name = "Service Customer" if place % 3 else None
        database.execute(insert["contact"], (contact, phone, name, at, at))
        database.execute(insert["ticket"], (session,))
        ticket = database.execute("SELECT last_insert_rowid()").fetchone()[0]
        database.execute(
            insert["session"],
            (session, ticket, number, contact, state, TEXTS, TEXTS, at, at, handed, handed and "user_requested",
             TEXTS if failed and is_open else None),
        )
        rows = []
        for position in range(1, TEXTS + 1):
            inbound = position % 2 == 1
            text = chance.choice(texts) + (" Heliotrope." if position == 3 and place % (count // 5) == 0 else "")
            kept = "received" if inbound else "failed" if failed and position == TEXTS else "delivered"
            rows.append((f"m{place:08x}-{position}", session, number, contact, position, "in" if inbound else "out",
                         "customer" if inbound else "agent", text, kept, f"SM{place}-{position}", at))
        database.executemany(insert["message"], rows)
        sync = "behind" if place % 15 == 3 else "failed" if place % 1000 == 5 else "synced"
        database.execute(insert["case_link"], (session, f"case-{place:08x}", f"SR{place:08}", sync, at))
        database.execute(insert["event"], (session, at))
        if place % 20_000 == 0:
            database.execute("COMMIT")
            database.execute("BEGIN")
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


class Site:
    """A server with so many sessions, and a browser that is signed in there."""

    def __init__(self, program, folder, sessions, texts):
        began = time.monotonic()
        kept = pathlib.Path(tempfile.mkdtemp(dir=folder))
        path = kept / "casewire.db"
        (port,) = programs.free_ports(1)
        address = f"http://127.0.0.1:{port}"
        provider = {"kind": "twilio", "account_sid": signed.ACCOUNT, "auth_token": signed.TOKEN,
                    "api_url": "http://127.0.0.1:9"}
        setup = {
            "numbers": [{"number": signed.NUMBER, "provider": provider}],
            "operators": [{"email": EMAIL, "role": "owner", "password": PASSWORD}],
        }
        (kept / "setup.yaml").write_text(json.dumps(setup), encoding="utf-8")
        environment = {
            "CASEWIRE_LISTEN": f"127.0.0.1:{port}", "CASEWIRE_DATABASE": str(path),
            "CASEWIRE_KEY_FILE": str(kept / "casewire.key"), "CASEWIRE_SETUP": str(kept / "setup.yaml"),
            "CASEWIRE_LOG_LEVEL": "error",
        }

        def serve():
            return Started([program, "serve"], environment, folder, (f"{address}/readyz", 200))

        with serve():
            pass  # It makes the tables, the number and the operator.
        fill(path, sessions, texts)
        print(f"{sessions:,} sessions, {sessions * TEXTS:,} texts: filled in {time.monotonic() - began:.0f} s,"
              f" {path.stat().st_size / 1e6:.0f} MB", flush=True)
        self.started = serve()
        self.connection = http.client.HTTPConnection(f"127.0.0.1:{port}", timeout=120)
        self.headers = {"content-type": "application/x-www-form-urlencoded"}
        form = urllib.parse.urlencode({"email": EMAIL, "password": PASSWORD})
        self.connection.request("POST", "/sign-in", form, self.headers)
        answer = self.connection.getresponse()
        answer.read()
        self.headers = {"cookie": answer.getheader("set-cookie").split(";")[0], "accept": "text/html"}

    def get(self, path):
        """The time of one answer in milliseconds, its status and its body."""
        began = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        return (time.perf_counter() - began) * 1000, answer.status, body

    def first(self, path, pattern):
        return re.search(pattern, self.get(path)[2].decode()).group(1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(programs.PROGRAM))
    parser.add_argument("--sessions", type=int, default=100 * SMALL)
    options = parser.parse_args()
    texts = real_texts()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="casewire-pages-"))
    sites = [Site(options.program, folder, sessions, texts) for sessions in (SMALL, options.sessions)]
    views = ["mine", "unassigned", "agent", "handed_off", "behind", "failed", "resolved"]
    pages = {"inbox": "/inbox", **{f"inbox, {view}": f"/inbox?view={view}" for view in views}}
    pages |= {
        "search, a rare word": "/inbox?q=heliotrope",
        "search, a common word": "/inbox?q=card",
        "search, two words": "/inbox?q=my+card",
        "search, a phone": "/inbox?q=2000000707",
        "search, a name": "/inbox?q=customer",
        "search in a view": "/inbox?view=handed_off&q=card",
        "session": lambda site: "/sessions/" + site.first("/inbox", r'href="/sessions/([^"]+)"'),
        "contacts": "/contacts",
        "contacts, searched": "/contacts?q=2000000707",
        "contacts, a common name": "/contacts?q=service",
        "contacts, nobody": "/contacts?q=zebra",
        "contact": lambda site: "/contacts/" + site.first("/contacts", r'href="/contacts/([^"?]+)"'),
        "analytics": "/analytics",
    }
    kept = True
    print(f"{'page':<26} {SMALL:>9,} {options.sessions:>9,} {'ratio':>7} {'kB':>6}")
    for name, path in pages.items():
        paths = [path(site) if callable(path) else path for site in sites]
        times, size, status = ([], []), 0, 200
        for turn in range(ROUNDS + 2):
            for kind, site in enumerate(sites):
                taken, status, body = site.get(paths[kind])
                size = max(size, len(body))
                if turn > 1:
                    times[kind].append(taken)
        if status != 200:
            print(f"{name:<26} answers {status}")
            continue
        small, large = (statistics.median(kind) for kind in times)
        is_kept = large / small <= LARGEST_RATIO and size <= LARGEST_PAGE
        kept = kept and is_kept
        print(f"{name:<26} {small:>6.1f} ms {large:>6.1f} ms {large / small:>7.2f} {size / 1000:>6.1f}"
              f"{'' if is_kept else '  MISSED'}", flush=True)
    for site in sites:
        site.started.__exit__()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
