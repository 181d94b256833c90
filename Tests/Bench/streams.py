"""Keeps 1,000 browsers' streams open on one server and times an event to all of them: `streams.py [--program …] [--browsers 1000]`.

An event is a note in a session. It is timed from its form to the last stream that has it, beside the same with one stream open; ten
further browsers never read what they get. Prints memory for each stream, and the inbox's time with and without them. Ends with 1
where an event to all takes over 100 ms, a stream over 40 kB, or one of them missed an event.
"""

import argparse
import pathlib
import re
import selectors
import socket
import statistics
import sys
import tempfile
import time
import urllib.parse

import pages
import programs

SESSIONS, ROUNDS, DEAF = 200, 15, 10
LONGEST, LARGEST = 100, 40
EVENT = b"event: session"


class Streams:
    """Open streams, each with how many events came in by it."""

    def __init__(self, site, count, reads=True):
        self.selector = selectors.DefaultSelector()
        self.sockets, self.seen = [], {}
        host, port = site.connection.host, site.connection.port
        asked = f"GET /events HTTP/1.1\r\nHost: {host}\r\nCookie: {site.headers['cookie']}\r\nAccept: text/event-stream\r\n\r\n"
        for _ in range(count):
            stream = socket.create_connection((host, port), timeout=20)
            stream.sendall(asked.encode())
            if not stream.recv(65536).startswith(b"HTTP/1.1 200"):
                raise RuntimeError("a stream was refused")
            stream.setblocking(False)
            self.sockets.append(stream)
            if reads:
                self.seen[stream] = 0
                self.selector.register(stream, selectors.EVENT_READ)

    def read(self, until, seconds=20):
        """Reads until every stream has so many events; the number that have them."""
        missing = {stream for stream, seen in self.seen.items() if seen < until}
        end = time.monotonic() + seconds
        while missing and time.monotonic() < end:
            for key, _ in self.selector.select(0.05):
                got = key.fileobj.recv(1 << 20)
                if not got:
                    raise RuntimeError("a stream was closed")
                self.seen[key.fileobj] += got.count(EVENT)
                if self.seen[key.fileobj] >= until:
                    missing.discard(key.fileobj)
        return len(self.seen) - len(missing)

    def close(self):
        for stream in self.sockets:
            stream.close()


class Desk:
    """An operator who writes notes in one session."""

    def __init__(self, site):
        self.site = site
        self.session = site.first("/inbox", r'href="/sessions/([^"?]+)"')
        self.token = re.search(r'name="form_token" value="([^"]+)"', site.get("/inbox")[2].decode()).group(1)

    def note(self):
        form = urllib.parse.urlencode({"text": "Seen.", "form_token": self.token})
        headers = {**self.site.headers, "content-type": "application/x-www-form-urlencoded"}
        self.site.connection.request("POST", f"/sessions/{self.session}/notes", form, headers)
        answer = self.site.connection.getresponse()
        answer.read()
        if answer.status != 303:
            raise RuntimeError(f"a note is answered {answer.status}")


def timed(desk, streams):
    """Milliseconds from a note to the last stream that has it, and how many events were missed."""
    times, missed = [], 0
    base = max(streams.seen.values())
    for turn in range(ROUNDS + 2):
        began = time.perf_counter()
        desk.note()
        missed += len(streams.seen) - streams.read(base + turn + 1)
        if turn > 1:
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), missed


def inbox(site):
    return statistics.median(site.get("/inbox")[0] for _ in range(ROUNDS))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(programs.PROGRAM))
    parser.add_argument("--browsers", type=int, default=1000)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="casewire-streams-"))
    site = pages.Site(options.program, folder, SESSIONS, pages.real_texts())
    desk = Desk(site)
    alone = Streams(site, 1)
    one, _ = timed(desk, alone)
    before, page_before = site.started.megabytes(), inbox(site)
    many = Streams(site, options.browsers)
    deaf = Streams(site, DEAF, reads=False)
    kilobytes = (site.started.megabytes() - before) * 1024 / (options.browsers + DEAF)
    taken, missed = timed(desk, many)
    page = inbox(site)
    print(f"an event to 1 open page           {one:8.1f} ms")
    print(f"an event to {options.browsers:,} open pages     {taken:8.1f} ms   {taken / one:6.1f} times   missed {missed}")
    print(f"memory of an open page            {kilobytes:8.1f} kB")
    print(f"the inbox, without and with them  {page_before:8.1f} ms {page:8.1f} ms   {page / page_before:6.1f} times")
    for streams in (alone, many, deaf):
        streams.close()
    site.started.__exit__()
    is_kept = taken <= LONGEST and kilobytes <= LARGEST and missed == 0
    print("kept" if is_kept else f"MISSED: at most {LONGEST} ms, {LARGEST} kB, and nothing missed")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
