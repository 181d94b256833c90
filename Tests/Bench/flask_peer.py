"""What a user would write instead: Flask and sqlite3, the same rows a request in one commit, or only the message.

Run by gunicorn with two workers of eight threads; DATABASE and ROWS (all, one) come from the environment.
"""

import base64
import hashlib
import hmac
import os
import sqlite3
import threading
import time

from flask import Flask, Response, request

from signed import TOKEN, URL

app = Flask(__name__)
local = threading.local()
all_rows = os.environ["ROWS"] == "all"

SCHEMA = """
CREATE TABLE IF NOT EXISTS contact (id INTEGER PRIMARY KEY, phone TEXT UNIQUE, created_at INTEGER);
CREATE TABLE IF NOT EXISTS session (
    id INTEGER PRIMARY KEY, contact INTEGER REFERENCES contact, state TEXT, position INTEGER, updated_at INTEGER,
    UNIQUE (contact, state));
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY, session INTEGER, position INTEGER, provider_id TEXT UNIQUE, body TEXT, created_at INTEGER);
CREATE TABLE IF NOT EXISTS job (id INTEGER PRIMARY KEY, kind TEXT, lane TEXT, run_at INTEGER);
"""


def database():
    if not hasattr(local, "database"):
        local.database = sqlite3.connect(os.environ["DATABASE"], timeout=30, isolation_level=None)
        local.database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + SCHEMA)
    return local.database


@app.post("/webhooks/twilio")
def receive():
    form = request.form
    signed = URL + "".join(name + form[name] for name in sorted(form))
    digest = base64.b64encode(hmac.new(TOKEN.encode(), signed.encode(), hashlib.sha1).digest()).decode()
    if not hmac.compare_digest(digest, request.headers.get("X-Twilio-Signature", "")):
        return Response(status=403)
    now = int(time.time() * 1000)
    store = database()
    store.execute("BEGIN IMMEDIATE")
    try:
        session, position = None, 0
        if all_rows:
            store.execute("INSERT OR IGNORE INTO contact (phone, created_at) VALUES (?, ?)", (form["From"], now))
            (contact,) = store.execute("SELECT id FROM contact WHERE phone = ?", (form["From"],)).fetchone()
            session, position = store.execute(
                "INSERT INTO session (contact, state, position, updated_at) VALUES (?, 'agent', 1, ?)"
                " ON CONFLICT DO UPDATE SET position = position + 1, updated_at = excluded.updated_at"
                " RETURNING id, position",
                (contact, now),
            ).fetchone()
        store.execute(
            "INSERT OR IGNORE INTO message (session, position, provider_id, body, created_at) VALUES (?, ?, ?, ?, ?)",
            (session, position, form["MessageSid"], form["Body"], now),
        )
        if all_rows:
            store.execute("INSERT INTO job (kind, lane, run_at) VALUES ('answer', ?, ?)", (f"turn/{session}", now))
        store.execute("COMMIT")
    except Exception:
        store.execute("ROLLBACK")
        raise
    return Response("<Response/>", content_type="text/xml")
