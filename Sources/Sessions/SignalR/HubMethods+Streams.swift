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

/// A stream with its type erased. It is `Encodable` only to pass through filters, and encodes as nothing.
struct HubStream: Encodable {
    /// Sends all items; throws ``HubStreamError``.
    let send: (HubCallerContext, _ id: String) async throws -> Void

    init<S: AsyncSequence>(_ sequence: S) where S.Element: Encodable {
        send = { context, id in
            do {
                var sent = 0
                for try await item in sequence {
                    guard context.isOpen, !Task.isCancelled else { return }
                    try context.sendItem(id, item)
                    sent += 1
                    try await context.giveWay(after: sent)
                }
            } catch {
                throw HubStreamError(underlying: error)
            }
        }
    }

    func encode(to encoder: any Encoder) throws {}
}

/// What a stream threw after it had begun.
struct HubStreamError: Error {
    let underlying: any Error
}
