/// The error catalogue: one function for each situation with a known answer.
extension CreatioFault {
    /// The query cannot be read: an unknown column, incompatible types, a syntax error.
    package static func query(_ words: String) -> CreatioFault {
        envelope(400, "The query specified in the URI is not valid. \(words)", inner: words)
    }

    package static func unknownColumn(_ name: String, on entity: String) -> CreatioFault {
        query("Could not find a property named '\(name)' on type '\(CreatioSchema.namespace).\(entity)'.")
    }

    package static func incompatible(_ left: String, _ right: String, _ operation: String) -> CreatioFault {
        query(
            "A binary operator with incompatible types was detected. "
                + "Found operand types '\(left)' and '\(right)' for operator kind '\(operation)'.")
    }

    /// The body cannot be read.
    package static func invalid(_ words: String) -> CreatioFault {
        envelope(400, "The request is invalid.", inner: words)
    }

    package static func unknownProperty(_ name: String, on entity: String) -> CreatioFault {
        invalid(
            "item : The property '\(name)' does not exist on type '\(CreatioSchema.namespace).\(entity)'. "
                + "Make sure to only use property names that are defined by the type.")
    }

    /// Something went wrong while saving.
    package static func saving(_ words: String) -> CreatioFault {
        envelope(500, "An error has occurred.", inner: words)
    }

    /// Something went wrong while the answer was being written.
    package static func serializing(_ words: String) -> CreatioFault {
        envelope(
            500, "An error has occurred.",
            inner: "The 'ObjectContent`1' type failed to serialize the response body for content type "
                + "'application/json; odata.metadata=minimal'.",
            internalException: words)
    }

    package static func unknownPath(_ path: String, in entity: String) -> CreatioFault {
        serializing("Column by path \(path) not found in schema \(entity).")
    }

    package static let binaryInSelect = saving("Value cannot be null.\r\nParameter name: property")

    package static func memoryLimit() -> CreatioFault {
        serializing(
            "Request processing terminated because it reached the RAM consumption limit of 2000 MB. "
                + "Reduce the amount of requested data.")
    }

    package static func modelFailed() -> CreatioFault {
        plain(
            500,
            [
                "Message": "An error has occurred.",
                "ExceptionMessage": "Object reference not set to an instance of an object.",
                "ExceptionType": "System.NullReferenceException",
                "StackTrace": "   at Terrasoft.Web.OData.ODataEntityModelBuilder",
            ])
    }

    package static func poolExhausted() -> CreatioFault { saving("53300: sorry, too many clients already") }

    package static func noLicence(for entity: String) -> CreatioFault {
        saving("User has no license for the \"\(entity)\" object")
    }

    package static func noRights(to entity: String, status: Int) -> CreatioFault {
        envelope(
            status, "An error has occurred.",
            inner: "Current user does not have permissions for the \"\(entity)\" object")
    }

    /// No such object at `uri`.
    package static func unknownSet(
        _ name: String, uri: String, body: CreatioSwitches.MissingSet
    ) -> CreatioFault {
        let words = "No HTTP resource was found that matches the request URI '\(uri)'."
        switch body {
        case .html:
            return page(
                404,
                html: "<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head>"
                    + "<body><h1>Server Error</h1></body></html>")
        case .hardened: return plain(404, ["Message": .text(words)])
        case .full:
            let detail = "No type was found that matches the controller named '\(name)'."
            return plain(404, ["Message": .text(words), "MessageDetail": .text(detail)])
        }
    }

    /// A web firewall's page instead of the site's answer.
    package static func firewall(_ status: Int) -> CreatioFault {
        page(
            status,
            html: "<html><head><title>Request unsuccessful</title></head><body>Request unsuccessful. "
                + "Incapsula incident ID: 0-0</body></html>")
    }
}
