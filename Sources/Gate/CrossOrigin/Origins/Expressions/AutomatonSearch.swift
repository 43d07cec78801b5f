/// Finds the shortest text that several automata agree on, to show an author what an expression admits.
enum AutomatonSearch {
    /// What origins are made of.
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789-_.:/[]+".utf8)
    /// The most combinations of states looked at.
    private static let maximumVisited = 100_000

    /// The shortest text that all of `matching` match and none of `excluding` does; `nil` if there is none, or none was found in bounded time.
    static func shortest(matching: [OriginAutomaton], excluding: [OriginAutomaton] = []) -> String? {
        let all = matching + excluding
        var queue: [(states: [Int], from: Int, byte: UInt8)] = [([Int](repeating: 1, count: all.count), -1, 0)]
        var seen: Set<[Int]> = [queue[0].states]
        var head = 0
        while head < queue.count {
            let states = queue[head].states
            let isFound = all.indices.allSatisfy { all[$0].isAccepting(states[$0]) == ($0 < matching.count) }
            if isFound { return text(queue, head) }
            for byte in alphabet {
                let next = all.indices.map { all[$0].next(states[$0], byte) }
                guard next.prefix(matching.count).allSatisfy({ $0 != 0 }), seen.count < maximumVisited, seen.insert(next).inserted else {
                    continue
                }
                queue.append((next, head, byte))
            }
            head += 1
        }
        return nil
    }

    private static func text(_ queue: [(states: [Int], from: Int, byte: UInt8)], _ end: Int) -> String {
        var bytes: [UInt8] = []
        var at = end
        while at > 0 {
            bytes.append(queue[at].byte)
            at = queue[at].from
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }
}
