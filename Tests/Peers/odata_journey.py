"""The whole loop against a Creatio that shares nothing with our sandbox (odata_server.py): connect, sync, replies, closure."""

from checks import eventually, expect, same
from odata_model import FINISHED, NOT_STARTED, REP, RESOLVED
from odata_server import CLIENT_ID, CLIENT_SECRET, other_creatio
from programs import call, server

PHONE = "+15551230601"
REPLY = "Hello, this is the service desk. It is on its way."


def run(checks, sandbox):
    with checks.about("another OData 4 server, odatapy, in Creatio's place"), other_creatio() as creatio:
        with server(setup(sandbox, creatio)) as casewire:
            walk(checks, sandbox, casewire, creatio)


def setup(sandbox, creatio):
    """The customer and the carrier are the sandbox's; polling alone brings what reps do."""
    return {
        "organization": {"name": "Harbor Outfitters", "timezone": "America/New_York", "language": "en"},
        "numbers": [
            {
                "number": sandbox.number,
                "provider": {
                    "kind": "twilio",
                    "account_sid": sandbox.account_sid,
                    "auth_token": sandbox.auth_token,
                    "api_url": sandbox.carrier,
                },
            }
        ],
        "creatio": {
            "url": creatio.url,
            "identity_url": creatio.url,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "default_owner": "Service rep",
            "replies": {"task": True, "poll": True, "poll_seconds": 1},
            "fields": [
                {"column": "PriorityId", "title": "Priority", "kind": "dropdown", "description": "High when something is late."},
                {
                    "column": "UsrOrderNumber",
                    "title": "Order number",
                    "kind": "text",
                    "description": "The order the customer writes about.",
                    "pattern": "^[A-Z]{2}\\d{6}$",
                },
            ],
        },
        "agent": {"burst_seconds": 0},
        "knowledge": [{"title": "Returns", "body": "You can return anything within 30 days.", "examples": ["how do I return it"]}],
    }


def walk(checks, sandbox, casewire, creatio):
    def text(body):
        sent = call("POST", f"{sandbox.carrier}/sandbox/texts", json_body={"from": PHONE, "to": sandbox.number, "body": body})
        same(sent.status, 201, "status of the text")

    def on_phone():
        found = call("GET", f"{sandbox.carrier}/sandbox/texts?phone=%2B{PHONE[1:]}&number=%2B{sandbox.number[1:]}").json()
        return [item["body"] for item in found["items"] if item["to"] == PHONE]

    def session():
        return casewire.api("sessions", contact=PHONE)["items"][0]

    def activities():
        return sorted(creatio.rows("Activity", CaseId=case["Id"]), key=lambda row: row["StartDate"])

    def reply_tasks():
        category = creatio.rows("ActivityCategory", Name="SMS reply")[0]["Id"]
        return [row for row in activities() if row["ActivityCategoryId"] == category]

    def transcript():
        category = creatio.rows("ActivityCategory", Name="SMS message")[0]["Id"]
        return [row for row in activities() if row["ActivityCategoryId"] == category]

    with checks.check("it connects, finds the flavour, and makes what it needs there"):
        eventually(lambda: casewire.api("connections")["creatio"]["status"] == "active", casewire.api("connections")["creatio"])
        same([row["Name"] for row in creatio.rows("CaseOrigin")][-1:], ["SMS"], "the newest origin")
        expect(creatio.rows("ActivityCategory", Name="SMS reply"), "no category for replies")
    text("Hello, how do I return it?")
    with checks.check("a conversation becomes a case, with a contact of its own and its communication"):
        eventually(lambda: creatio.rows("Case"), "a case")
        (case,) = creatio.rows("Case")
        (contact,) = creatio.rows("Contact", MobilePhone=PHONE)
        same(case["ContactId"], contact["Id"], "the case's contact")
    with checks.check("the handoff fills it: subject, description, owner, fields, one activity a message, a reply task"):
        eventually(lambda: on_phone(), "an answer")
        text("I need to speak with a person 😀. It is about order HO123456, it is late!")
        eventually(lambda: session()["case"]["sync"] == "synced" and session()["handoff"], "a synced handoff")
        case = eventually(lambda: creatio.rows("Case", OwnerId=REP), "the owner on the case")[0]
        expect(case["Subject"].startswith(f"SMS from {PHONE}"), case["Subject"])
        expect(PHONE in case["Symptoms"], case["Symptoms"])
        same(case["UsrOrderNumber"], "HO123456", "the order number")
        messages = casewire.api(f"sessions/{session()['id']}/messages", limit=100)["items"]
        eventually(lambda: len(transcript()) >= len(messages) and len(reply_tasks()) == 1, "the activities")
        notes = [row["DetailedResult"] for row in transcript()]
        for message in messages:
            same(sum(message["text"] in note for note in notes), 1, f"activities with “{message['text']}”")
        starts = [row["StartDate"] for row in transcript()]
        same(len(set(starts)), len(starts), "different start times")
    with checks.check("what the rep writes into the reply task is texted once, and its outcome stands on the task"):
        (task,) = reply_tasks()
        same(task["StatusId"], NOT_STARTED, "the task's status")
        creatio.change("Activity", task["Id"], DetailedResult=REPLY, StatusId=FINISHED)
        eventually(lambda: REPLY in on_phone(), "the reply on the phone")
        eventually(lambda: any("Delivered" in row["Title"] for row in reply_tasks()), "its outcome on the task")
        same(on_phone().count(REPLY), 1, "how often")
    with checks.check("the customer's answer is an activity, and the next reply task is open"):
        text("Great, thank you for the help! One more question: when?")
        eventually(lambda: any("One more question" in row["DetailedResult"] for row in activities()), "the activity")
        eventually(lambda: sum(row["StatusId"] == NOT_STARTED for row in reply_tasks()) == 1, "one open reply task")
    with checks.check("a case resolved there resolves the session, and the open task is cancelled"):
        creatio.change("Case", case["Id"], StatusId=RESOLVED)
        eventually(lambda: session()["state"] == "resolved", "the resolved session")
        eventually(lambda: not [row for row in reply_tasks() if row["StatusId"] == NOT_STARTED], "no open task")
    with checks.check("one case, one contact, and few requests"):
        same((len(creatio.rows("Case")), len(creatio.rows("Contact", MobilePhone=PHONE))), (1, 1), "cases and contacts")
        same(casewire.api("jobs", state="set_aside")["items"], [], "work that was set aside")
        batches = sum(path.endswith("$batch") for _, path in creatio.requests)
        print(f"          {len(creatio.requests)} requests, {batches} of them batches")
