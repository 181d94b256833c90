"""Starts `casewire` commands on free loopback ports and ends them again."""

import contextlib
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = TOP / ".build" / "debug" / "casewire"


def free_ports(count):
    """Ports that nothing listens on just now; all are held open until all are chosen, so none comes twice."""
    with contextlib.ExitStack() as held:
        ports = []
        for _ in range(count):
            one = held.enter_context(socket.socket())
            one.bind(("127.0.0.1", 0))
            ports.append(one.getsockname()[1])
        return ports


class Running:
    """A started command: its printed lines, and its end."""

    def __init__(self, arguments, environment=None, within=()):
        """`within` is a command that runs what follows it."""
        self._log = tempfile.NamedTemporaryFile(prefix="casewire-", suffix=".log")
        self.arguments = [str(part) for part in arguments]
        own = {key: value for key, value in os.environ.items() if not key.startswith("CASEWIRE_")}
        self._process = subprocess.Popen(
            [*within, str(PROGRAM), *self.arguments],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env={**own, **(environment or {})},
            start_new_session=True,
        )

    def output(self):
        return pathlib.Path(self._log.name).read_text(encoding="utf-8", errors="replace")

    def wait_until(self, ready, what, seconds=40):
        """Waits for `ready(output)`; says what the command printed when it ended or took too long."""
        end = time.monotonic() + seconds
        while True:
            result = ready(self.output())
            if result:
                return result
            ended = self._process.poll()
            if ended is not None or time.monotonic() > end:
                how = f"ended with {ended}" if ended is not None else f"is not there after {seconds} s"
                raise RuntimeError(f"casewire {self.arguments[0]}: {what} {how}:\n{self.output()[-2000:]}")
            time.sleep(0.05)

    def stop(self):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(8)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        self._log.close()


def printed(output, name):
    """The value of a printed line `name: value`."""
    for line in output.splitlines():
        key, colon, value = line.strip().partition(":")
        if colon and key == name:
            return value.strip()
    return None


class Sandbox:
    """The addresses and credentials of a running `casewire sandbox`."""

    names = ["client_id", "client_secret", "user", "password", "account_sid", "auth_token", "number"]

    def __init__(self, flavour, creatio_port, carrier_port, output):
        self.flavour = flavour
        self.creatio = f"http://127.0.0.1:{creatio_port}"
        self.carrier = f"http://127.0.0.1:{carrier_port}"
        for name in self.names:
            setattr(self, name, printed(output, name))

    @property
    def odata(self):
        return f"{self.creatio}/{'0/' if self.flavour == 'framework' else ''}odata"

    def token(self):
        """A bearer token by OAuth client credentials (Creatio Academy: OAuth 2.0 authorization)."""
        form = {
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "grant_type": "client_credentials",
        }
        return call("POST", f"{self.creatio}/connect/token", form=form).json()["access_token"]


@contextlib.contextmanager
def sandbox(flavour="framework"):
    creatio_port, carrier_port = free_ports(2)
    running = Running(
        ["sandbox", "--creatio", f"127.0.0.1:{creatio_port}", "--carrier", f"127.0.0.1:{carrier_port}"]
        + ["--flavour", flavour]
    )
    try:
        running.wait_until(
            lambda output: all(printed(output, name) for name in Sandbox.names), "its list of credentials"
        )
        made = Sandbox(flavour, creatio_port, carrier_port, running.output())
        running.wait_until(lambda _: answers(made.creatio) and answers(made.carrier), "its listener")
        yield made
    finally:
        running.stop()


class Server:
    """The address and API key of a running `casewire serve`."""

    def __init__(self, url, key):
        self.url, self.key = url, key

    def api(self, path, **query):
        address = f"{self.url}/api/v1/{path}" + ("?" + urllib.parse.urlencode(query) if query else "")
        return call("GET", address, headers={"Authorization": f"Bearer {self.key}"}).json()


