internal import Synchronization
internal import WayleaveEventLoop

/// Reading the settings again while connections stay open.
extension RunningServer {
    /// Does what ``Server/onReload(_:)`` was given, in order. What fails leaves the old in force, and the rest is done all the same.
    ///
    /// No connection is closed. - Throws: ``ServerReloadError`` with every failure; each is logged too.
    public func reload() async throws(ServerReloadError) {
        var failures: [any Error] = []
        for body in site.reloads {
            do { try await body(self) } catch { failures.append(error) }
        }
        guard failures.isEmpty else {
            let error = ServerReloadError(failures: failures)
            site.log(LogRecord(.error, "reload-failed", "the old settings stay in force: \(error)"))
            throw error
        }
        site.log(LogRecord(.info, "reloaded", "settings were read again; policies in force: generation \(policies.generation)"))
    }

    /// Reloads at each `SIGHUP`; signals that come during a reload lead to one more.
    public func reloadOnSignal() {
        _ = SignalWatcher([.hangUp], on: group.loops[0]) { [self] _ in
            let mayStart = reloading.withLock { state in
                defer { state = (true, state.isAtWork) }
                return !state.isAtWork
            }
            guard mayStart else { return }
            Task {
                repeat { try? await reload() } while isReloadWanted()
            }
        }
    }

    private func isReloadWanted() -> Bool {
        reloading.withLock { state in
            let isWanted = state.isWanted
            state = (isWanted, false)
            return isWanted
        }
    }
}
