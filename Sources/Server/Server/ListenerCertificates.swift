internal import WayleaveEventLoop
internal import WayleaveTLS

/// The certificates of a server's listeners: compiled before anything is listened on, reloaded while it runs.
final class ListenerCertificates: Sendable {
    /// In the listeners' order; `nil` for a plain one.
    private let contexts: [TLSContext?]

    /// Reads everything, and adds what is wrong with it to `faults`.
    init(_ listeners: [Listener], _ faults: inout [ServerConfigurationError.Fault]) {
        var contexts: [TLSContext?] = []
        for listener in listeners {
            do throws(TLSConfigurationError) {
                contexts.append(try listener.tls.map { configuration throws(TLSConfigurationError) in try TLSContext(configuration) })
            } catch {
                faults += error.faults.map { .init($0.code, $0.reason, $0.mend) }
                contexts.append(nil)
            }
        }
        self.contexts = contexts
    }

    /// Makes the handlers of listener `index`: of its plain connections, or of its encrypted ones when their handshakes are done.
    func handlerMaker(
        of index: Int, _ site: Site, _ makeHandler: @escaping TCPConnection.HandlerMaker
    ) -> TCPConnection.HandlerMaker {
        guard let context = contexts[index] else { return makeHandler }
        let acceptor = TLSAcceptor(context, answerToPlainRequest: PlainRequestAnswer.bytes) { failure, peer in
            guard site.handshakes.isDue(failure.name, now: EventLoop.current?.coarseSeconds ?? 0) else { return }
            site.log(
                LogRecord(
                    .warning, "tls-handshake-failed",
                    "the handshake with \(peer.map(\.description) ?? "a peer") failed: \(failure); told once a minute",
                    ["name": failure.name, "address": peer.map(\.description) ?? ""]))
        }
        return { $0.startTLS(acceptor, makeHandler) }
    }

    /// Reads all files again, and puts what they hold in force, everywhere or nowhere.
    func reload(_ site: Site) throws(ServerConfigurationError) {
        do throws(TLSConfigurationError) {
            try TLSContext.reload(contexts.compactMap(\.self))
        } catch {
            throw ServerConfigurationError(error.faults.map { .init($0.code, $0.reason, $0.mend) })
        }
        warn(site)
    }

    /// Logs what will be a fault some day, such as a certificate that expires soon.
    func warn(_ site: Site) {
        for warning in contexts.compactMap(\.self).flatMap(\.warnings) {
            site.log(LogRecord(.warning, warning.code, "\(warning.reason); \(warning.mend)"))
        }
    }
}
