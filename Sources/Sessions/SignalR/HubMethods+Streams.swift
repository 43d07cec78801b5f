extension HubMethods {
    /// A method whose result is a stream, which ends early when the client cancels it: the task that iterates is then cancelled.
    public mutating func stream<each A: Decodable & SendableMetatype, S: AsyncSequence & SendableMetatype>(
        _ name: String, authorization: HubAuthorization? = nil,
        _ method: @escaping @Sendable (H) -> (repeat each A) throws -> S
    ) where S.Element: Encodable & SendableMetatype {
        add(name, isStream: true, Self.types(repeat (each A).self), authorization) { call in
            let arguments = (repeat try call.next((each A).self))
            return Self.prepared({ Self.values(repeat each arguments) }) { hub in
                HubStream(try method(Self.own(hub))(repeat each arguments))
            }
        }
    }

    /// The same with a method that awaits before there is a stream.
    public mutating func stream<each A: Decodable & Sendable, S: AsyncSequence & Sendable>(
        _ name: String, authorization: HubAuthorization? = nil,
        _ method: @escaping @Sendable (H) -> @concurrent (repeat each A) async throws -> S
    ) where S.Element: Encodable & SendableMetatype {
        add(name, isStream: true, Self.types(repeat (each A).self), authorization) { call in
            let arguments = (repeat try call.next((each A).self))
            return Self.prepared({ Self.values(repeat each arguments) }) { hub in
                HubStream(try await method(Self.own(hub))(repeat each arguments))
            }
        }
    }

    private static func prepared(
        _ arguments: @escaping () -> [Any], _ open: @escaping (HubBase) async throws -> HubStream
    ) -> HubMethod.Prepared {
        HubMethod.Prepared(
            arguments: arguments,
            run: { hub, answer in
                let stream = try await open(hub)
                if let id = answer.id { try await stream.send(answer.context, id) }
            },
            value: { hub in try await open(hub) })
    }
}
