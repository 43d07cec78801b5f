/// Finds texts that automata agree on, to show an author what an expression admits.
enum AutomatonSearch {
    /// What origins are made of.
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789-_.:/[]+".utf8)
    /// The most combinations of states looked at.
    private static let maximumVisited = 20_000
    /// The most texts begun when all are sought.
    private static let maximumBegun = 4000

    /// A text on the way: the one before it, and the byte it adds.
    private struct Step {
        var states: UInt64
        var from: Int
        var byte: UInt8
    }

    /// The shortest text that all of `matching` match and `excluding` does not; `nil` if there is none, or none was found in bounded time.
    ///
    /// - Parameter matching: at most three automata.
    static func shortest(matching: [OriginAutomaton], excluding: OriginAutomaton? = nil) -> String? {
        let all = matching + (excluding.map { [$0] } ?? [])
        var queue = [Step(states: start(all), from: -1, byte: 0)]
        var seen: Set<UInt64> = [queue[0].states]
        var head = 0
        while head < queue.count {
            let states = queue[head].states
            if accepts(all, states, excludesLast: excluding != nil) { return text(queue, head) }
            for byte in alphabet where seen.count < maximumVisited {
                guard let next = next(all, states, byte, matching.count), seen.insert(next).inserted else { continue }
                queue.append(Step(states: next, from: head, byte: byte))
            }
            head += 1
        }
        return nil
    }

    /// All texts that all of `matching` match, shortest first; `nil` if they are more than `limit`, or more than can be found in bounded time.
    static func all(matching: [OriginAutomaton], atMost limit: Int) -> [String]? {
        var queue = [Step(states: start(matching), from: -1, byte: 0)]
        var found: [String] = []
        var head = 0
        while head < queue.count {
            let states = queue[head].states
            if accepts(matching, states, excludesLast: false) {
                guard found.count < limit else { return nil }
                found.append(text(queue, head))
            }
            for byte in alphabet {
                guard let next = next(matching, states, byte, matching.count) else { continue }
                guard queue.count < maximumBegun else { return nil }
                queue.append(Step(states: next, from: head, byte: byte))
            }
            head += 1
        }
        return found
    }

    /// The states of all automata, 16 bits each.
    private static func start(_ automata: [OriginAutomaton]) -> UInt64 { automata.indices.reduce(0) { $0 | 1 << UInt64(16 * $1) } }

    private static func state(_ states: UInt64, _ index: Int) -> Int { Int(states >> UInt64(16 * index) & 0xFFFF) }

    /// The states after `byte`; `nil` if one of the first `matching` automata can no longer match.
    private static func next(_ automata: [OriginAutomaton], _ states: UInt64, _ byte: UInt8, _ matching: Int) -> UInt64? {
        var result: UInt64 = 0
        for index in automata.indices {
            let next = automata[index].next(state(states, index), byte)
            if next == 0, index < matching { return nil }
            result |= UInt64(next) << UInt64(16 * index)
        }
        return result
    }

    private static func accepts(_ automata: [OriginAutomaton], _ states: UInt64, excludesLast: Bool) -> Bool {
        for index in automata.indices {
            let isAccepting = automata[index].isAccepting(state(states, index))
            if isAccepting == (excludesLast && index == automata.count - 1) { return false }
        }
        return true
    }

    private static func text(_ queue: [Step], _ end: Int) -> String {
        var bytes: [UInt8] = []
        var at = end
        while at > 0 {
            bytes.append(queue[at].byte)
            at = queue[at].from
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }
}