@contextlib.contextmanager
def server(setup, database=None, within=()):
    """`casewire serve` with a setup (a dictionary: JSON is YAML) in a fresh folder, or with its database elsewhere."""
    (port,) = free_ports(1)
    key = "cw_" + "0123456789abcdef" * 3
    setup = {**setup, "keys": [{"name": "checks", "key": key, "role": "admin"}]}
    with tempfile.TemporaryDirectory(prefix="casewire-") as folder:
        setup_file = pathlib.Path(folder) / "setup.yaml"
        setup_file.write_text(json.dumps(setup), encoding="utf-8")
        address = f"http://127.0.0.1:{port}"
        running = Running(
            ["serve"],
            {
                "CASEWIRE_LISTEN": f"127.0.0.1:{port}",
                "CASEWIRE_PUBLIC_URL": address,
                "CASEWIRE_DATABASE": database or f"{folder}/casewire.db",
                "CASEWIRE_KEY_FILE": f"{folder}/casewire.key",
                "CASEWIRE_SETUP": str(setup_file),
            },
            within,
        )
        try:
            running.wait_until(lambda _: answers(f"{address}/readyz", wanted=200), "its listener")
            made = Server(address, key)
            made.output = running.output
            yield made
        finally:
            running.stop()


@contextlib.contextmanager
def small_disk(megabytes):
    """A folder of a few megabytes; None where this user may not mount one."""
    with tempfile.TemporaryDirectory(prefix="casewire-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", folder]
        if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            yield None
            return
        try:
            yield pathlib.Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=False)


@contextlib.contextmanager
def demo():
    """`casewire demo` in a fresh folder: yields its addresses, its sign-in and its API key as attributes."""
    listen, creatio, carrier = free_ports(3)
    with tempfile.TemporaryDirectory(prefix="casewire-") as folder:
        running = Running(
            ["demo", "--data", folder, "--listen", f"127.0.0.1:{listen}"]
            + ["--creatio", f"127.0.0.1:{creatio}", "--carrier", f"127.0.0.1:{carrier}"]
        )
        try:
            running.wait_until(lambda output: "Sign in:" in output and " selftest " in output, "its list of addresses")
            running.wait_until(lambda _: answers(f"http://127.0.0.1:{listen}/readyz", wanted=200), "its listener")
            made = Server(f"http://127.0.0.1:{listen}", None)
            made.creatio, made.carrier = f"http://127.0.0.1:{creatio}", f"http://127.0.0.1:{carrier}"
            words = next(line for line in running.output().splitlines() if "Sign in:" in line).split()
            made.email, made.password = words[words.index("in:") + 1], words[words.index("password:") + 1]
            words = next(line for line in running.output().splitlines() if " selftest " in line).split()
            made.key = words[words.index("--key") + 1].strip("'\"")
            yield made
        finally:
            running.stop()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


def call(method, url, form=None, json_body=None, headers=None, raw=None):
    """One HTTP request by the standard library alone; an error status is an answer like any other."""
    headers = dict(headers or {})
    data = raw
    if form is not None:
        data = urllib.parse.urlencode(form).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    elif json_body is not None:
        data = json.dumps(json_body).encode()
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def answers(url, wanted=None):
    """Whether something answers at the address (with the wanted status, when one is given)."""
    try:
        status = call("GET", url).status
    except OSError:
        return False
    return wanted is None or status == wanted


class JSONHandler(http.server.BaseHTTPRequestHandler):
    """Answers in JSON and says nothing of it; what it answers is written by whoever derives from it."""

    def give(self, status, text):
        content = text.encode()
        with contextlib.suppress(OSError):  # Who asked may have gone away.
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


@contextlib.contextmanager
def listening(handler):
    """A server on loopback whose requests the handler answers."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as listener:
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        try:
            yield listener
        finally:
            listener.shutdown()


class Listener:
    """A small local web server that keeps each form post as (url, headers, fields) and answers with empty TwiML."""

    def __init__(self):
        kept = self.posts = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # pylint: disable=invalid-name
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                url = f"http://{self.headers['Host']}{self.path}"
                fields = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
                kept.append((url, dict(self.headers.items()), fields))
                answer = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
                self.send_response(200)
                self.send_header("Content-Type", "text/xml")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):  # pylint: disable=arguments-differ
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def post_to(self, path, **fields):
        """The first kept post to a path whose fields hold these values, or nothing."""
        for url, headers, found in list(self.posts):
            if urllib.parse.urlsplit(url).path == path and all(found.get(key) == value for key, value in fields.items()):
                return url, headers, found
        return None
