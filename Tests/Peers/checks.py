"""A tiny runner: one line a check, totals at the end."""

import contextlib
import json
import sys
import time
import traceback


class Checks:
    """Counts checks as they are made; a check that raises has failed, and the next goes on."""

    def __init__(self):
        self.passed, self.failures, self.skipped = 0, [], 0
        self._subject = ""

    @contextlib.contextmanager
    def about(self, subject):
        """Groups the checks within; what raises outside a check is a failed check of its own."""
        outer, self._subject = self._subject, subject
        print(f"\n{subject}")
        try:
            yield
        except Exception as error:  # pylint: disable=broad-except
            self._fail("it could be driven to the end", error)
        finally:
            self._subject = outer

    @contextlib.contextmanager
    def check(self, sentence):
        try:
            yield
        except Exception as error:  # pylint: disable=broad-except
            self._fail(sentence, error)
        else:
            self.passed += 1
            print(f"  ok      {sentence}", flush=True)

    def skip(self, sentence, why):
        self.skipped += 1
        print(f"  skipped {sentence}: {why}", flush=True)

    def _fail(self, sentence, error):
        self.failures.append(f"{self._subject}: {sentence}")
        words = str(error).strip() or type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        place = frames[-1] if frames else None
        for frame in frames:  # The last line of our own that was reached says more than a library's.
            if "/Tests/" in frame.filename and "checks.py" not in frame.filename:
                place = frame
        where = f" ({place.filename.rsplit('/', 1)[-1]}:{place.lineno})" if place else ""
        print(f"  FAILED  {sentence}: {type(error).__name__}: {words[:600]}{where}", flush=True)

    def finish(self, results=None):
        """Prints the totals, keeps them in a file when one is named (with what failed, by name), and ends the program."""
        results_kept = {"passed": self.passed, "failed": self.failures, "skipped": self.skipped}
        if results:
            with open(results, "w", encoding="utf-8") as file:
                json.dump(results_kept, file)
        print(f"\npassed {self.passed}, failed {len(self.failures)}, skipped {self.skipped}")
        sys.exit(1 if self.failures or not self.passed else 0)


def expect(condition, words):
    """Fails the check at hand, in words, unless the condition holds."""
    if not condition:
        raise AssertionError(words)


def same(found, wanted, what="value"):
    expect(found == wanted, f"{what} is {found!r} and should be {wanted!r}")


def eventually(attempt, what, seconds=20):
    """The first result of `attempt` that is true, tried again for some seconds."""
    end = time.monotonic() + seconds
    while True:
        result = attempt()
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not so after {seconds} s")
        time.sleep(0.05)
