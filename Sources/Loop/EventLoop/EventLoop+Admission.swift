/// Who may connect to the listeners of a loop, and how fast.
extension EventLoop {
    /// Sets, for all its listeners, who may connect and how fast; before any of them accepts. On the loop only.
    ///
    /// - Parameters:
    ///   - perSecond: connections this loop accepts within a second; what exceeds them waits in the kernel's queue.
    ///   - makeRoom: closes connections that nobody would miss when the limit is reached; tells whether there were any.
    package func admit(by admission: ConnectionAdmission, perSecond: Int, makeRoom: @escaping () -> Bool) {
        state.pointee.admission = admission
        state.pointee.acceptBudget = AcceptBudget(perSecond: perSecond)
        state.pointee.makeRoom = makeRoom
    }

    /// Who may connect; `nil` admits all.
    var admission: ConnectionAdmission? { state.pointee.admission }

    /// Counts a connection that was turned away. On the loop only.
    func note(_ refusal: ConnectionRefusal, _ address: AddressBits?) {
        counters.pointee.refused[refusal, default: 0] += 1
        admission?.note(refusal, address)
    }

    /// Closes connections that nobody would miss; whether there were any.
    func makeRoom() -> Bool { state.pointee.makeRoom?() ?? false }
}

extension EventLoopGroup {
    /// How many connections the process has descriptors for: the limit of open files (`ulimit -n`) less those in use and a reserve of 16,
    /// and four for each loop, for files, lookups and certificates; at least one.
    package func descriptorsForConnections() -> Int {
        max(1, Platform.openFileLimit - Platform.openFileCount - 16 - 4 * loops.count)
    }
}
