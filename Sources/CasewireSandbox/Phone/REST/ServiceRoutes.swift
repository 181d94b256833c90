import FoundationEssentials
package import Hummingbird

/// Messaging Services, registration and look-ups: what a client reads to say whether a number may send.
///
/// Twilio: "Messaging Service resource", "Usa2p", "Tollfree verification", "Lookup v2".
package struct ServiceRoutes: Sendable {
    private let network: CarrierNetwork

    package init(network: CarrierNetwork) {
        self.network = network
    }

    package func add(to group: RouterGroup<SandboxContext>) {
        group.get("/v1/Services") { request, _ in
            try page(request, "services", network.store.services.map(json))
        }
        group.post("/v1/Services") { request, _ in try await create(request) }
        group.get("/v1/Services/:sid") { request, context in
            try answer(json(try service(request, context)))
        }
        group.post("/v1/Services/:sid") { request, context in
            try await change(try service(request, context), by: request, status: .ok)
        }
        group.get("/v1/Services/:sid/PhoneNumbers") { request, context in
            let service = try service(request, context)
            return try page(request, "phone_numbers", held(by: service).map { json($0, in: service) })
        }
        group.post("/v1/Services/:sid/PhoneNumbers") { request, context in try await hold(request, context) }
        group.delete("/v1/Services/:sid/PhoneNumbers/:number") { request, context in
            let service = try service(request, context)
            guard var number = context.parameters.get("number").flatMap(network.store.number(sid:)),
                number.serviceSid == service.sid
            else { throw CarrierError.notFound(request.uri.path) }
            number.serviceSid = nil
            network.store.put(number)
            return Response(status: .noContent)
        }
        group.get("/v1/Services/:sid/Compliance/Usa2p") { request, context in
            let service = try service(request, context)
            return try page(request, "compliance", campaign(of: service).map { [$0] } ?? [])
        }
        group.get("/v1/Tollfree/Verifications") { request, _ in try verifications(request) }
        group.get("/v1/a2p/BrandRegistrations") { request, _ in try page(request, "data", [brand]) }
        group.get("/v2/PhoneNumbers/:number") { request, context in
            try lookUp(context.parameters.get("number") ?? "")
        }
    }

    private func create(_ request: Request) async throws -> Response {
        let now = network.clock.now
        let service = CarrierService(
            sid: "MG" + network.identifiers.hex(32), friendlyName: "", createdAt: now, updatedAt: now,
            useInboundWebhookOnNumber: false)
        return try await change(service, by: request, status: .created)
    }

    private func change(
        _ service: CarrierService, by request: Request, status: HTTPResponse.Status
    ) async throws -> Response {
        var service = service
        let fields = try await MessageRoutes.form(request)
        func text(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let name = fields["FriendlyName"] { service.friendlyName = name }
        guard !service.friendlyName.isEmpty else {
            throw CarrierError.invalidParameter("FriendlyName is required")
        }
        if fields["InboundRequestUrl"] != nil { service.inboundRequestURL = text("InboundRequestUrl") }
        if let method = text("InboundMethod") { service.inboundMethod = method }
        if fields["FallbackUrl"] != nil { service.fallbackURL = text("FallbackUrl") }
        if let method = text("FallbackMethod") { service.fallbackMethod = method }
        if fields["StatusCallback"] != nil { service.statusCallback = text("StatusCallback") }
        if let use = text("UseInboundWebhookOnNumber") { service.useInboundWebhookOnNumber = use == "true" }
        service.updatedAt = network.clock.now
        network.store.put(service)
        return try answer(json(service), status: status)
    }

    private func hold(_ request: Request, _ context: SandboxContext) async throws -> Response {
        let service = try service(request, context)
        let fields = try await MessageRoutes.form(request)
        guard var number = fields["PhoneNumberSid"].flatMap(network.store.number(sid:)) else {
            throw CarrierError(21704, "PhoneNumberSid is not a number of this account")
        }
        number.serviceSid = service.sid
        network.store.put(number)
        return try answer(json(number, in: service), status: .created)
    }

    private func verifications(_ request: Request) throws -> Response {
        let asked = FormFields(decoding: request.uri.query ?? "")["TollfreePhoneNumberSid"]
        let numbers = network.store.numbers.filter {
            $0.senderType == .tollFree && $0.registration != .missing && (asked == nil || asked == $0.sid)
        }
        let items: [CarrierJSON] = numbers.map { number in
            let status =
                switch number.registration {
                case .registered, .missing: "TWILIO_APPROVED"
                case .pending: "PENDING_REVIEW"
                case .rejected: "TWILIO_REJECTED"
                }
            let isRejected = number.registration == .rejected
            return [
                "sid": "HH\(String(number.sid.dropFirst(2)))",
                "account_sid": .string(network.configuration.accountSid),
                "tollfree_phone_number_sid": .string(number.sid),
                "status": .string(status),
                "rejection_reason": isRejected ? "The use case could not be verified" : nil,
                "rejection_reasons": .array(
                    isRejected ? [["code": 30441, "reason": "The use case could not be verified"]] : []),
                "error_code": isRejected ? 30441 : nil,
                "edit_allowed": isRejected ? true : nil,
                "edit_expiration": nil,
                "date_created": .string(Self.time(number.createdAt)),
                "date_updated": .string(Self.time(number.updatedAt)),
            ]
        }
        return try page(request, "verifications", items)
    }

    private func lookUp(_ text: String) throws -> Response {
        let isValid = PhoneNumberShape.isE164(text)
        return try answer([
            "phone_number": .string(text),
            "calling_country_code": isValid && text.hasPrefix("+1") ? "1" : nil,
            "country_code": isValid && text.hasPrefix("+1") ? "US" : nil,
            "national_format": nil,
            "valid": .bool(isValid),
            "validation_errors": .array(isValid ? [] : ["NOT_A_NUMBER"]),
            "line_type_intelligence": nil,
            "url": .string(base + "/v2/PhoneNumbers/\(text)"),
        ])
    }

    // MARK: Shapes

    private func json(_ service: CarrierService) -> CarrierJSON {
        let url = base + "/v1/Services/\(service.sid)"
        return [
            "sid": .string(service.sid),
            "account_sid": .string(network.configuration.accountSid),
            "friendly_name": .string(service.friendlyName),
            "date_created": .string(Self.time(service.createdAt)),
            "date_updated": .string(Self.time(service.updatedAt)),
            "inbound_request_url": CarrierJSON(service.inboundRequestURL),
            "inbound_method": .string(service.inboundMethod),
            "fallback_url": CarrierJSON(service.fallbackURL),
            "fallback_method": .string(service.fallbackMethod),
            "status_callback": CarrierJSON(service.statusCallback),
            "sticky_sender": true,
            "mms_converter": true,
            "smart_encoding": true,
            "scan_message_content": "inherit",
            "fallback_to_long_code": false,
            "area_code_geomatch": false,
            "synchronous_validation": false,
            "validity_period": 36000,
            "usecase": "undeclared",
            "us_app_to_person_registered": .bool(campaignStatus(of: service) == "VERIFIED"),
            "use_inbound_webhook_on_number": .bool(service.useInboundWebhookOnNumber),
            "url": .string(url),
            "links": [
                "phone_numbers": .string(url + "/PhoneNumbers"),
                "us_app_to_person": .string(url + "/Compliance/Usa2p"),
            ],
        ]
    }

    private func json(_ number: CarrierNumber, in service: CarrierService) -> CarrierJSON {
        [
            "sid": .string(number.sid),
            "account_sid": .string(network.configuration.accountSid),
            "service_sid": .string(service.sid),
            "phone_number": .string(number.number),
            "country_code": "US",
            "capabilities": .array(["SMS", "MMS", "Voice"]),
            "date_created": .string(Self.time(number.createdAt)),
            "date_updated": .string(Self.time(number.updatedAt)),
            "url": .string(base + "/v1/Services/\(service.sid)/PhoneNumbers/\(number.sid)"),
        ]
    }

    /// The campaign under which a service's long codes send; its state is that of its worst number.
    private func campaignStatus(of service: CarrierService) -> String? {
        let states = held(by: service).map(\.registration)
        if states.isEmpty { return nil }
        if states.contains(.rejected) { return "FAILED" }
        return states.contains(.pending) ? "IN_PROGRESS" : "VERIFIED"
    }

    private func campaign(of service: CarrierService) -> CarrierJSON? {
        guard let status = campaignStatus(of: service) else { return nil }
        let sid = "QE\(String(service.sid.dropFirst(2)))"
        return [
            "sid": .string(sid),
            "account_sid": .string(network.configuration.accountSid),
            "messaging_service_sid": .string(service.sid),
            "brand_registration_sid": .string(Self.brandSid),
            "campaign_status": .string(status),
            "campaign_id": status == "VERIFIED" ? "CSANDBX" : nil,
            "us_app_to_person_usecase": "CUSTOMER_CARE",
            "description": "Answers to customers who text first",
            "errors": .array(
                status == "FAILED"
                    ? [["error_code": 30886, "description": "The campaign's description is not clear"]] : []),
            "rate_limits": ["att": ["mps": 4], "tmobile": ["brand_tier": "LOW"]],
            "is_externally_registered": false,
            "mock": true,
            "date_created": .string(Self.time(service.createdAt)),
            "date_updated": .string(Self.time(service.updatedAt)),
            "url": .string(base + "/v1/Services/\(service.sid)/Compliance/Usa2p/\(sid)"),
        ]
    }

    private var brand: CarrierJSON {
        [
            "sid": .string(Self.brandSid),
            "account_sid": .string(network.configuration.accountSid),
            "status": "APPROVED",
            "identity_status": "VERIFIED",
            "brand_type": "STANDARD",
            "brand_score": 50,
            "tcr_id": "BSANDBX",
            "errors": .array([]),
            "mock": true,
            "url": .string(base + "/v1/a2p/BrandRegistrations/\(Self.brandSid)"),
        ]
    }

    private static let brandSid = "BN00000000000000000000000000000001"

    private func held(by service: CarrierService) -> [CarrierNumber] {
        network.store.numbers.filter { $0.serviceSid == service.sid }
    }

    private func service(_ request: Request, _ context: SandboxContext) throws -> CarrierService {
        guard let service = context.parameters.get("sid").flatMap(network.store.service) else {
            throw CarrierError.notFound(request.uri.path)
        }
        return service
    }

    private func page(_ request: Request, _ name: String, _ items: [CarrierJSON]) throws -> Response {
        let paging = try ListPage(FormFields(decoding: request.uri.query ?? ""), path: request.uri.path)
        return try answer(paging.meta(name, items, base: base))
    }

    private func answer(_ json: CarrierJSON, status: HTTPResponse.Status = .ok) throws -> Response {
        try SandboxJSON.response(json, status: status, contentType: "application/json")
    }

    private var base: String { network.baseURL }

    /// `2026-11-23T08:15:30Z`, as the version 1 APIs write times.
    private static func time(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }
}
