"""Three libraries that others wrote for Creatio or for OData, as clients of the simulated Creatio."""

import contextlib
import io
import json
import os
import pathlib
import tempfile
import urllib.parse

import requests
from cryptography.fernet import Fernet

from checks import expect, same


def creatio_api_py(checks, sandbox):
    """creatio-api-py: forms sign-in, then `0/odata` always."""
    if sandbox.flavour != "framework":
        checks.skip(f"creatio-api-py, {sandbox.flavour}", "this client always asks below /0/, as .NET Framework has it")
        return
    os.environ["SESSIONS_ENCRYPTION_KEY"] = Fernet.generate_key().decode()
    from creatio_api_py.api import CreatioODataAPI  # pylint: disable=import-outside-toplevel

    with checks.about(f"creatio-api-py, {sandbox.flavour}"), tempfile.TemporaryDirectory() as folder:
        api = CreatioODataAPI(base_url=sandbox.creatio + "/", cookies_file=pathlib.Path(folder) / "cookies.bin")
        with checks.check("a wrong password is refused in the server's words"):
            try:
                api.authenticate(sandbox.user, "wrong")
            except (ValueError, requests.HTTPError):
                pass
            else:
                raise AssertionError("it was accepted")
        with checks.check("signs in"):
            api.authenticate(sandbox.user, sandbox.password)
            expect("BPMCSRF" in api.session_cookies, f"cookies {sorted(api.session_cookies)}")
        with checks.check("reads $metadata"):
            text = api.get_collection_data("$metadata").text
            expect('EntitySet Name="Case"' in text, "Case is not in it")
        with checks.check("counts"):
            expect(int(api.get_collection_data("Contact", only_count=True).text.lstrip("\ufeff")) >= 1, "no contacts")
        with checks.check("creates"):
            made = api.add_collection_data("Contact", {"Name": "Customer", "MobilePhone": "+1 (555) 123-0201"}).json()
            same(made["Name"], "Customer", "Name")
        with checks.check("reads by key, with columns, and by filter"):
            row = api.get_collection_data("Contact", record_id=made["Id"], select=["Id", "Name"]).json()
            same(row["Name"], "Customer", "Name")
            rows = api.get_collection_data(
                "Contact", filter=f"Id eq {made['Id']} and contains(Name,'ustom')", order_by="Name", top=2, count=True
            ).json()
            same([found["Id"] for found in rows["value"]], [made["Id"]], "rows")
            same(rows["@odata.count"], 1, "count")
        with checks.check("reads one column's value"):
            same(api.get_collection_data("Contact", record_id=made["Id"], value="Name").text, "Customer", "Name")
        with checks.check("finds the phone in ContactCommunication"):
            rows = api.get_collection_data("ContactCommunication", filter=f"Contact/Id eq {made['Id']}").json()["value"]
            expect(any("123-0201" in row["Number"] for row in rows), f"{rows}")
        with checks.check("updates (JSON given as text, since it would send a dictionary as a form)"):
            api.modify_collection_data("Contact", made["Id"], json.dumps({"Name": "Customer Two"}))
            same(api.get_collection_data("Contact", record_id=made["Id"]).json()["Name"], "Customer Two", "Name")
        with checks.check("deletes"):
            rows = api.get_collection_data("ContactCommunication", filter=f"Contact/Id eq {made['Id']}").json()["value"]
            for row in rows:
                api.delete_collection_data("ContactCommunication", row["Id"])
            api.delete_collection_data("Contact", made["Id"])
            try:
                api.get_collection_data("Contact", record_id=made["Id"])
            except requests.HTTPError as error:
                same(error.response.status_code, 404, "status")
            else:
                raise AssertionError("it is still there")


