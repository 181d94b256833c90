"""`casewire doctor`: each link of the chain is broken in turn, and it names exactly that one, with what to do."""

import contextlib
import datetime
import email.utils
import http.server
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import threading
import time

import doctor_model
import doctor_proxy
from checks import eventually, expect, same
from odata_server import CLIENT_ID, CLIENT_SECRET, other_creatio
from programs import PROGRAM, answers, call, free_ports, small_disk, Running

LINKS = [
    "Key file", "Disk", "Database file", "Database", "Public URL", "Number", "Webhook", "Creatio", "Clock", "Model", "Outages", "Backlog",
    "Set-aside work", "Sending", "Creatio quota", "Knowledge",
]


class Installation:
    """A folder with what `casewire serve` needs, a server that can be started and ended, and the doctor beside it."""

    def __init__(self, folder, setup, database=None):
        (self.port,) = free_ports(1)
        self.folder = pathlib.Path(folder)
        self.database = database or f"{folder}/casewire.db"
        setup_file = self.folder / "setup.yaml"
        setup_file.write_text(json.dumps(setup), encoding="utf-8")
        self.environment = {
            "CASEWIRE_LISTEN": f"127.0.0.1:{self.port}",
            "CASEWIRE_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "CASEWIRE_DATABASE": self.database,
            "CASEWIRE_KEY_FILE": f"{folder}/casewire.key",
            "CASEWIRE_SETUP": str(setup_file),
        }

    @contextlib.contextmanager
    def serving(self):
        running = Running(["serve"], self.environment)
        try:
            running.wait_until(lambda _: answers(f"http://127.0.0.1:{self.port}/readyz", wanted=200), "its listener")
            yield
        finally:
            running.stop()

    def examine(self, **changed):
        """The exit status, and what was found by the link's name."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("CASEWIRE_")}
        done = subprocess.run(
            [str(PROGRAM), "doctor", "--json"],
            env={**own, **self.environment, **changed},
            capture_output=True,
            timeout=60,
            check=False,
        )
        report = json.loads(done.stdout)
        same(report["passed"], done.returncode == 0, "passed, beside the exit status")
        return done.returncode, report["checks"]

    def sql(self, statement):
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as database, database:
            database.execute(statement)


def run(checks, sandbox):
    with checks.about("casewire doctor"), other_creatio() as creatio:
        healthy(checks, sandbox, creatio)
        local(checks, sandbox, creatio)
        outside(checks, sandbox, creatio)
        doctor_model.broken(checks, lambda change: installation(sandbox, creatio, change), names_only)
        doctor_proxy.broken(checks, setup(sandbox, creatio), Installation, tried, names_only)
        full_disk(checks, sandbox)


def setup(sandbox, creatio, **number):
    provider = {
        "kind": "twilio", "account_sid": sandbox.account_sid, "auth_token": sandbox.auth_token,
        "api_url": sandbox.carrier, **number,
    }
    site = {"url": creatio.url, "identity_url": creatio.url, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    return {
        "numbers": [{"number": sandbox.number, "provider": provider}],
        "creatio": {**site, "daily_operations": 9000},
        "knowledge": [{"title": "Returns", "body": "Within 30 days.", "examples": ["how do I return it"]}],
    }


@contextlib.contextmanager
def installation(sandbox, creatio, change=lambda setup: None):
    """A server that found its number and its Creatio as they are."""
    made = setup(sandbox, creatio)
    change(made)
    with tempfile.TemporaryDirectory(prefix="casewire-") as folder:
        one = Installation(folder, made)
        with one.serving():
            eventually(lambda: tried(one), "the server's first look at its number and Creatio")
            yield one


def tried(one):
    with contextlib.closing(sqlite3.connect(one.database, timeout=10)) as database:
        numbers = database.execute("SELECT COUNT(*) FROM number WHERE connected_at IS NULL AND connection_note IS NULL")
        status = database.execute("SELECT COUNT(*) FROM setting WHERE name = 'creatio.status'")
        return numbers.fetchone()[0] == 0 and status.fetchone()[0] == 1


def names_only(found, link, *words):
    """One link has failed, and what it says and what is to be done have these words in them."""
    status, findings = found
    failed = [finding for finding in findings if finding["result"] == "failed"]
    same([finding["link"].split(" +")[0] for finding in failed], [link], "what failed")
    same(status, 1, "exit status")
    said = f"{failed[0]['words']} → {failed[0]['fix']}"
    for word in words:
        expect(word in said, f"“{word}” is not in: {said}")


def healthy(checks, sandbox, creatio):
    with installation(sandbox, creatio) as one, checks.check("all is well: each link has its line, exit 0"):
        status, findings = one.examine()
        bad = [finding for finding in findings if finding["result"] == "failed"]
        same((status, bad), (0, []), "status and failures")
        same([finding["link"].split(" +")[0] for finding in findings], LINKS, "links")


def local(checks, sandbox, creatio):
    with installation(sandbox, creatio) as one:
        key = one.folder / "casewire.key"
        kept = key.read_bytes()
        with checks.check("a setting that is none"):
            names_only(one.examine(CASEWIRE_LISTEN="nowhere"), "Settings", "LISTEN")
        with checks.check("a key file that others can read"):
            key.chmod(0o644)
            names_only(one.examine(), "Key file", "chmod 600")
            key.chmod(0o600)
        with checks.check("a key file that is cut off"):
            key.write_bytes(kept[:7])
            names_only(one.examine(), "Key file", "7 bytes")
        with checks.check("another database's key"):
            key.write_bytes(bytes(32))
            names_only(one.examine(), "Database", "KEY_FILE")
            key.write_bytes(kept)
        with checks.check("no key file"):
            names_only(one.examine(CASEWIRE_KEY_FILE=f"{one.folder}/none.key"), "Key file", "not there")
            expect(not (one.folder / "none.key").exists(), "it made one")
        with checks.check("no database"):
            names_only(one.examine(CASEWIRE_DATABASE=f"{one.folder}/none.db"), "Database file", "CASEWIRE_DATABASE")
            expect(not (one.folder / "none.db").exists(), "it made one")
        with checks.check("another program at the public URL"):
            names_only(one.examine(CASEWIRE_PUBLIC_URL=sandbox.carrier), "Public URL", "Something else answers")
        with checks.check("work that was set aside"):
            one.sql("UPDATE job SET state = 'set_aside' WHERE id = (SELECT MIN(id) FROM job WHERE state = 'waiting')")
            names_only(one.examine(), "Set-aside work", "1 piece", "Health")
            one.sql("DELETE FROM job WHERE state = 'set_aside'")
    with checks.check("the server is down"):
        with tempfile.TemporaryDirectory(prefix="casewire-") as folder:
            one = Installation(folder, setup(sandbox, creatio))
            with one.serving():
                eventually(lambda: tried(one), "the first look")
            names_only(one.examine(), "Public URL", "Nothing answers", "casewire serve")
            with checks.check("work that is long due"):
                one.sql(f"UPDATE job SET run_at = {int(time.time() - 3600) * 1000} WHERE state = 'waiting'")
                failed = [finding["link"] for finding in one.examine()[1] if finding["result"] == "failed"]
                same(failed, ["Public URL", "Backlog"], "what failed")


def outside(checks, sandbox, creatio):
    with checks.check("a wrong carrier token"):
        with installation(sandbox, creatio, lambda made: made["numbers"][0]["provider"].update(auth_token="wrong")) as one:
            names_only(one.examine(), "Number", "token")
    with checks.check("a wrong Creatio secret"):
        with installation(sandbox, creatio, lambda made: made["creatio"].update(client_secret="wrong")) as one:
            names_only(one.examine(), "Creatio", "client id and secret")
    with checks.check("a right that the integration user lacks"):
        deny = {"kind": "deny", "path": "Activity"}
        other = Site(sandbox)
        with installation(sandbox, other, other.credentials) as one:
            same(call("POST", f"{sandbox.creatio}/sandbox/faults", json_body=deny).status // 100, 2, "status of the fault")
            try:
                names_only(one.examine(), "Creatio", "Activity", "read")
            finally:
                call("DELETE", f"{sandbox.creatio}/sandbox/faults")
    with checks.check("a used-up quota"):
        with installation(sandbox, creatio) as one:
            used = json.dumps({"day": int(time.time()) // 86_400, "used": 9000})
            one.sql(f"UPDATE setting SET value = '{used}' WHERE name = 'creatio.operations'")
            names_only(one.examine(), "Creatio quota", "of 9000", "daily_operations")
    with checks.check("no number"):
        with installation(sandbox, creatio, lambda made: made.pop("numbers")) as one:
            names_only(one.examine(), "Numbers", "Connect one")
    with checks.check("no article is a warning, not a failure"):
        with installation(sandbox, creatio, lambda made: made.pop("knowledge")) as one:
            status, findings = one.examine()
            same(status, 0, "exit status")
            same([one["link"] for one in findings if one["result"] == "warning"], ["Knowledge"], "warnings")
    with checks.check("a clock that is ten minutes off"), late_carrier(sandbox) as address:
        with installation(sandbox, creatio, lambda made: made["numbers"][0]["provider"].update(api_url=address)) as one:
            names_only(one.examine(), "Clock", "ahead of", "timedatectl")


def full_disk(checks, sandbox):
    with small_disk(40) as disk:
        if disk is None:
            checks.skip("a disk that is almost full", "this user may not mount a small one")
            return
        with tempfile.TemporaryDirectory(prefix="casewire-") as folder, checks.check("a disk that is almost full"):
            number = setup(sandbox, sandbox_site(sandbox))["numbers"]
            one = Installation(folder, {"numbers": number}, database=str(disk / "casewire.db"))
            with one.serving():
                eventually(lambda: disk_tried(one), "the first look at the number")
                failed = [finding["link"] for finding in one.examine()[1] if finding["result"] == "failed"]
                same(failed, ["Disk"], "what failed")


def disk_tried(one):
    with contextlib.closing(sqlite3.connect(one.database, timeout=10)) as database:
        return database.execute("SELECT COUNT(*) FROM number WHERE connected_at IS NULL").fetchone()[0] == 0


class Site:
    """The sandbox's own Creatio in the other's place."""

    def __init__(self, sandbox):
        self.url, self._sandbox = sandbox.creatio, sandbox

    def credentials(self, made):
        made["creatio"].update(client_id=self._sandbox.client_id, client_secret=self._sandbox.client_secret)


def sandbox_site(sandbox):
    return Site(sandbox)


@contextlib.contextmanager
def late_carrier(sandbox):
    """The sandbox's carrier behind a proxy whose clock is ten minutes behind."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def _pass(self):
            length = int(self.headers.get("Content-Length", 0))
            names = ("Authorization", "Content-Type")
            headers = {name: self.headers[name] for name in names if self.headers[name]}
            answer = call(self.command, sandbox.carrier + self.path, raw=self.rfile.read(length) or None, headers=headers)
            self.send_response_only(answer.status)
            late = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=10)
            self.send_header("Date", email.utils.format_datetime(late, usegmt=True))
            self.send_header("Content-Type", answer.headers.get("Content-Type", "application/json"))
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = _pass

        def log_message(self, *_):  # pylint: disable=arguments-differ
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
