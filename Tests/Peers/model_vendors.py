"""Endpoints of hosted models that take nothing but what the vendors' own Python packages describe, and answer in their shapes.

Requests are held to the parameter types of the packages `openai` and `anthropic`, with no key beside them; answers are made of the
packages' own response types. What a model would say is scripted: this is about the interfaces.
"""

import contextlib
import itertools
import json
import sys

import pydantic
import typing_extensions
from anthropic.types import Message
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming
from openai.types.chat import ChatCompletion
from openai.types.chat.completion_create_params import CompletionCreateParamsNonStreaming

from programs import JSONHandler, listening

KEY = "sk-vendor-key"


def strict(kind, package):
    """A validator of one of the package's types that refuses keys which it does not name, at any depth."""
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{package}.types"):
            for one in list(vars(module).values()):
                if typing_extensions.is_typeddict(one):
                    one.__pydantic_config__ = pydantic.ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    return pydantic.TypeAdapter(kind)


def read_through(value):
    """Lists are checked as they are read, so they are read to their ends."""
    if isinstance(value, dict):
        for one in value.values():
            read_through(one)
    elif not isinstance(value, (str, bytes, int, float, bool, type(None))):
        for one in value:
            read_through(one)


class Refusal(Exception):
    """An error as the vendor gives it: a status, a sentence and a code."""

    def __init__(self, status, message, code):
        super().__init__(message)
        self.status, self.message, self.code = status, message, code


class Vendor:
    """What both have in common: each request is checked, kept, and answered with what the script says of it."""

    def __init__(self, script):
        self.script, self.asked, self.faults = script, [], []
        self.ids = itertools.count(1)

    def check(self, body):
        try:
            read_through(self.parameters.validate_python(body))
        except pydantic.ValidationError as error:
            self.faults.append(str(error)[:600])
            raise Refusal(400, "The request does not fit its type.", "invalid_request") from error

    def take(self, path, headers, body):
        self.authorize(path, headers)
        self.check(body)
        self.refuse(body)
        self.asked.append(body)
        said = self.script(self.question(body))
        return self.answer(body["model"], said)


class OpenAI(Vendor):
    """OpenAI's chat completions as a newer model takes them: "Structured model outputs" and "Reasoning models" in its documents."""

    parameters = strict(CompletionCreateParamsNonStreaming, "openai")
    base = "/v1"

    def authorize(self, path, headers):
        if path != "/v1/chat/completions":
            raise Refusal(404, f"Unknown request URL: POST {path}", "unknown_url")
        if headers["Authorization"] != f"Bearer {KEY}":
            raise Refusal(401, "Incorrect API key provided.", "invalid_api_key")

    def refuse(self, body):
        if "max_tokens" in body:
            words = "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
            raise Refusal(400, f"Unsupported parameter: {words}", "unsupported_parameter")
        if body.get("temperature", 1) != 1:
            words = "'temperature' does not support 0.2 with this model. Only the default (1) value is supported."
            raise Refusal(400, f"Unsupported value: {words}", "unsupported_value")
        wanted = body.get("response_format", {}).get("json_schema")
        if wanted and wanted.get("strict"):
            self.strict_schema(wanted["name"], wanted["schema"], ())

    def strict_schema(self, name, schema, place):
        """The subset of JSON Schema that strict outputs take: all keys required, no others, no lengths of texts."""
        where = f"Invalid schema for response_format '{name}': In context={place}"
        for word in ("maxLength", "minLength", "maxItems", "default"):
            if word in schema:
                raise Refusal(400, f"{where}, '{word}' is not permitted.", None)
        if schema.get("type") == "object":
            if schema.get("additionalProperties") is not False:
                raise Refusal(400, f"{where}, 'additionalProperties' is required to be supplied and to be false.", None)
            if sorted(schema.get("required", [])) != sorted(schema["properties"]):
                raise Refusal(400, f"{where}, 'required' is required to include every key in properties.", None)
        for key, one in schema.get("properties", {}).items():
            self.strict_schema(name, one, (*place, "properties", key))
        if "items" in schema:
            self.strict_schema(name, schema["items"], (*place, "items"))

    def question(self, body):
        return {
            "is_note": body["response_format"]["json_schema"]["name"] == "note",
            "document": json.loads(next(one["content"] for one in body["messages"] if one["role"] == "user")),
            "tools": [one["function"]["name"] for one in body.get("tools", [])],
            "results": [one["content"] for one in body["messages"] if one["role"] == "tool"],
        }

    def answer(self, model, said):
        message = {"role": "assistant", "content": None, "refusal": None}
        if "call" in said:
            function = {"name": said["call"], "arguments": json.dumps(said["arguments"])}
            message["tool_calls"] = [{"id": f"call_{next(self.ids)}", "type": "function", "function": function}]
        else:
            message["content"] = json.dumps(said)
        finish = "tool_calls" if "call" in said else "stop"
        return ChatCompletion.model_validate(
            {
                "id": f"chatcmpl-{next(self.ids)}", "object": "chat.completion", "created": 1790000000, "model": model,
                "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
                "usage": {"prompt_tokens": 200, "completion_tokens": 30, "total_tokens": 230},
            }
        ).model_dump_json()

    def error(self, refusal):
        kind = "invalid_request_error"
        return {"error": {"message": refusal.message, "type": kind, "param": None, "code": refusal.code}}


