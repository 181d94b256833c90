"""`casewire doctor` and a hosted model: its endpoint, key, name and patience are broken in turn."""

import contextlib
import json
import time

from checks import same
from programs import JSONHandler, listening

ANSWER = {"decision": "reply", "text": "Hello!", "sources": [], "confidence": 1, "reason": "none"}


@contextlib.contextmanager
def endpoint():
    """An OpenAI-compatible endpoint with one key and one model, and another that is slow."""

    class Handler(JSONHandler):
        def do_POST(self):  # pylint: disable=invalid-name
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.headers["Authorization"] != "Bearer right":
                return self.give(401, json.dumps({"error": {"message": "Incorrect API key", "code": "invalid_api_key"}}))
            if asked["model"] == "slow":
                time.sleep(3)
            if asked["model"] not in ("small", "slow"):
                return self.give(404, json.dumps({"error": {"message": "no such model", "code": "model_not_found"}}))
            message = {"role": "assistant", "content": json.dumps(ANSWER)}
            return self.give(200, json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}))

    with listening(Handler) as server:
        yield f"http://127.0.0.1:{server.server_port}"


def broken(checks, installation, names_only):
    with endpoint() as url:

        def installed(**changed):
            model = {"kind": "openai", "url": url, "name": "small", "api_key": "right", "timeout_seconds": 2, **changed}
            return installation(lambda made: made.update(agent={"model": model}))

        with checks.check("a hosted model that answers"), installed() as one:
            status, findings = one.examine()
            found = [(finding["result"], finding["words"]) for finding in findings if finding["link"] == "Model"]
            same((status, found), (0, [("ok", "small answers")]), "status and the model's line")
        with checks.check("a wrong key of the model"), installed(api_key="wrong") as one:
            names_only(one.examine(), "Model", "refused the key", "api_key")
        with checks.check("a model's name that is not known there"), installed(name="other") as one:
            names_only(one.examine(), "Model", "knows no such model", "name")
        with checks.check("a model that is too slow"), installed(name="slow") as one:
            names_only(one.examine(), "Model", "did not answer within 2 s", "timeout_seconds")
        with checks.check("a model's endpoint that is not there"), installed(url="http://127.0.0.1:1") as one:
            names_only(one.examine(), "Model", "cannot be reached", "url")
