import CrossOrigin
import Testing

/// Builds a policy whose rules the test takes to be right.
func policy(_ configure: (inout CrossOriginRules) -> Void) throws -> CrossOriginPolicy { try CrossOriginPolicy(configure) }

/// The codes of all faults of the rules, in order.
func faults(_ configure: (inout CrossOriginRules) -> Void) -> [CrossOriginFault] {
    do throws(CrossOriginRulesError) {
        _ = try CrossOriginPolicy(configure)
        return []
    } catch {
        return error.faults
    }
}

extension CrossOriginRequest {
    static func get(_ origin: String?) -> CrossOriginRequest {
        CrossOriginRequest(method: "GET", origins: origin.map { [$0] } ?? [])
    }

    static func preflight(_ origin: String, _ method: String = "POST", headers: [String] = []) -> CrossOriginRequest {
        CrossOriginRequest(method: "OPTIONS", origins: [origin], requestedMethod: method, requestedHeaders: headers)
    }

    static func upgrade(_ origin: String?, host: String? = nil, isSecure: Bool = false) -> CrossOriginRequest {
        CrossOriginRequest(method: "GET", origins: origin.map { [$0] } ?? [], isUpgrade: true, host: host, isSecure: isSecure)
    }
}

extension CrossOriginVerdict {
    var text: String { String(decoding: fields.bytes, as: UTF8.self) }
    var allowOrigin: String? { fields["Access-Control-Allow-Origin"] }
    var vary: String? { fields["Vary"] }
}
