"""A second Creatio that shares nothing with `casewire sandbox`: odatapy's OData 4 server, shaped like a .NET Framework site.

odatapy reads the addresses, filters, literals, bodies and batches, so what Casewire writes is read by a parser that others wrote.
Added here: sign-in by client credentials, the user service, ids, defaults, times and numbers that the site sets by itself, and
empty values, which Creatio shows as zero ids and years (Creatio Academy, "OData 4"; the columns are in odata_model.py).
"""

import contextlib
import datetime
import json
import socketserver
import threading
import urllib.parse
import uuid
import wsgiref.simple_server

from odatapy.data import Entity, ValueType
from odatapy.edm.csdl import (
    CsdlAbstractEdmProvider,
    CsdlEntityContainer,
    CsdlEntitySet,
    CsdlEntityType,
    CsdlNavigationProperty,
    CsdlNavigationPropertyBinding,
    CsdlProperty,
    CsdlPropertyRef,
    CsdlSchema,
)
from odatapy.server.adapters.wsgi import ODataWSGIApp
from odatapy.server.inmemory import InMemoryDataStore, InMemoryProcessor
from odatapy.server.odata import OData

from odata_model import DEFAULTS, INTEGRATION, MOBILE, MOMENT, NUMBER, OBJECTS, ROWS, TEXT

NAMESPACE = "Terrasoft.Configuration.OData"
BASE = {"CreatedOn": MOMENT, "CreatedBy": "Contact", "ModifiedOn": MOMENT, "ModifiedBy": "Contact", "ProcessListeners": NUMBER}
NOBODY = uuid.UUID(int=0)
NEVER = datetime.datetime(1, 1, 1, tzinfo=datetime.timezone.utc)
CLIENT_ID, CLIENT_SECRET = "other-client", "other-secret-0123456789"
TOKEN = "other-token-0123456789"


def columns(name):
    """Flat names with their types, as rows hold them."""
    found = {"Id": "Edm.Guid"}
    for column, kind in {**BASE, **OBJECTS[name]}.items():
        found[column + "Id" if kind in OBJECTS else column] = "Edm.Guid" if kind in OBJECTS else kind
    return found


def lookups(name):
    return {column: kind for column, kind in {**BASE, **OBJECTS[name]}.items() if kind in OBJECTS}


class Model(CsdlAbstractEdmProvider):
    def get_schemas(self):
        types = [
            CsdlEntityType(
                name=name,
                key=[CsdlPropertyRef("Id")],
                properties=[CsdlProperty(column, kind) for column, kind in columns(name).items()],
                navigation_properties=[
                    CsdlNavigationProperty(column, f"{NAMESPACE}.{kind}") for column, kind in lookups(name).items()
                ],
            )
            for name in OBJECTS
        ]
        sets = [
            CsdlEntitySet(
                name,
                f"{NAMESPACE}.{name}",
                navigation_property_bindings=[
                    CsdlNavigationPropertyBinding(column, kind) for column, kind in lookups(name).items()
                ],
            )
            for name in OBJECTS
        ]
        return [CsdlSchema(NAMESPACE, entity_types=types, entity_container=CsdlEntityContainer("Container", entity_sets=sets))]


class Site(InMemoryProcessor):
    """What the site does by itself when a row is made or changed."""

    def __init__(self, rows):
        super().__init__(rows)
        self._last = 0
        self._time = datetime.datetime.now(datetime.timezone.utc)

    def _related(self, owner_set, owner_key, owner, nav):
        """A lookup leads to the row whose id its flat column holds."""
        wanted = owner.get_value(nav.name + "Id")
        return [row for row in self.store.entities(lookups(owner_set.name)[nav.name]) if row.get_value("Id") == wanted]

    def _bump_etag(self, entity_set, entity, create=False):
        self.complete(entity_set.name, entity, create)
        return super()._bump_etag(entity_set, entity, create=create)

    def complete(self, name, entity, create):
        """Fills what the client left out; nothing stays null, as on a real site."""
        now = self._now()
        if create:
            given = {**DEFAULTS.get(name, {}), "CreatedById": INTEGRATION}
            for column, value in given.items():
                if entity.get_value(column) in (None, NOBODY):
                    self._set(name, entity, column, uuid.UUID(value))
            moments = {"CreatedOn", "RegisteredOn", "StartDate", "DueDate"} & set(columns(name))
            for column in moments:
                if entity.get_value(column) is None:
                    self._set(name, entity, column, now)
            if name == "Case":
                self._last += 1
                self._set(name, entity, "Number", f"SR{self._last:08d}")
            if name == "Contact" and entity.get_value("MobilePhone"):
                self._communicate(entity)
        if name == "ContactCommunication":
            digits = [letter for letter in entity.get_value("Number") or "" if letter.isdigit()]
            self._set(name, entity, "SearchNumber", "".join(reversed(digits)))
        self._set(name, entity, "ModifiedOn", now)
        for column, kind in columns(name).items():
            if entity.get_value(column) is None:
                empty = {"Edm.Guid": NOBODY, MOMENT: NEVER, TEXT: "", NUMBER: 0}.get(kind, False)
                self._set(name, entity, column, empty)

    def _communicate(self, contact):
        """A contact's mobile number is also one of its means of communication."""
        row = Entity(type=f"{NAMESPACE}.ContactCommunication")
        for column, value in {
            "Id": uuid.uuid4(),
            "ContactId": contact.get_value("Id"),
            "CommunicationTypeId": uuid.UUID(MOBILE),
            "Number": contact.get_value("MobilePhone"),
            "Primary": True,
        }.items():
            self._set("ContactCommunication", row, column, value)
        self.store.insert_entity("ContactCommunication", row)
        self.complete("ContactCommunication", row, create=True)

    def _now(self):
        """Later with each call, so that no two changes share a moment."""
        self._time = max(datetime.datetime.now(datetime.timezone.utc), self._time + datetime.timedelta(milliseconds=1))
        return self._time

    @staticmethod
    def _set(name, entity, column, value):
        entity.set_property(column, value, ValueType.PRIMITIVE, columns(name)[column])

    def _assign_keys(self, entity_set, entity):
        if entity.get_value("Id") is None:
            self._set(entity_set.name, entity, "Id", uuid.uuid4())


