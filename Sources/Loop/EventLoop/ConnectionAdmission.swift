internal import Synchronization

/// Who may connect: how many connections there are in all and of each address, and how fast an address opens them.
///
/// One for all loops of a server. It is asked when a connection is accepted and told when one closes, never in between; the lock is held for
/// a look into one table. What it remembers is bounded by the connections there may be, plus the addresses of the last second or two.
package final class ConnectionAdmission: Sendable {
    /// Connections in all.
    package let maxConnections: Int
    private let maxPerAddress: Int
    private let maxNewPerAddress: Int
    /// Whether an address is not bounded by itself: a proxy speaks for many.
    private let isExempt: @Sendable (AddressBits) -> Bool
    private let table = Mutex(Table())
    private let refused = Mutex<[ConnectionRefusal: (count: Int, latest: String)]>([:])

    /// What is known of one address: its open connections, and those accepted in the second it last connected in.
    private struct Entry {
        var open = 0
        var second = 0
        var newInSecond = 0
    }

    private struct Table {
        var open = 0
        var entries: [UInt64: Entry] = [:]
        var sweptAt = 0
    }

    /// - Parameters:
    ///   - maxPerAddress: open connections of one address.
    ///   - maxNewPerAddress: connections that one address may open within a second.
    package init(
        maxConnections: Int, maxPerAddress: Int, maxNewPerAddress: Int, isExempt: @escaping @Sendable (AddressBits) -> Bool
    ) {
        self.maxConnections = maxConnections
        self.maxPerAddress = maxPerAddress
        self.maxNewPerAddress = maxNewPerAddress
        self.isExempt = isExempt
    }

    /// The connections open now.
    package var openCount: Int { table.withLock { $0.open } }

    /// The addresses remembered now.
    var rememberedCount: Int { table.withLock { $0.entries.count } }

    /// The connections refused so far, and the last address of each kind (empty when there was none).
    package var refusals: [ConnectionRefusal: (count: Int, latest: String)] { refused.withLock { $0 } }

    /// Counts a new connection, or says why it may not be; `address` is `nil` for a peer without one, such as a Unix-domain socket's.
    func admit(_ address: AddressBits?, now second: Int) -> Result<ConnectionTicket, ConnectionRefusal> {
        let key = address.flatMap { isExempt($0) ? nil : $0.key }
        return table.withLock { table in
            guard table.open < maxConnections else { return .failure(.tooMany) }
            if let key, let refusal = count(key, &table, second) { return .failure(refusal) }
            table.open += 1
            return .success(ConnectionTicket(key: key ?? ConnectionTicket.exempt))
        }
    }

    /// Counts a connection that was admitted as its proxy's as its client's instead.
    func transfer(_ ticket: inout ConnectionTicket, to address: AddressBits, now second: Int) -> ConnectionRefusal? {
        guard ticket.key == ConnectionTicket.exempt, !isExempt(address) else { return nil }
        let key = address.key
        if let refusal = table.withLock({ count(key, &$0, second) }) { return refusal }
        ticket.key = key
        return nil
    }

    private func count(_ key: UInt64, _ table: inout Table, _ second: Int) -> ConnectionRefusal? {
        var entry = table.entries[key] ?? Entry()
        if entry.second != second {
            entry.second = second
            entry.newInSecond = 0
            if table.sweptAt != second, table.entries.count > table.open + 1024 { sweep(&table, second) }
        }
        entry.newInSecond += 1
        defer { table.entries[key] = entry }
        guard entry.newInSecond <= maxNewPerAddress else { return .tooFast }
        guard entry.open < maxPerAddress else { return .tooManyOfAddress }
        entry.open += 1
        return nil
    }

    /// Forgets the addresses that have left; at most once a second.
    private func sweep(_ table: inout Table, _ second: Int) {
        table.sweptAt = second
        table.entries = table.entries.filter { $0.value.open > 0 || $0.value.second >= second - 1 }
    }

    /// A connection is gone.
    func release(_ ticket: ConnectionTicket, now second: Int) {
        guard ticket.key != ConnectionTicket.none else { return }
        table.withLock { table in
            table.open -= 1
            guard ticket.key != ConnectionTicket.exempt, var entry = table.entries[ticket.key] else { return }
            entry.open -= 1
            // An address that has just connected is remembered for a second, or reconnecting at once would be free.
            table.entries[ticket.key] = entry.open == 0 && entry.second < second - 1 ? nil : entry
        }
    }

    /// Notes that a connection was turned away.
    func note(_ refusal: ConnectionRefusal, _ address: AddressBits?) {
        refused.withLock { refused in
            refused[refusal, default: (0, "")].count += 1
            // Only the first of a burst is worth the text.
            if let address, refused[refusal]?.count.isMultiple(of: 64) == true || refused[refusal]?.count == 1 {
                refused[refusal]?.latest = address.description
            }
        }
    }
}
