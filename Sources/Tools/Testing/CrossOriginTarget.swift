internal import WayleaveEventLoop
public import WayleaveServer

/// What an expectation is about: a server of this package, running or not, or any address.
public protocol CrossOriginTarget: Sendable {
    /// Calls `body` with the address to examine, without a path: `http://127.0.0.1:49152`.
    func withAddress<Result>(_ body: (String) throws -> Result) async throws -> Result
}

extension Server: CrossOriginTarget {
    /// Starts the server on a free port of this machine, and stops it afterwards.
    public func withAddress<Result>(_ body: (String) throws -> Result) async throws -> Result {
        let running = try start(port: 0)
        do {
            let result = try await running.withAddress(body)
            await running.stop()
            return result
        } catch {
            await running.stop()
            throw error
        }
    }
}

extension RunningServer: CrossOriginTarget {
    /// The server as it runs, at the first of its addresses.
    public func withAddress<Result>(_ body: (String) throws -> Result) async throws -> Result {
        try body("http://127.0.0.1:\(address.port)")
    }
}

extension String: CrossOriginTarget {
    /// The address as it is written, such as `https://api.example.com`.
    public func withAddress<Result>(_ body: (String) throws -> Result) async throws -> Result { try body(self) }
}
