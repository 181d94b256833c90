"""Drives the sandbox and the server with clients that others wrote: `python Tests/Peers/run.py [--results FILE] [NAME…]`.

Names: twilio, signer, disk, odata, doctor, models, framework, net, segments, kannel, https; all without any. The Python packages are those of Scripts/test-tools.
"""

import argparse
import logging
import os
import tempfile

import creatio_clients
import doctor
import full_disk
import https_journey
import kannel_journey
import model_journey
import odata_journey
import segment_counts
import twilio_client
import twilio_signer
from checks import Checks
from programs import sandbox


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--results")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    names = options.names or ["twilio", "signer", "disk", "odata", "doctor", "models", "framework", "net", "segments", "kannel", "https"]
    results = os.path.abspath(options.results) if options.results else None

    logging.disable(logging.CRITICAL)  # These libraries tell of every request.
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="casewire-") as folder:
        os.chdir(folder)  # Some of these libraries write into the working folder.
        if not {"twilio", "signer", "disk", "odata", "doctor", "models", "framework"}.isdisjoint(names):
            with checks.about("casewire sandbox --flavour framework"), sandbox("framework") as framework:
                if "twilio" in names:
                    twilio_client.run(checks, framework)
                if "signer" in names:
                    twilio_signer.run(checks, framework)
                if "disk" in names:
                    full_disk.run(checks, framework)
                if "odata" in names:
                    odata_journey.run(checks, framework)
                if "doctor" in names:
                    doctor.run(checks, framework)
                if "models" in names:
                    model_journey.run(checks, framework)
                if "framework" in names:
                    creatio_clients.run(checks, framework)
        if "net" in names:
            with checks.about("casewire sandbox --flavour net"), sandbox("net") as net:
                creatio_clients.run(checks, net)
        if "segments" in names:
            segment_counts.run(checks)
        if "kannel" in names:
            kannel_journey.run(checks)
        if "https" in names:
            https_journey.run(checks)
        os.chdir("/")
    checks.finish(results)


if __name__ == "__main__":
    main()
