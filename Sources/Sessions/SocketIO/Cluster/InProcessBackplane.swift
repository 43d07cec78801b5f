import Synchronization

/// A backplane between servers of one process. Messages take the form they would have between processes, so that nothing is shared.
final class InProcessBackplane: Backplane {
    /// The most messages that wait for one member; further ones are lost to it: 65,536.
    static let maxWaiting = 65_536

    /// A member and the messages on their way to it.
    private struct Seat {
        let member: any ClusterMember
        let mail: AsyncStream<Delivery>.Continuation
    }

    private struct Delivery {
        let bytes: [UInt8]
        let offset: String?
    }

    private struct State {
        var seats: [String: [Seat]] = [:]
        var faults: BackplaneFaults?
        /// What is held back until the next message to the same node.
        var held: [String: [Delivery]] = [:]
        var nextOffset = 1
    }

    private let state = Mutex(State())
    /// Whether it tells how many servers there are, as brokers that count subscribers do.
    let countsServers: Bool

    init(countsServers: Bool = false) { self.countsServers = countsServers }

    /// What goes wrong from now on; `nil`: nothing.
    func inject(_ faults: BackplaneFaults?) { state.withLock { $0.faults = faults } }

    func join(_ member: any ClusterMember) {
        let (stream, mail) = AsyncStream.makeStream(of: Delivery.self, bufferingPolicy: .bufferingOldest(Self.maxWaiting))
        state.withLock { $0.seats[member.namespace, default: []].append(Seat(member: member, mail: mail)) }
        Task { [weak member] in
            for await delivery in stream {
                guard let message = try? ClusterMessage(decoding: delivery.bytes) else { continue }
                member?.receive(message, offset: delivery.offset)
            }
        }
    }

    func leave(_ member: any ClusterMember) {
        let gone = state.withLock { state in
            let all = state.seats[member.namespace] ?? []
            state.seats[member.namespace] = all.filter { $0.member !== member }
            return all.filter { $0.member === member }
        }
        for seat in gone { seat.mail.finish() }
    }

    func serverCount(of namespace: String) async throws -> Int? {
        countsServers ? state.withLock { $0.seats[namespace]?.count ?? 0 } : nil
    }

    func publish(_ message: ClusterMessage, completion: @escaping @Sendable (Result<String?, any Error>) -> Void) {
        completion(Result { try send(message) { $0.uid != message.uid } })
    }

    func publish(_ response: ClusterMessage, to uid: String, completion: @escaping @Sendable (Result<Void, any Error>) -> Void) {
        completion(Result { _ = try send(response) { $0.uid == uid } })
    }

    private func send(_ message: ClusterMessage, to isMeant: (any ClusterMember) -> Bool) throws -> String? {
        let bytes = try message.encoded()
        return try state.withLock { state in
            if state.faults?.refuses(message) == true { throw BackplaneFaults.Refusal() }
            let offset = "\(state.nextOffset)"
            state.nextOffset += 1
            let delivery = Delivery(bytes: bytes, offset: offset)
            for seat in state.seats[message.namespace] ?? [] where isMeant(seat.member) {
                deliver(delivery, to: seat, state.faults?.fate(of: message, to: seat.member.uid) ?? .arrives, &state)
            }
            return offset
        }
    }

    /// Under the lock, so that messages arrive everywhere in the order in which they were published.
    private func deliver(_ delivery: Delivery, to seat: Seat, _ fate: BackplaneFaults.Fate, _ state: inout State) {
        let uid = seat.member.uid
        switch fate {
        case .arrives: seat.mail.yield(delivery)
        case .isLost: break
        case .arrivesTwice:
            seat.mail.yield(delivery)
            seat.mail.yield(delivery)
        case .isOvertaken:
            state.held[uid, default: []].append(delivery)
            return
        case .isLate(let delay):
            Task {
                try? await Task.sleep(for: delay)
                seat.mail.yield(delivery)
            }
            return
        }
        for held in state.held.removeValue(forKey: uid) ?? [] { seat.mail.yield(held) }
    }
}
