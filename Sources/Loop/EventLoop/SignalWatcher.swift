internal import CLibUV
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Watches for the signals that ask a process to stop (`SIGTERM`, `SIGINT`) and for `SIGHUP`.
package enum ProcessSignal: Int32, Sendable, CaseIterable {
    case hangUp = 1
    case interrupt = 2
    case terminate = 15
}

/// Calls a closure on a loop for each arriving signal, until cancelled.
package final class SignalWatcher: Sendable {
    private let loop: EventLoop
    private let body: @Sendable (ProcessSignal) -> Void
    private let handles = Mutex<[UInt]>([])

    /// Starts watching; from any thread.
    package init(_ signals: [ProcessSignal], on loop: EventLoop, _ body: @escaping @Sendable (ProcessSignal) -> Void) {
        self.loop = loop
        self.body = body
        loop.execute { [self] in
            for signal in signals { watch(signal) }
        }
    }

    private func watch(_ signal: ProcessSignal) {
        let handle = UnsafeMutablePointer<uv_signal_t>.allocate(capacity: 1)
        uv_signal_init(loop.uv, handle)
        handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
        uv_signal_start(handle, signalCallback, signal.rawValue)
        handles.withLock { $0.append(UInt(bitPattern: handle)) }
    }

    /// Stops watching; the signals have their default effect again. From any thread.
    package func cancel() {
        loop.execute { [self] in
            let taken = handles.withLock { list in
                let taken = list
                list = []
                return taken
            }
            for case let handle? in taken.map({ UnsafeMutablePointer<uv_signal_t>(bitPattern: $0) }) {
                uv_signal_stop(handle)
                uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), signalClosedCallback)
            }
        }
    }

    fileprivate func arrived(_ number: Int32) {
        if let signal = ProcessSignal(rawValue: number) { body(signal) }
    }
}

private func signalCallback(_ handle: UnsafeMutablePointer<uv_signal_t>?, _ number: Int32) {
    guard let data = handle?.pointee.data else { return }
    Unmanaged<SignalWatcher>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.arrived(number) }
}

private func signalClosedCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    guard let handle, let data = handle.pointee.data else { return }
    Unmanaged<SignalWatcher>.fromOpaque(data).release()
    UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_signal_t.self).deallocate()
}
