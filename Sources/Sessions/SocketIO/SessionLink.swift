package import WayleaveEngineIO
package import WayleaveEngineIOWire
package import WayleaveEventLoop
package import WayleaveServer

/// What a connection needs of the Engine.IO session below it; tests put something else in its place.
package protocol SessionLink: AnyObject {
    /// The session's secret id.
    var id: String { get }
    var revision: EngineRevision { get }
    var loop: EventLoop { get }
    var handshakeRequest: Request { get }
    var isWritable: Bool { get }
    var bufferedBytes: Int { get }
    func send(text: UnsafeRawBufferPointer, compress: Bool)
    func send(binary: UnsafeRawBufferPointer, compress: Bool)
    func send(_ message: EngineMessage)
    func pauseReading()
    func resumeReading()
    func close(_ reason: EngineCloseReason, discard: Bool)
}

extension SessionLink {
    func send(text: UnsafeRawBufferPointer) { send(text: text, compress: true) }
    func send(binary: UnsafeRawBufferPointer) { send(binary: binary, compress: true) }
}

extension EngineSession: SessionLink {}
