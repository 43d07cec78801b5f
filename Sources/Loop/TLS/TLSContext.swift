internal import Synchronization

/// A configuration in force: makes the sessions of new connections, and can be given its certificates anew while it is used.
package final class TLSContext: Sendable {
    package let configuration: TLSConfiguration
    private let tickets: TicketKeys
    private let material: Mutex<TLSMaterial>

    /// Reads all files and checks everything.
    ///
    /// - Throws: every fault at once.
    package init(_ configuration: TLSConfiguration) throws(TLSConfigurationError) {
        self.configuration = configuration
        tickets = TicketKeys(lifetimeSeconds: Int(configuration.ticketLifetime.components.seconds))
        material = Mutex(try TLSMaterial(configuration, tickets: tickets))
    }

    /// What will be a fault some day, such as a certificate about to expire.
    package var warnings: [TLSConfigurationFault] { material.withLock { $0.warnings } }

    /// Reads the files of all `contexts` again: connections from now on use what they hold, open ones stay as they are, tickets stay good.
    ///
    /// - Throws: every fault at once; what was in force then stays in force everywhere.
    package static func reload(_ contexts: [TLSContext]) throws(TLSConfigurationError) {
        var fresh: [TLSMaterial] = []
        var faults: [TLSConfigurationFault] = []
        for context in contexts {
            do throws(TLSConfigurationError) {
                fresh.append(try TLSMaterial(context.configuration, tickets: context.tickets))
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw TLSConfigurationError(faults: faults) }
        for (context, new) in zip(contexts, fresh) { context.material.withLock { $0 = new } }
    }

    /// The session of a new connection on the loop that `pipe` belongs to; `nil` when OpenSSL has no memory for it.
    package func makeSession(_ pipe: UnsafeMutablePointer<TLSPipe>) -> TLSSession? {
        TLSSession(material.withLock { $0 }, pipe)
    }
}
