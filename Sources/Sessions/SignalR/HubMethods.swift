/// The methods that clients may call of a hub, under the names by which they call them, regardless of case.
///
/// Parameters decode straight from the message, results encode straight into it. Trailing optional parameters may be left out by clients.
/// A name used twice is a fault at start.
public struct HubMethods<H: InjectedHub> {
    var methods: [HubMethod] = []

    init() {}

    mutating func add(
        _ name: String, isStream: Bool = false, _ parameters: [Any.Type], _ authorization: HubAuthorization?,
        direct: (@Sendable (HubBase, inout HubCall) throws -> Void)? = nil,
        prepare: @escaping @Sendable (inout HubCall) throws -> HubMethod.Prepared
    ) {
        methods.append(
            HubMethod(
                name: name, isStream: isStream, parameters: parameters, authorization: authorization, direct: direct, prepare: prepare))
    }

    /// The types of a method's parameters.
    static func types<each A>(_ type: repeat (each A).Type) -> [Any.Type] {
        var types: [Any.Type] = []
        for type in repeat each type { types.append(type) }
        return types
    }

    /// The arguments, for filters.
    static func values<each A>(_ value: repeat each A) -> [Any] {
        var values: [Any] = []
        for value in repeat each value { values.append(value) }
        return values
    }

    /// Only hubs of this type come to its methods: the table and the factory belong to one registration.
    @inline(__always)
    static func own(_ hub: HubBase) -> H { unsafeDowncast(hub, to: H.self) }

    // MARK: Methods that do not await

    /// A method that returns nothing: it runs at once, before anything else on its loop.
    public mutating func add<each A: Decodable & SendableMetatype>(
        _ name: String, authorization: HubAuthorization? = nil,
        _ method: @escaping @Sendable (H) -> (repeat each A) throws -> Void
    ) {
        add(
            name, Self.types(repeat (each A).self), authorization,
            direct: { hub, call in
                try method(Self.own(hub))(repeat try call.next((each A).self))
                if let id = call.id { call.context.completeNull(id) }
            },
            prepare: { call in
                let arguments = (repeat try call.next((each A).self))
                return HubMethod.Prepared(
                    arguments: { Self.values(repeat each arguments) },
                    run: { hub, answer in
                        try method(Self.own(hub))(repeat each arguments)
                        answer.complete()
                    },
                    value: { hub in
                        try method(Self.own(hub))(repeat each arguments)
                        return nil
                    })
            })
    }

    /// A method that returns a result: it runs at once, before anything else on its loop.
    public mutating func add<each A: Decodable & SendableMetatype, R: Encodable & SendableMetatype>(
        _ name: String, authorization: HubAuthorization? = nil,
        _ method: @escaping @Sendable (H) -> (repeat each A) throws -> R
    ) {
        add(
            name, Self.types(repeat (each A).self), authorization,
            direct: { hub, call in
                let result = try method(Self.own(hub))(repeat try call.next((each A).self))
                if let id = call.id { try call.context.complete(id, result) }
            },
            prepare: { call in
                let arguments = (repeat try call.next((each A).self))
                return HubMethod.Prepared(
                    arguments: { Self.values(repeat each arguments) },
                    run: { hub, answer in try answer.complete(try method(Self.own(hub))(repeat each arguments)) },
                    value: { hub in try method(Self.own(hub))(repeat each arguments) })
            })
    }

    // MARK: Methods that may await

    /// A method that may await: on the loop, after the connection's earlier calls as far as they may not run at a time.
    public mutating func add<each A: Decodable & Sendable>(
        _ name: String, authorization: HubAuthorization? = nil,
        _ method: @escaping @Sendable (H) -> @concurrent (repeat each A) async throws -> Void
    ) {
        add(name, Self.types(repeat (each A).self), authorization) { call in
            let arguments = (repeat try call.next((each A).self))
            return HubMethod.Prepared(
                arguments: { Self.values(repeat each arguments) },
                run: { hub, answer in
                    try await method(Self.own(hub))(repeat each arguments)
                    answer.complete()
                },
                value: { hub in
                    try await method(Self.own(hub))(repeat each arguments)
                    return nil
                })
        }
    }

    /// A method that may await and returns a result.
    public mutating func add<each A: Decodable & Sendable, R: Encodable & Sendable>(
        _ name: String, authorization: HubAuthorization? = nil,
        _ method: @escaping @Sendable (H) -> @concurrent (repeat each A) async throws -> R
    ) {
        add(name, Self.types(repeat (each A).self), authorization) { call in
            let arguments = (repeat try call.next((each A).self))
            return HubMethod.Prepared(
                arguments: { Self.values(repeat each arguments) },
                run: { hub, answer in try answer.complete(try await method(Self.own(hub))(repeat each arguments)) },
                value: { hub in try await method(Self.own(hub))(repeat each arguments) })
        }
    }
}
