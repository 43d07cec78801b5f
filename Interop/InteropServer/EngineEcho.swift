import WayleaveEngineIO

/// An Engine.IO application that echoes.
final class EngineEcho: EngineSessionHandler {
    private let session: EngineSession

    init(_ session: EngineSession) { self.session = session }

    func received(text: RawSpan) { text.withUnsafeBytes { session.send(text: $0) } }
    func received(binary: RawSpan) { binary.withUnsafeBytes { session.send(binary: $0) } }
    func upgraded(to transport: String) {}
    func closed(_ reason: EngineCloseReason) {}
}
