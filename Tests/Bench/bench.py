"""Measures the budgets beside their peers in one run: `make bench`, or `bench.py --program .build/dist/casewire [ROW…]`.

Rows: accept, postgres, latency, handoff, start. Each line: what, ours, the peer's, the ratio, the budget, and whether it is kept.
"""

import argparse
import http.server
import json
import os
import pathlib
import shutil
import socketserver
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Peers"))

import programs  # pylint: disable=wrong-import-position
import signed  # pylint: disable=wrong-import-position
import postgres  # pylint: disable=wrong-import-position
from checks import eventually  # pylint: disable=wrong-import-position

SECONDS = 8
CONNECTIONS = 64


def row(what, ours, peer, ratio, budget, kept):
    print(f"{what:<44} {ours:<26} {peer:<38} {ratio:<22} {budget:<26} {'kept' if kept else 'MISSED'}", flush=True)


class Started:
    """A server that is measured, as a child process whose memory can be read."""

    def __init__(self, arguments, environment, folder, ready):
        self.log = open(folder / f"log-{time.monotonic_ns()}", "wb")
        own = {key: value for key, value in os.environ.items() if not key.startswith("CASEWIRE_")}
        began = time.monotonic()
        self.process = subprocess.Popen(
            arguments, env={**own, **environment}, stdout=self.log, stderr=self.log, cwd=HERE
        )
        while not programs.answers(*ready):
            if self.process.poll() is not None or time.monotonic() - began > 30:
                raise RuntimeError(pathlib.Path(self.log.name).read_text(errors="replace")[-2000:])
            time.sleep(0.005)
        self.seconds = time.monotonic() - began

    def megabytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def serve(program, folder, carrier, burst, creatio=None, database=None):
    """Our server with one number, on a fresh database: a file, or the URL that is given."""
    (port,) = programs.free_ports(1)
    provider = {"kind": "twilio", "account_sid": signed.ACCOUNT, "auth_token": signed.TOKEN, "api_url": carrier}
    setup = {
        "organization": {"name": "Harbor Outfitters", "timezone": "America/New_York", "language": "en"},
        "numbers": [{"number": signed.NUMBER, "provider": provider}],
        "agent": {"burst_seconds": burst},
        "knowledge": [
            {
                "title": "Returns",
                "body": "You can return anything within 30 days.",
                "examples": ["how do I send this back", "how do I return something"],
            }
        ],
        "keys": [{"name": "bench", "key": "cw_" + "0" * 48, "role": "admin"}],
        **({"creatio": creatio} if creatio else {}),
    }
    kept = pathlib.Path(tempfile.mkdtemp(dir=folder))
    (kept / "setup.yaml").write_text(json.dumps(setup), encoding="utf-8")
    environment = {
        "CASEWIRE_LISTEN": f"127.0.0.1:{port}",
        "CASEWIRE_PUBLIC_URL": signed.URL.removesuffix("/webhooks/twilio"),
        "CASEWIRE_DATABASE": database or str(kept / "casewire.db"),
        "CASEWIRE_KEY_FILE": str(kept / "casewire.key"),
        "CASEWIRE_SETUP": str(kept / "setup.yaml"),
        "CASEWIRE_LOG_LEVEL": "error",
    }
    address = f"http://127.0.0.1:{port}"
    started = Started([program, "serve"], environment, folder, (f"{address}/readyz", 200))
    started.address = address
    return started


def peer(folder, rows):
    (port,) = programs.free_ports(1)
    gunicorn = pathlib.Path(sys.executable).parent / "gunicorn"
    environment = {"DATABASE": str(pathlib.Path(tempfile.mkdtemp(dir=folder)) / "peer.db"), "ROWS": rows}
    address = f"http://127.0.0.1:{port}"
    started = Started(
        [gunicorn, "-w", "2", "--threads", "8", "-b", f"127.0.0.1:{port}", "flask_peer:app"],
        environment, folder, (f"{address}/", 404),
    )
    started.address = address
    return started