def sl_creatio_connector(checks, sandbox):
    """sl-creatio-connector: forms sign-in with its cookies, OData 4 of both flavours."""
    from sl_creatio_connector.constants import ODATA_version  # pylint: disable=import-outside-toplevel
    from sl_creatio_connector.creatio import Creatio  # pylint: disable=import-outside-toplevel

    version = ODATA_version.v4 if sandbox.flavour == "framework" else ODATA_version.v4core
    with checks.about(f"sl-creatio-connector, {sandbox.flavour}"):
        with checks.check("a wrong password is refused in the server's words"):
            try:
                Creatio(sandbox.creatio, sandbox.user, "wrong", version)
            except Exception as error:  # pylint: disable=broad-except
                expect(type(error) is Exception and str(error), f"{type(error).__name__}: {error}")
            else:
                raise AssertionError("it was accepted")
        with checks.check("signs in"):
            client = Creatio(sandbox.creatio, sandbox.user, sandbox.password, version)
        with checks.check("creates"):
            made = client.create_object("Contact", {"Name": "Customer", "MobilePhone": "+15551230202"})
            expect("error" not in made, f"{made}")
        with checks.check("reads by key and in a collection"):
            same(client.get_contact_by_id(made["Id"])["Name"], "Customer", "Name")
            rows = client.get_object_collection("Contact", [f"filter=Id eq {made['Id']}"])
            same([row["Id"] for row in rows], [made["Id"]], "rows")
        with checks.check("finds a contact by phone as integrators do"):
            rows = client.get_object_collection("ContactCommunication", [f"filter=Contact/Id eq {made['Id']}"])
            number = urllib.parse.quote(rows[0]["Number"])
            same(client.get_creatio_contact_id(rows[0]["CommunicationTypeId"], number), made["Id"], "contact")
        checks.skip("updates", "this client has no call for it")
        with checks.check("is told of an unknown column"):
            with contextlib.redirect_stdout(io.StringIO()):
                answer = client.create_object("Contact", {"Name": "Customer", "NoSuchColumn": "1"})
            expect("error" in answer, f"{answer}")
        with checks.check("deletes"):
            for row in rows:
                expect(client.delete_object("ContactCommunication", row["Id"]).ok, "a communication stays")
            same(client.delete_object("Contact", made["Id"]).status_code, 204, "status")
            same(client.get_object_collection("Contact", [f"filter=Id eq {made['Id']}"]), [], "rows")


def python_odata(checks, sandbox):
    """python-odata: a general OData 4 client that builds its classes from $metadata, with an OAuth token."""
    from odata import ODataService  # pylint: disable=import-outside-toplevel
    from odata.exceptions import ODataError  # pylint: disable=import-outside-toplevel
    from odata.flags import ODataServerFlags  # pylint: disable=import-outside-toplevel

    with checks.about(f"python-odata, {sandbox.flavour}"):
        with checks.check("without a token nothing is read"):
            status = requests.get(f"{sandbox.odata}/Contact", timeout=10, allow_redirects=False).status_code
            expect(status in (302, 401), f"status {status}")
        session = requests.Session()
        session.headers["Authorization"] = f"Bearer {sandbox.token()}"
        with checks.check("builds classes from $metadata"):
            service = ODataService(
                sandbox.odata,
                session=session,
                reflect_entities=True,
                quiet_progress=True,
                # Without this it sends null for every column, also for pictures, which OData has no null for.
                server_flags=ODataServerFlags(skip_null_properties=True),
            )
            contact_class, case_class = service.entities["Contact"], service.entities["Case"]
            expect(hasattr(case_class, "UsrOrderNumber"), "the customer's own column is missing")
        with checks.check("creates"):
            contact = contact_class()
            contact.Name = "Customer"
            service.save(contact)
            expect(contact.Id, "no Id")
        with checks.check("reads by key and by filter"):
            copy = service.query(contact_class).get(contact.Id)
            same(copy.Name, "Customer", "Name")
            query = service.query(contact_class).filter(contact_class.Id == contact.Id).limit(5)
            same([row.Name for row in query], ["Customer"], "rows")
        with checks.check("updates"):
            contact.Name = "Customer Two"
            service.save(contact)
            same(service.query(contact_class).get(contact.Id).Name, "Customer Two", "Name")
        with checks.check("a case gets its number from the server"):
            case = case_class()
            case.Subject = "SMS from a customer"
            case.ContactId = contact.Id
            service.save(case)
            expect(service.query(case_class).get(case.Id).Number, "no Number")
        with checks.check("deletes"):
            service.delete(case)
            service.delete(contact)
            same(service.query(contact_class).filter(contact_class.Id == copy.Id).first(), None, "the deleted row")
        with checks.check("what was deleted cannot be updated: 404"):
            try:
                copy.Name = "Customer Three"
                service.save(copy)
            except ODataError as error:
                expect("404" in str(error.status_code), f"{error}")
            else:
                raise AssertionError("it was updated")


def run(checks, sandbox):
    creatio_api_py(checks, sandbox)
    sl_creatio_connector(checks, sandbox)
    python_odata(checks, sandbox)
