import WayleaveEventLoop
import WayleaveJSON
import WayleaveSignalRConnections

/// A stream that a client sends: a parameter of a hub's method, in the order in which the client names its streams.
///
/// ```swift
/// func addNumbers(base: Int, numbers: HubUpload<Int>) async throws -> Int { try await numbers.reduce(base, +) }
/// ```
/// It ends when the client ends it, with a ``HubException`` when the client says so, and with an error when the connection ends. Each item
/// goes to one iterator only. A client whose items are not read waits, see ``SignalRHubOptions/streamBufferCapacity``.
public struct HubUpload<Element: Decodable & Sendable>: AsyncSequence, Sendable {
    /// What the stream may end with.
    public typealias Failure = any Error

    let buffer: LoopBound<UploadBuffer<Element>>

    /// Takes the items one after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let buffer: LoopBound<UploadBuffer<Element>>

        /// The next item, awaited; `nil` after the last.
        public mutating func next() async throws -> Element? {
            let buffer = buffer
            return try await withCheckedThrowingContinuation { continuation in
                if buffer.loop.inLoop {
                    buffer.value.take(continuation)
                } else {
                    buffer.loop.execute { buffer.value.take(continuation) }
                }
            }
        }
    }

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(buffer: buffer) }
}

/// Streams are no values of a message: a stream is a parameter of its own, not a part of another one.
extension HubUpload: Decodable {
    public init(from decoder: any Decoder) throws {
        throw DecodingError.dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "a stream was expected, which the client did not name"))
    }
}

extension HubUpload: AnyHubUpload {
    static func make(context: HubCallerContext) -> (upload: Any, channel: UploadChannel) {
        let buffer = UploadBuffer<Element>(capacity: context.local.core.options.streamBufferCapacity)
        buffer.context = context
        return (HubUpload(buffer: LoopBound(buffer, to: context.connection.loop)), buffer)
    }
}
