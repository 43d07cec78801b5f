internal import WayleaveBytes
internal import WayleaveEventLoop

/// What one loop holds for an Engine.IO server: its sessions and a scratch buffer. Confined to the loop.
final class EngineLoop {
    let loop: EventLoop
    let settings: EngineSettings
    let directory: SessionDirectory
    let replies: EngineReplies
    private(set) var sessions: [String: EngineSession] = [:]
    private var scratch = ByteWriter(capacity: 1024)

    init(loop: EventLoop, settings: EngineSettings, directory: SessionDirectory, hooks: EngineHooks) {
        self.loop = loop
        self.settings = settings
        self.directory = directory
        replies = EngineReplies(settings: settings, hooks: hooks)
    }

    /// Registers a session; `false` if its id is taken, on whatever loop.
    func insert(_ session: EngineSession) -> Bool {
        guard directory.insert(session.id, home: loop) else { return false }
        sessions[session.id] = session
        return true
    }

    func remove(_ session: EngineSession) {
        guard sessions[session.id] === session else { return }
        sessions[session.id] = nil
        directory.remove(session.id)
    }

    /// The most a scratch buffer keeps between uses: 64 KiB, so that one large response does not stay in memory for ever.
    private static let keptScratchBytes = 64 * 1024

    /// Lends the loop's scratch buffer, emptied. Not to be nested: `body` must not send on or close a session.
    func withScratch<R>(_ body: (inout ByteWriter) -> R) -> R {
        scratch.removeAll()
        defer { if scratch.count > Self.keptScratchBytes { scratch = ByteWriter(capacity: 1024) } }
        return body(&scratch)
    }
}