class OtherCreatio:
    """A running site: its address, what it was asked for, and its rows as a person in Creatio would see and change them."""

    def __init__(self, address, rows, site):
        self.url, self._rows, self._site = address, rows, site
        self.requests = []

    def rows(self, name, **wanted):
        """The rows whose columns hold these values, oldest first, as dictionaries of texts and flags."""
        found = [{prop.name: plain(prop.value) for prop in row.properties} for row in self._rows.entities(name)]
        return [row for row in found if all(row.get(column) == value for column, value in wanted.items())]

    def change(self, name, row_id, **values):
        """What somebody does on a page: some columns of a row."""
        with self._rows.lock:
            row = next(row for row in self._rows.entities(name) if str(row.get_value("Id")) == row_id)
            for column, value in values.items():
                kind = columns(name)[column]
                row.set_property(column, uuid.UUID(value) if kind == "Edm.Guid" else value, ValueType.PRIMITIVE, kind)
            self._site.complete(name, row, create=False)


def plain(value):
    return str(value) if isinstance(value, uuid.UUID) else value


class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


class Threaded(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True


@contextlib.contextmanager
def other_creatio():
    """Runs the site on a free port of loopback."""
    rows = InMemoryDataStore()
    odata = OData.new_instance(strict_deserialization=True)
    site = Site(rows)
    handler = odata.create_handler(odata.create_service_metadata(Model()))
    handler.register(site)
    for name, stock in ROWS.items():
        rows.set_entities(name, [])
        for values in stock:
            row = Entity(type=f"{NAMESPACE}.{name}")
            for column, value in values.items():
                kind = columns(name)[column]
                row.set_property(column, uuid.UUID(value) if kind == "Edm.Guid" else value, ValueType.PRIMITIVE, kind)
            rows.insert_entity(name, row)
            site.complete(name, row, create=True)
    service = ODataWSGIApp(handler, mount_path="/0/odata")
    requests = []

    def application(environ, start):
        path = environ["PATH_INFO"]
        requests.append((environ["REQUEST_METHOD"], path))

        def answer(status, value):
            body = json.dumps(value).encode()
            start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
            return [body]

        if path == "/connect/token":
            sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
            form = dict(urllib.parse.parse_qsl(sent))
            if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
                return answer("400 Bad Request", {"error": "invalid_client"})
            return answer("200 OK", {"access_token": TOKEN, "expires_in": 3600, "token_type": "Bearer"})
        if not path.startswith("/0/"):
            return answer("404 Not Found", {"Message": "There is nothing here."})
        if environ.get("HTTP_AUTHORIZATION") != f"Bearer {TOKEN}":
            return answer("401 Unauthorized", {"Message": "Authorization has been denied for this request."})
        if path == "/0/ServiceModel/UserInfoService.svc/GetCurrentUserInfo":
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            return answer("200 OK", {"userInfo": {"contactId": INTEGRATION, "contactName": "Casewire integration"}})
        return service(environ, start)

    with wsgiref.simple_server.make_server("127.0.0.1", 0, application, Threaded, Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made = OtherCreatio(f"http://127.0.0.1:{server.server_port}", rows, site)
        made.requests = requests
        try:
            yield made
        finally:
            server.shutdown()
