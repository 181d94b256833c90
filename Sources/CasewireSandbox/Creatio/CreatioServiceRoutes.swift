import Hummingbird

/// Services beside OData: who am I, the description of objects, health.
struct CreatioServiceRoutes: Sendable {
    let site: CreatioSite
    let gate: CreatioGate
    let configuration: CreatioConfiguration

    func add(to router: Router<SandboxContext>) {
        let prefix = configuration.flavour.prefix
        router.post(RouterPath("\(prefix)/ServiceModel/UserInfoService.svc/GetCurrentUserInfo")) {
            request, _ in
            try await currentUser(request)
        }
        router.post(RouterPath("\(prefix)/DataService/json/SyncReply/RuntimeEntitySchemaRequest")) {
            request, _ in
            try await describe(request)
        }
        for path in Set(["/api/HealthCheck/Ping", "\(prefix)/api/HealthCheck/Ping"]) {
            router.get(RouterPath(path)) { _, _ in Response(status: .ok) }
        }
        router.get(RouterPath("\(prefix)/api/OAuthHealthCheck")) { _, _ in
            json([
                "HasProblem": false, "IsSystemSettingsFilledIn": true, "IsIdentityServiceAvailable": true,
                "IsAccessTokenRetrievableForSystemActions": true, "Message": "",
            ])
        }
    }

    private func currentUser(_ request: Request) async throws -> Response {
        let user = try await gate.user(for: request, in: .service)
        await site.countService()
        return json([
            "userInfo": [
                "contactId": .text(user.contact.text), "contactName": .text(user.name),
                "userId": .text(user.id.text), "userName": .text(user.name), "cultureName": "en-US",
            ]
        ])
    }

    /// An object's columns with captions, types, sizes and defaults, asked for by its identifier.
    private func describe(_ request: Request) async throws -> Response {
        _ = try await gate.user(for: request, in: .dataService)
        await site.countService()
        let body = try? JSONParser.parse(try await request.bytes(upTo: 64 << 10))
        let schema = await site.rows.schema
        let uid = body?["uId"]?.text.flatMap { GUID($0) }
        guard let entity = schema.entities.first(where: { $0.uid == uid || $0.name == body?["name"]?.text })
        else {
            return json([
                "success": false,
                "errorInfo": ["errorCode": "ItemNotFoundException", "message": "The schema was not found."],
                "schema": .null,
            ])
        }
        var items: [JSONMember] = []
        for column in entity.columns {
            let uid = entity.uid(of: column)
            var item: [JSONMember] = [
                JSONMember(name: "uId", value: .text(uid.text)),
                JSONMember(name: "name", value: .text(column.name)),
                JSONMember(name: "caption", value: .text(column.caption)),
                JSONMember(name: "dataValueType", value: .number("\(column.dataValueType)")),
                JSONMember(name: "isRequired", value: .flag(column.isRequired)),
                JSONMember(name: "isInherited", value: .flag(!column.name.hasPrefix("Usr"))),
            ]
            if let target = column.target {
                item.append(JSONMember(name: "referenceSchemaName", value: .text(target)))
            }
            if case .value(let value) = column.initial {
                var text = ""
                RowWriter.write(value, as: column.kind, to: &text)
                let initial = try JSONParser.parse(text)
                item.append(JSONMember(name: "defValue", value: ["valueSourceType": 1, "value": initial]))
            }
            items.append(JSONMember(name: uid.text, value: .object(item)))
        }
        let display = entity.uid(of: entity.columns[entity.displayColumn])
        return json([
            "success": true, "errorInfo": .null,
            "schema": [
                "uId": .text(entity.uid.text), "name": .text(entity.name), "caption": .text(entity.caption),
                "primaryDisplayColumnUId": .text(display.text), "columns": ["items": .object(items)],
            ],
        ])
    }

    private func json(_ value: JSONValue) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: .init(string: value.json)))
    }
}