def wrk(url, script=None):
    """(requests a second, p50 and p99 in ms, errors) of some seconds with keep-alive connections."""
    command = ["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", "--latency"]
    command += ["-s", str(HERE / ("replay.lua" if script else "plain.lua"))]
    command += [url] + (["--", str(script), "2"] if script else [])
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = next(line for line in output.splitlines() if line.startswith("RESULT")).split()
    return float(words[1]), float(words[2]), float(words[3]), int(words[4])


class Carrier(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """A phone network that takes every text and notes when."""

    daemon_threads = True

    def __init__(self):
        self.taken = {}
        super().__init__(("127.0.0.1", 0), CarrierHandler)
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server_address[1]}"


class CarrierHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):  # pylint: disable=invalid-name
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()))
        if self.path.endswith("/Messages.json"):
            self.server.taken.setdefault(form["To"], time.monotonic())
            self._answer(201, {
                "sid": f"SM{len(self.server.taken):032x}", "status": "queued", "to": form["To"], "from": form["From"],
                "body": form["Body"], "num_segments": "1", "error_code": None, "direction": "outbound-api",
                "account_sid": signed.ACCOUNT, "date_created": "Mon, 23 Nov 2026 08:00:00 +0000",
            })
        else:
            self._answer(200, self._number())

    def do_GET(self):  # pylint: disable=invalid-name
        lists = {"messages": [], "incoming_phone_numbers": [self._number()]}
        self._answer(200, {**self._number(), **lists, "next_page_uri": None, "status": "active"})

    def _number(self):
        return {"sid": "PN" + "0" * 32, "phone_number": signed.NUMBER, "sms_url": signed.URL, "sms_method": "POST",
                "status_callback": "", "capabilities": {"sms": True, "mms": True}, "sms_application_sid": ""}

    def _answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


def accept(program, folder):
    requests = folder / "requests"
    signed.write(requests, 20_000 * SECONDS)
    carrier = Carrier()
    with serve(program, folder, carrier.address, burst=15) as ours:
        idle = ours.megabytes()
        constant = wrk(f"{ours.address}/healthz")
        rate, p50, p99, errors = wrk(f"{ours.address}/webhooks/twilio", requests)
        loaded = ours.megabytes()
    with peer(folder, "all") as other:
        whole = wrk(f"{other.address}/webhooks/twilio", requests)
    with peer(folder, "one") as other:
        short = wrk(f"{other.address}/webhooks/twilio", requests)
    if errors:
        print(f"accept: {errors} errors among ours")
    mine = f"{rate:.0f}/s, p50 {p50:.1f}, p99 {p99:.1f} ms"
    row("accept", mine, f"Flask, same rows: {whole[0]:.0f}/s, p99 {whole[2]:.0f} ms",
        f"{rate / whole[0]:.1f} x, p99 {p99 / whole[2]:.3f}", ">= 10 x, p99 <= 0.1",
        not errors and rate >= 10 * whole[0] and p99 <= whole[2] / 10)
    row("accept", mine, f"Flask, one row: {short[0]:.0f}/s", f"{rate / short[0]:.1f} x", ">= 6 x", rate >= 6 * short[0])
    row("accept", mine, f"our /healthz: {constant[0]:.0f}/s", f"{rate / constant[0]:.2f}", ">= 0.15",
        rate >= 0.15 * constant[0])
    row("memory idle / under the accept load", f"{idle:.0f} / {loaded:.0f} MB", "-", "-", "<= 80 / 150 MB",
        idle <= 80 and loaded <= 150)


def on_postgres(program, folder):
    requests = folder / "requests"
    signed.write(requests, 20_000 * SECONDS)
    carrier = Carrier()
    with serve(program, folder, carrier.address, burst=15) as file:
        whole = wrk(f"{file.address}/webhooks/twilio", requests)
    with postgres.Postgres() as server, serve(
        program, folder, carrier.address, burst=15, database=server.url
    ) as ours:
        rate, p50, p99, errors = wrk(f"{ours.address}/webhooks/twilio", requests)
    if errors or whole[3]:
        print(f"postgres: {errors} errors, {whole[3]} on SQLite")
    row("accept on PostgreSQL", f"{rate:.0f}/s, p50 {p50:.1f}, p99 {p99:.1f} ms",
        f"on SQLite: {whole[0]:.0f}/s, p99 {whole[2]:.0f} ms", f"{rate / whole[0]:.2f}", ">= 0.25",
        not errors and rate >= 0.25 * whole[0])


