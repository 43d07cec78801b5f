// Interop/server --profile socketio --port 3000

import Wayleave

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The server that strangers' clients and suites are pointed at: one profile, one port, one line when it listens, ends on SIGTERM.
///
/// The main thread waits in `pause`, not in Swift's main executor, because valgrind cannot follow the latter.
@main struct Main {
    static func main() {
        let options: Options
        do { options = try Options(CommandLine.arguments.dropFirst()) } catch { leave(2, "\(error)\n\(Options.usage)") }
        if options.wantsHelp {
            print(Options.usage)
            return
        }
        do {
            var server = try options.profile.makeServer(options)
            if options.profile != .policies, let file = options.policies {
                // Read at each SIGHUP too.
                server.onReload { $0.replacePolicy(try PolicyServer.policy(in: file)) }
            }
            if let loops = options.loops { server.loopCount = loops }
            let running = try server.start(on: try options.places())
            running.stopOnSignals()
            running.reloadOnSignal()
            print("listening on \(options.name(running.addresses)) (profile \(options.profile.rawValue))")
            fflush(nil)
            Task.detached {
                await running.wait()
                exit(0)
            }
        } catch { leave(3, "\(error)") }
        while true { pause() }
    }

    private static func leave(_ status: Int32, _ message: String) -> Never {
        let line = Array("\(message)\n".utf8)
        _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(status)
    }
}
