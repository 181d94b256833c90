"""Calls to hosts by https, each at one address that was looked up first: a certificate counts by the host's name all the same.

An authority is made for the run and stands, for the server alone, in the place of the system's; where this user may not do that, the checks
are skipped.
"""

import contextlib
import http.server
import json
import pathlib
import socket
import ssl
import subprocess
import tempfile
import threading

from checks import expect, same
from programs import JSONHandler, call, server

# Where Debian keeps the authorities that a machine trusts.
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
TRUSTING = 'mount --bind "$0" ' + AUTHORITIES + ' && exec "$@"'


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def authority(folder, name):
    openssl(
        folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "2",
        "-subj", f"/CN={name}",
    )


def certificate(folder, name, host, signer):
    """A file with a key and a certificate for a host."""
    (folder / "names").write_text(f"subjectAltName=DNS:{host}\n", encoding="utf-8")
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={host}")
    openssl(
        folder, "x509", "-req", "-in", f"{name}.csr", "-CA", f"{signer}.pem", "-CAkey", f"{signer}.key", "-set_serial", "7",
        "-days", "2", "-extfile", "names", "-out", f"{name}.pem",
    )
    both = folder / f"{name}-both.pem"
    both.write_text((folder / f"{name}.key").read_text() + (folder / f"{name}.pem").read_text(), encoding="utf-8")
    return both


class Host:
    """A website on loopback, by the addresses that the name `localhost` has."""

    def __init__(self, pem):
        self.paths = paths = []

        class Handler(JSONHandler):
            def do_GET(self):  # pylint: disable=invalid-name
                paths.append(self.path)
                self.give(200, json.dumps({"host": self.headers["Host"]}))

        class Listener(http.server.ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                """A caller that does not trust the certificate goes away, which is what is looked for."""

        class SixListener(Listener):
            address_family = socket.AF_INET6

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        self.listeners = [Listener(("127.0.0.1", 0), Handler)]
        self.port = self.listeners[0].server_port
        with contextlib.suppress(OSError):  # A machine without IPv6 does not look there either.
            self.listeners.append(SixListener(("::1", self.port), Handler))
        for listener in self.listeners:
            listener.socket = context.wrap_socket(listener.socket, server_side=True, do_handshake_on_connect=False)
            threading.Thread(target=listener.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for listener in self.listeners:
            listener.shutdown()
            listener.server_close()


def run(checks):
    with tempfile.TemporaryDirectory(prefix="casewire-tls-") as name, checks.about("hosts that are asked by https"):
        folder = pathlib.Path(name)
        authority(folder, "trusted")
        authority(folder, "stranger")
        within = ["unshare", "-m", "bash", "-c", TRUSTING, str(folder / "trusted.pem")]
        if subprocess.run([*within, "true"], capture_output=True, check=False).returncode != 0:
            checks.skip("certificates", "this user may not put an authority in the place of the system's")
            return
        made = {
            "good": certificate(folder, "good", "localhost", "trusted"),
            "other_name": certificate(folder, "other_name", "shop.example", "trusted"),
            "stranger_signed": certificate(folder, "stranger_signed", "localhost", "stranger"),
        }
        with contextlib.ExitStack() as ending:
            hosts = {key: ending.enter_context(Host(pem)) for key, pem in made.items()}
            actions = [action(key, host.port) for key, host in hosts.items()]
            casewire = ending.enter_context(server({"agent": {"actions": actions}}, within=within))
            ask(checks, casewire, hosts)


def action(name, port):
    return {
        "name": name,
        "description": "Asks a host.",
        "parameters": {"type": "object", "properties": {}},
        "request": {"method": "GET", "url": f"https://localhost:{port}/orders"},
        "allow_private_host": True,
    }


def ask(checks, casewire, hosts):
    def trial(name):
        address = f"{casewire.url}/api/v1/actions/{name}/trials"
        asked = call("POST", address, json_body={"arguments": {}, "send": True}, headers={"Authorization": f"Bearer {casewire.key}"})
        same(asked.status, 200, "status of the trial")
        return asked.json()

    with checks.check("a host with a certificate of its name is asked, by its name"):
        tried = trial("good")
        same((tried["status"], tried["problem"]), (200, None), "answer")
        same(json.loads(tried["answer"]), {"host": f"localhost:{hosts['good'].port}"}, "what it was asked as")
        same(hosts["good"].paths, ["/orders"], "requests")
    for name, words in [("other_name", "a certificate of another name"), ("stranger_signed", "a certificate that nobody trusted signed")]:
        with checks.check(f"{words} is refused in words, and nothing is asked"):
            tried = trial(name)
            same(tried["status"], None, "status")
            expect("certificate was not accepted" in (tried["problem"] or ""), f"it says {tried['problem']!r}")
            same(hosts[name].paths, [], "requests")
