/// Both directions' bookkeeping of stateful reconnect: numbers messages of the types 1 to 5, keeps what was sent until the client has
/// acknowledged it, and drops what the client sends twice. Numbers do not travel; both sides count.
///
/// It keeps at most `capacity` bytes. When more waits for acknowledgements, the oldest copies are given up: the connection goes on, but
/// cannot be taken up again until the client has acknowledged what is missing (``canReplay``).
package struct MessageBuffer<Message> {
    private let capacity: Int
    private var kept: [(message: Message, bytes: Int)] = []
    /// The place in ``kept`` of the oldest that is still needed.
    private var first = 0
    /// The number of the message at ``first``, or of the next one to be sent.
    private var firstNumber = 1
    /// The bytes of what is kept.
    package private(set) var keptBytes = 0
    /// The highest number whose copy was given up before it was acknowledged; 0 for none.
    private var lostNumber = 0

    /// The number of the message received last, and the one acknowledged last.
    private var received = 0
    private var acknowledged = 0
    /// After a reconnect: what the client sends means nothing until it said where it begins.
    private var awaitsSequence = false
    /// The number of the next message from the client.
    private var nextNumber = 1

    /// - Parameter capacity: bytes of what is sent and not acknowledged.
    package init(capacity: Int) { self.capacity = capacity }

    // MARK: Sending

    /// The number of messages that wait for an acknowledgement.
    package var count: Int { kept.count - first }

    /// Keeps a message of the types 1 to 5, which is then to be sent unless the connection is interrupted.
    package mutating func append(_ message: Message, bytes: Int) {
        kept.append((message, bytes))
        keptBytes += bytes
        while keptBytes > capacity, first < kept.count {
            lostNumber = firstNumber
            dropFirst()
        }
        compact()
    }

    /// Forgets what the client has received. Numbers that were not sent yet mean nothing.
    package mutating func acknowledge(_ number: Int) {
        while firstNumber <= number, first < kept.count { dropFirst() }
        if number >= lostNumber, number < firstNumber + count { lostNumber = 0 }
        compact()
    }

    /// Whether nothing that the client may lack was given up.
    package var canReplay: Bool { lostNumber == 0 }

    /// What a new connection begins with: the number of the first message in ``replay``, or of the next one if there is none.
    package var sequenceToSend: Int { firstNumber }

    /// The messages that were not acknowledged, in their order.
    package var replay: ArraySlice<(message: Message, bytes: Int)> { kept[first...] }

    private mutating func dropFirst() {
        keptBytes -= kept[first].bytes
        first += 1
        firstNumber += 1
    }

    private mutating func compact() {
        guard first > 0, first == kept.count || first >= 64 else { return }
        kept.removeFirst(first)
        first = 0
    }

    // MARK: Receiving

    /// Whether to carry out a message of the types 1 to 5; not if it came before.
    package mutating func shouldProcess() -> Bool {
        guard !awaitsSequence else { return false }
        defer { nextNumber += 1 }
        guard nextNumber > received else { return false }
        received = nextNumber
        return true
    }

    /// A new connection carries on: the client is to say where it begins. What was acknowledged may not have reached it, and is again.
    package mutating func reconnected() {
        awaitsSequence = true
        acknowledged = 0
    }

    /// The client begins, or goes on, with this number.
    package mutating func sequence(_ number: Int) throws(HubProtocolError) {
        guard number >= 1, number <= received + 1 else { throw .sequenceTooHigh }
        nextNumber = number
        awaitsSequence = false
    }

    /// What to acknowledge, if there is something new; to be asked once a second at most.
    package mutating func takeAcknowledgement() -> Int? {
        guard received > acknowledged else { return nil }
        acknowledged = received
        return received
    }
}
