"""Sums what the parts of Scripts/test left in a folder, and prints the one line that ends a run.

A part leaves NAME.status (how its command ended) and its counts: NAME.xml (xUnit, from the Swift tests) or NAME.json
({"passed": N, "failed": [names], "skipped": N}, from the Python checks); lint has no counts and is one check. A part that ended
badly without naming a failure (it crashed, hung, or ran nothing) counts as one failure.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree as xml


def count_swift(path):
    passed, failures, skipped = 0, [], 0
    for case in xml.parse(path).getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failures.append(f"{case.get('classname')}: {case.get('name')}")
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, failures, skipped


def count_python(path):
    counts = json.loads(path.read_text(encoding="utf-8"))
    return counts["passed"], counts["failed"], counts["skipped"]


def count(folder, part):
    """(passed, names of failures, skipped) of one part."""
    status_file = folder / f"{part}.status"
    status = status_file.read_text().strip() if status_file.exists() else "not run"
    if part == "lint":
        return (1, [], 0) if status == "0" else (0, ["lint"], 0)
    try:
        if (folder / f"{part}.xml").exists():
            passed, failures, skipped = count_swift(folder / f"{part}.xml")
        else:
            passed, failures, skipped = count_python(folder / f"{part}.json")
    except (OSError, ValueError, KeyError, TypeError, xml.ParseError):
        return 0, [f"{part}: it ended (status {status}) without results"], 0
    if status != "0" and not failures:
        failures = [f"{part}: it ended with status {status} though no test failed"]
    if passed + len(failures) + skipped == 0:
        failures = [f"{part}: no test was run"]
    return passed, failures, skipped


def main():
    folder = pathlib.Path(sys.argv[1])
    passed, failures, skipped = 0, [], 0
    for part in sys.argv[2:]:
        more_passed, more_failures, more_skipped = count(folder, part)
        print(f"{part}: passed {more_passed}, failed {len(more_failures)}, skipped {more_skipped}")
        passed, failures, skipped = passed + more_passed, failures + more_failures, skipped + more_skipped
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{passed} passed, {len(failures)} failed, {skipped} skipped")
    return 1 if failures else 0


sys.exit(main())
