extension CrossOriginRules: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case origins, methods, requestHeaders, exposedHeaders, credentials, preflightMaxAge, upgradesWithoutOrigin, allowSameOrigin
        case preflightStatus, passesPreflightsToHandler, timingOrigins, resourcePolicy
        case dangerouslyAllowInsecureOriginsWithCredentials, dangerouslyAllowNullOrigin, dangerouslyAllowPublicSuffixSubdomains
        case dangerouslyAllowPrivateNetworkAccess
    }

    /// Any key, to find those that are not ours.
    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads rules; a missing key takes its default, an unknown key is a `DecodingError` that names the nearest known one.
    public init(from decoder: any Decoder) throws {
        self.init()
        for key in try decoder.container(keyedBy: AnyKey.self).allKeys where CodingKeys(stringValue: key.stringValue) == nil {
            let nearest = EditDistance.nearest(to: key.stringValue, among: CodingKeys.allCases.map(\.stringValue), within: 8)
            let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath + [key], debugDescription: "`\(key.stringValue)` is not a cross-origin rule\(hint)"))
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, into value: inout Value) throws {
            if let read = try values.decodeIfPresent(Value.self, forKey: key) { value = read }
        }
        try read(.origins, into: &origins)
        try read(.methods, into: &methods)
        try read(.requestHeaders, into: &requestHeaders)
        try read(.exposedHeaders, into: &exposedHeaders)
        try read(.credentials, into: &credentials)
        try read(.preflightStatus, into: &preflightStatus)
        try read(.passesPreflightsToHandler, into: &passesPreflightsToHandler)
        try read(.timingOrigins, into: &timingOrigins)
        resourcePolicy = try values.decodeIfPresent(ResourcePolicy.self, forKey: .resourcePolicy)
        try read(.upgradesWithoutOrigin, into: &upgradesWithoutOrigin)
        try read(.allowSameOrigin, into: &allowSameOrigin)
        try read(.dangerouslyAllowInsecureOriginsWithCredentials, into: &dangerouslyAllowInsecureOriginsWithCredentials)
        try read(.dangerouslyAllowNullOrigin, into: &dangerouslyAllowNullOrigin)
        try read(.dangerouslyAllowPublicSuffixSubdomains, into: &dangerouslyAllowPublicSuffixSubdomains)
        try read(.dangerouslyAllowPrivateNetworkAccess, into: &dangerouslyAllowPrivateNetworkAccess)
        if values.contains(.preflightMaxAge) {
            preflightMaxAge = try values.decodeNil(forKey: .preflightMaxAge) ? nil : Self.duration(values)
        }
    }

    /// Writes every rule; `preflightMaxAge` in seconds, or `null`.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(origins, forKey: .origins)
        try values.encode(methods, forKey: .methods)
        try values.encode(requestHeaders, forKey: .requestHeaders)
        try values.encode(exposedHeaders, forKey: .exposedHeaders)
        try values.encode(credentials, forKey: .credentials)
        if let preflightMaxAge {
            let (seconds, attoseconds) = preflightMaxAge.components
            if attoseconds == 0 {
                try values.encode(seconds, forKey: .preflightMaxAge)
            } else {
                try values.encode(Double(seconds) + Double(attoseconds) * 1e-18, forKey: .preflightMaxAge)
            }
        } else {
            try values.encodeNil(forKey: .preflightMaxAge)
        }
        try values.encode(preflightStatus, forKey: .preflightStatus)
        try values.encode(passesPreflightsToHandler, forKey: .passesPreflightsToHandler)
        try values.encode(timingOrigins, forKey: .timingOrigins)
        try values.encodeIfPresent(resourcePolicy, forKey: .resourcePolicy)
        try values.encode(upgradesWithoutOrigin, forKey: .upgradesWithoutOrigin)
        try values.encode(allowSameOrigin, forKey: .allowSameOrigin)
        try values.encode(dangerouslyAllowInsecureOriginsWithCredentials, forKey: .dangerouslyAllowInsecureOriginsWithCredentials)
        try values.encode(dangerouslyAllowNullOrigin, forKey: .dangerouslyAllowNullOrigin)
        try values.encode(dangerouslyAllowPublicSuffixSubdomains, forKey: .dangerouslyAllowPublicSuffixSubdomains)
        try values.encode(dangerouslyAllowPrivateNetworkAccess, forKey: .dangerouslyAllowPrivateNetworkAccess)
    }

    private static func duration(_ values: KeyedDecodingContainer<CodingKeys>) throws -> Duration {
        let seconds = try values.decode(Double.self, forKey: .preflightMaxAge)
        // Far outside the permitted range; beyond it `Duration` itself would trap.
        guard seconds.magnitude <= 1e12 else {
            throw DecodingError.dataCorruptedError(
                forKey: .preflightMaxAge, in: values, debugDescription: "preflightMaxAge is \(seconds) s; write 0 to 86400, or null")
        }
        return seconds == seconds.rounded() ? .seconds(Int64(seconds)) : .seconds(seconds)
    }
}
