"""A real Kannel from Debian's packages on loopback: bearerbox, smsbox, and its fake SMSC, to which a test is the phone."""

import contextlib
import os
import pathlib
import queue
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse

from checks import eventually
from programs import call, free_ports

PASSWORD = "check"
USER, USER_PASSWORD = "casewire", "send-it"


def is_installed():
    return bool(find("bearerbox") and find("smsbox"))


def find(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def configuration(folder, ports, webhook):
    """User's Guide 1.4.5; every listener on loopback, every file in the folder."""
    admin, boxes, sendsms, phones = ports
    return f"""
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {PASSWORD}
admin-allow-ip = "127.0.0.1"
admin-deny-ip = "*.*.*.*"
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
box-allow-ip = "127.0.0.1"
box-deny-ip = "*.*.*.*"
log-file = "{folder}/bearerbox.log"
store-type = file
store-location = "{folder}/kannel.store"
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = PHONES
port = {phones}
connect-allow-ip = 127.0.0.1
our-host = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = {boxes}
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
log-file = "{folder}/smsbox.log"
mo-recode = true
http-request-retry = 60
http-queue-delay = 1

group = sendsms-user
username = {USER}
password = {USER_PASSWORD}
user-allow-ip = "127.0.0.1"
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
post-url = "{webhook}?id=%I&from=%p&to=%P&charset=%C&coding=%c"
send-sender = true
accept-x-kannel-headers = true
max-messages = 0
concatenation = true
assume-plain-text = true
omit-empty = true
"""


class Box:
    """One of Kannel's two programs. With messages waiting it may linger after TERM, so it is killed then, by its id."""

    def __init__(self, name, file):
        self._process = subprocess.Popen(
            [find(name), "-v", "4", str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(3)
            except subprocess.TimeoutExpired:
                os.kill(self._process.pid, signal.SIGKILL)
                self._process.wait()


class Phones:
    """All phones at once: what they write, and what they were sent, part by part."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._socket.settimeout(None)
        self._received = queue.Queue()
        self.parts = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with contextlib.suppress(OSError):
            for line in self._socket.makefile("rb"):
                self._received.put(line.rstrip(b"\r\n"))

    def _send(self, line):
        self._socket.sendall(line + b"\n")

    def text(self, sender, receiver, body):
        self._send(f"{sender} {receiver} text {body}".encode())

    def unicode(self, sender, receiver, body):
        self._send(f"{sender} {receiver} ucs2 ".encode() + percent(body.encode("utf-16-be")))

    def part(self, sender, receiver, reference, total, index, body):
        """One part of a long text with the header that joins it (3GPP TS 23.040, section 9.2.3.24.1).

        The fake SMSC takes such parts as text alone, in UTF-8, and has no form for parts in UCS-2.
        """
        header = percent(bytes([5, 0, 3, reference, total, index]))
        self._send(f"{sender} {receiver} udh-text ".encode() + header + b" " + body.encode())

    def read(self):
        """Takes in what came since: `FROM TO text …`, `FROM TO udh HEADER data|ucs-2 …`, `FROM TO ucs-2 …`."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.parts.append(Part(self._received.get_nowait()))
        return self.parts

    def texts(self, phone):
        """What a phone shows: parts joined by their headers."""
        shown, waiting = [], {}
        for part in self.read():
            if part.to.lstrip("+") != phone.lstrip("+"):
                continue
            if part.header is None:
                shown.append(part.decode([part.data]))
                continue
            reference, total, index = part.header
            pieces = waiting.setdefault((part.sender, reference, total), {})
            pieces[index] = part.data
            if len(pieces) == total:
                shown.append(part.decode([pieces[place] for place in sorted(pieces)]))
                del waiting[(part.sender, reference, total)]
        return shown

    def close(self):
        self._socket.close()


class Part:
    """One line that the fake SMSC passed to the phones."""

    def __init__(self, line):
        self.line = line
        self.sender, self.to, kind, rest = (line.split(b" ", 3) + [b""])[:4]
        self.sender, self.to, kind = self.sender.decode(), self.to.decode(), kind.decode()
        self.header = None
        if kind == "udh":
            header, kind, rest = (rest.split(b" ", 2) + [b""])[:3]
            header, kind = urllib.parse.unquote_to_bytes(header), kind.decode()
            self.header = (header[3], header[4], header[5])
        self.kind = kind
        if kind == "text":
            self.data = rest
        else:
            self.data = urllib.parse.unquote_to_bytes(rest.replace(b"+", b" "))

    def decode(self, pieces):
        whole = b"".join(pieces)
        # A part that is not plain text is written as data, and only Unicode is sent so here.
        if self.kind in ("ucs-2", "ucs2", "data"):
            return whole.decode("utf-16-be")
        return whole.decode("utf-8", "replace")


def percent(data):
    return "".join(f"%{byte:02X}" for byte in data).encode()


class Gateway:
    def __init__(self, sendsms, phones):
        self.sendsms = f"http://127.0.0.1:{sendsms}/cgi-bin/sendsms"
        self.phones = phones


@contextlib.contextmanager
def gateway(webhook):
    """Kannel with its phones; texts from them go to the webhook's address."""
    ports = free_ports(4)
    with tempfile.TemporaryDirectory(prefix="casewire-") as folder, contextlib.ExitStack() as ending:
        file = pathlib.Path(folder) / "kannel.conf"
        file.write_text(configuration(folder, ports, webhook), encoding="utf-8")
        bearerbox = Box("bearerbox", file)
        ending.callback(bearerbox.stop)
        eventually(lambda: status(ports[0]), "bearerbox answers")
        smsbox = Box("smsbox", file)
        ending.callback(smsbox.stop)
        eventually(lambda: "smsbox:" in status(ports[0]), "smsbox is connected")
        phones = eventually(lambda: connect(ports[3]), "the phones are connected")
        ending.callback(phones.close)
        eventually(lambda: "online" in status(ports[0]).split("SMSC connections", 1)[-1], "the phones are online")
        time.sleep(0.2)
        yield Gateway(ports[2], phones)


def status(port):
    try:
        return call("GET", f"http://127.0.0.1:{port}/status.txt?password={PASSWORD}").body.decode("utf-8", "replace")
    except OSError:
        return ""


def connect(port):
    try:
        return Phones(port)
    except OSError:
        return None
