/// A number as `IncomingPhoneNumbers/{Sid}.json` shows it (Twilio: "IncomingPhoneNumber resource").
package struct NumberResource {
    package static func json(_ number: CarrierNumber, accountSid: String) -> CarrierJSON {
        let uri = "/2010-04-01/Accounts/\(accountSid)/IncomingPhoneNumbers/\(number.sid)"
        return [
            "account_sid": .string(accountSid),
            "address_requirements": "none",
            "address_sid": nil,
            "api_version": "2010-04-01",
            "beta": false,
            "bundle_sid": nil,
            "capabilities": ["fax": false, "mms": true, "sms": true, "voice": true],
            "date_created": .string(RFC2822.string(number.createdAt)),
            "date_updated": .string(RFC2822.string(number.updatedAt)),
            "emergency_address_sid": nil,
            "emergency_address_status": "unregistered",
            "emergency_status": "Inactive",
            "friendly_name": .string(number.friendlyName),
            "identity_sid": nil,
            "origin": "twilio",
            "phone_number": .string(number.number),
            "sid": .string(number.sid),
            "sms_application_sid": .string(number.smsApplicationSid),
            "sms_fallback_method": .string(number.smsFallbackMethod),
            "sms_fallback_url": .string(number.smsFallbackURL),
            "sms_method": .string(number.smsMethod),
            "sms_url": .string(number.smsURL),
            "status": "in-use",
            "status_callback": .string(number.statusCallback),
            "status_callback_method": .string(number.statusCallbackMethod),
            "subresource_uris": ["assigned_add_ons": .string(uri + "/AssignedAddOns.json")],
            "trunk_sid": nil,
            "type": number.senderType == .tollFree ? "toll-free" : "local",
            "uri": .string(uri + ".json"),
            "voice_application_sid": nil,
            "voice_caller_id_lookup": false,
            "voice_fallback_method": "POST",
            "voice_fallback_url": nil,
            "voice_method": .string(number.voiceMethod),
            "voice_receive_mode": "voice",
            "voice_url": CarrierJSON(unlessEmpty: number.voiceURL),
        ]
    }
}
