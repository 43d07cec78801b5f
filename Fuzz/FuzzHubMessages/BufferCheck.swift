import FuzzSupport
import WayleaveSignalRWire

/// The bookkeeping of stateful reconnect against a simple one, under operations that octets of the input choose.
enum BufferCheck {
    static func check(_ operations: [UInt8], capacity: Int) {
        var buffer = MessageBuffer<Int>(capacity: capacity)
        // The bytes of each message that was sent, by its number; the first that is kept; the last that was given up and may be lacked.
        var sent: [Int] = []
        var (first, lost) = (1, 0)
        var (received, next, awaits, told) = (0, 1, false, 0)
        for operation in operations {
            let number = Int(operation >> 3)
            switch operation & 7 {
            case 0, 1:
                sent.append(number)
                buffer.append(sent.count, bytes: number)
                if buffer.sequenceToSend > first {
                    lost = buffer.sequenceToSend - 1
                    precondition(sent[(first - 1)...].reduce(0, +) > capacity, "nothing is given up without need")
                }
                first = buffer.sequenceToSend
            case 2:
                let wanted = first + number - 8
                buffer.acknowledge(wanted)
                first = max(first, min(wanted, sent.count) + 1)
                // A number beyond what was sent makes up for nothing.
                if wanted >= lost, wanted <= sent.count { lost = 0 }
            case 3, 4:
                let isNew = !awaits && next > received
                precondition(buffer.shouldProcess() == isNew, "each message once, and in order")
                if !awaits {
                    if isNew { received = next }
                    next += 1
                }
            case 5:
                buffer.reconnected()
                (awaits, told) = (true, 0)
            case 6:
                let wanted = received + number - 16
                let isFit = (1...(received + 1)).contains(wanted)
                precondition(((try? buffer.sequence(wanted)) != nil) == isFit, "a client goes on where it was, or before")
                if isFit { (next, awaits) = (wanted, false) }
            default:
                let answer = buffer.takeAcknowledgement()
                expectSame(answer, received > told ? received : nil, "what is new is acknowledged")
                told = max(told, received)
            }
            let replay = buffer.replay.map(\.message)
            expectSame(buffer.sequenceToSend, first, "what was acknowledged is not kept")
            expectSame(buffer.canReplay, lost == 0, "what the client may lack is known")
            precondition(buffer.keptBytes <= capacity && buffer.count == replay.count, "no more is kept than there is room for")
            expectSame(replay, Array(first..<(first + replay.count)), "what is kept follows number by number")
            expectSame(first + replay.count, sent.count + 1, "up to the last that was sent")
            expectSame(buffer.keptBytes, replay.reduce(0) { $0 + sent[$1 - 1] }, "its bytes are counted")
        }
    }
}