def latency(program, folder):
    carrier = Carrier()
    with serve(program, folder, carrier.address, burst=0) as ours:
        times = []
        for index in range(300):
            form = {**signed.fields(index, 10_000), "From": f"+1646555{index:04d}"}
            began = time.monotonic()
            answer = programs.call(
                "POST", f"{ours.address}/webhooks/twilio", form=form,
                headers={"X-Twilio-Signature": signed.sign(form)},
            )
            if answer.status != 200:
                raise RuntimeError(f"a signed text was answered {answer.status}")
            eventually(lambda phone=form["From"]: phone in carrier.taken, "an answer handed to the carrier", 10)
            times.append((carrier.taken[form["From"]] - began) * 1000)
    p50, p99 = statistics.median(times), sorted(times)[int(len(times) * 0.99) - 1]
    row("text in -> answer handed to the carrier, idle", f"p50 {p50:.1f}, p99 {p99:.1f} ms", "-", "-",
        "p50 <= 15, p99 <= 50 ms", p50 <= 15 and p99 <= 50)


def handoff(program, folder):
    """Requests and operations for the handoff of a conversation of 30 messages that had no case."""
    with programs.sandbox() as sandbox:
        creatio = {
            "url": sandbox.creatio, "identity_url": sandbox.creatio, "client_id": sandbox.client_id,
            "client_secret": sandbox.client_secret, "cases": "on_handoff",
        }
        carrier = Carrier()
        with serve(program, folder, carrier.address, burst=0, creatio=creatio) as ours:
            phone, key = "+16465559000", {"Authorization": "Bearer cw_" + "0" * 48}

            def post(index, body):
                form = {**signed.fields(index, 10_000, body), "From": phone}
                programs.call("POST", f"{ours.address}/webhooks/twilio", form=form,
                              headers={"X-Twilio-Signature": signed.sign(form)})

            def messages():
                listed = f"{ours.address}/api/v1/sessions?contact={urllib.parse.quote(phone)}"
                sessions = programs.call("GET", listed, headers=key).json()["items"]
                if not sessions:
                    return []
                path = f"{ours.address}/api/v1/sessions/{sessions[0]['id']}/messages?limit=100"
                return programs.call("GET", path, headers=key).json()["items"]

            for index in range(15):
                count = len(messages())
                post(50_000 + index, "How do I return something I bought?")
                eventually(lambda count=count: len(messages()) >= count + 2, "an answer", 10)
            time.sleep(3)  # What the connection itself asks for at start is not the handoff's.
            before = programs.call("GET", f"{sandbox.creatio}/sandbox/usage").json()
            post(60_000, "I need to speak with a person")
            time.sleep(4)
            after = programs.call("GET", f"{sandbox.creatio}/sandbox/usage").json()
            count = len(messages())
    requests = after["requests"] - before["requests"]
    operations = after["operations"] - before["operations"]
    row(f"Creatio at a handoff with {count} messages", f"{requests} requests ({operations} operations)",
        f"one a row: {count + 2} requests", "-", "<= 4 requests", requests <= 4)


def start(program, folder):
    carrier = Carrier()
    times = []
    for _ in range(5):
        with serve(program, folder, carrier.address, burst=4) as ours:
            times.append(ours.seconds)
    best = statistics.median(times)
    row("start to ready, empty", f"{best * 1000:.0f} ms", "-", "-", "<= 300 ms", best <= 0.3)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(programs.TOP / ".build" / "dist" / "casewire"))
    parser.add_argument("rows", nargs="*")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    programs.PROGRAM = pathlib.Path(program)
    if not shutil.which("wrk"):
        sys.exit("wrk is missing")
    rows = {"accept": accept, "postgres": on_postgres, "latency": latency, "handoff": handoff, "start": start}
    failed = False
    for name in options.rows or rows:
        with tempfile.TemporaryDirectory(prefix="casewire-bench-") as folder:
            try:
                rows[name](program, pathlib.Path(folder))
            except Exception as error:  # pylint: disable=broad-except
                failed = True
                print(f"{name}: not measured: {type(error).__name__}: {error}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
