package import WayleaveEngineIO
package import WayleaveEventLoop
package import WayleaveServer

/// What a connection needs of the Engine.IO session below it; tests put something else in its place.
package protocol SessionLink: AnyObject {
    var id: String { get }
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

extension EngineSession: SessionLink {}