class Anthropic(Vendor):
    """Anthropic's messages: "Create a Message", "Tool use", "Errors" in its documents."""

    parameters = strict(MessageCreateParamsNonStreaming, "anthropic")
    base = ""

    def authorize(self, path, headers):
        if path != "/v1/messages":
            raise Refusal(404, "Not found", "not_found_error")
        if headers["x-api-key"] != KEY:
            raise Refusal(401, "invalid x-api-key", "authentication_error")
        if headers["anthropic-version"] != "2023-06-01":
            raise Refusal(400, "anthropic-version: header is required", "invalid_request_error")

    def refuse(self, body):
        """Every use of a tool has its result in the very next message, and the first message is the user's."""
        if body["messages"][0]["role"] != "user":
            raise Refusal(400, "messages: first message must use the \"user\" role", "invalid_request_error")
        for message, following in zip(body["messages"], body["messages"][1:] + [None]):
            blocks = message["content"] if isinstance(message["content"], list) else []
            used = {one["id"] for one in blocks if one["type"] == "tool_use"}
            told = {one["tool_use_id"] for one in (following or {"content": []})["content"]} if used else set()
            if used != told:
                raise Refusal(400, "messages: `tool_use` ids were found without `tool_result` blocks", "invalid_request_error")

    def question(self, body):
        blocks = [one for message in body["messages"] if isinstance(message["content"], list) for one in message["content"]]
        tools = [one["name"] for one in body["tools"]]
        self.taker = tools[0]
        return {
            "is_note": self.taker == "note",
            "document": json.loads(body["messages"][0]["content"]),
            "tools": tools[1:] if body["tool_choice"] == {"type": "any"} else [],
            "results": [one["content"] for one in blocks if one["type"] == "tool_result"],
        }

    def answer(self, model, said):
        use = {"type": "tool_use", "id": f"toolu_{next(self.ids)}", "name": said.get("call", self.taker)}
        use["input"] = said["arguments"] if "call" in said else said
        return Message.model_validate(
            {
                "id": f"msg_{next(self.ids)}", "type": "message", "role": "assistant", "model": model,
                "content": [use], "stop_reason": "tool_use", "stop_sequence": None,
                "usage": {"input_tokens": 200, "output_tokens": 30},
            }
        ).model_dump_json()

    def error(self, refusal):
        return {"type": "error", "error": {"type": refusal.code, "message": refusal.message}, "request_id": "req_1"}


@contextlib.contextmanager
def serving(vendor):
    """The vendor on loopback; `vendor.url` is what a setup file names."""

    class Handler(JSONHandler):
        def do_POST(self):  # pylint: disable=invalid-name
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            try:
                self.give(200, vendor.take(self.path, self.headers, body))
            except Refusal as refusal:
                self.give(refusal.status, json.dumps(vendor.error(refusal)))

    with listening(Handler) as server:
        vendor.url = f"http://127.0.0.1:{server.server_port}{vendor.base}"
        yield vendor
