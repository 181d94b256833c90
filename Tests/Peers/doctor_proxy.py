"""`casewire doctor` and a proxy that changes what carriers sign, or leads to another server."""

import contextlib
import http.client
import http.server
import tempfile
import threading

from checks import eventually


@contextlib.contextmanager
def proxy(to_port, webhook):
    """A proxy on a port of its own; `webhook` gets the body of a carrier's call and gives the one that is passed on, or None."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self, status, headers, body):
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle_one(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if self.path.startswith("/webhooks/"):
                body = webhook(body)
                if body is None:
                    return self.answer(200, [], b"")
            headers = {name: value for name, value in self.headers.items() if name.lower() != "content-length"}
            inner = http.client.HTTPConnection("127.0.0.1", to_port(), timeout=20)
            inner.request(self.command, self.path, body, headers)
            answer = inner.getresponse()
            return self.answer(answer.status, answer.getheaders(), answer.read())

        do_GET = do_POST = handle_one  # pylint: disable=invalid-name

        def log_message(self, *_):  # pylint: disable=arguments-differ
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


CASES = [
    ("a proxy that adds a field to what was signed", lambda body: body + b"&proxied=yes", ("signed call", "proxy")),
    ("an address whose webhooks another server answers", lambda body: None, ("Another server answered",)),
]


def broken(checks, setup, installation, tried, names_only):
    for name, webhook, words in CASES:
        with tempfile.TemporaryDirectory(prefix="casewire-") as folder:
            one = installation(folder, setup)
            with proxy(lambda one=one: one.port, webhook) as port:
                one.environment["CASEWIRE_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
                with one.serving():
                    eventually(lambda one=one: tried(one), "the server's first look at its number and Creatio")
                    with checks.check(name):
                        names_only(one.examine(), "Webhook", *words)
