/// A deterministic finite automaton for one expression: matching is one table look-up a byte, whatever the expression and the peer's text.
///
/// There is no backtracking to exploit, as all of it was done when the policy was compiled.
struct OriginAutomaton: Sendable {
    /// The most states; an expression that needs more is refused.
    static let maximumStates = 2048

    /// The class of each ASCII byte; bytes of a class are alike to the expression.
    private let classes: [UInt8]
    private let classCount: Int
    /// For each state and class the next state. State 0 is the one without a way out, 1 the start.
    private let transitions: [UInt16]
    private let accepts: [Bool]

    var stateCount: Int { accepts.count }

    /// Compiles an entry of `origins` that begins with a slash.
    init(_ text: String) throws(ExpressionFlaw) {
        try self.init(ExpressionPositions(try ExpressionReader.read(text)))
    }

    private init(_ positions: ExpressionPositions) throws(ExpressionFlaw) {
        // Bytes that the same positions take are alike.
        var taking: [PositionSet] = []
        var classes = [UInt8](repeating: 0, count: 128)
        var known: [PositionSet: Int] = [:]
        for byte in 0..<128 {
            var set = PositionSet()
            for (position, bytes) in positions.bytes.enumerated() where bytes >> UInt128(byte) & 1 != 0 { set.insert(position) }
            let index = known[set] ?? taking.count
            if index == taking.count {
                known[set] = index
                taking.append(set)
            }
            classes[byte] = UInt8(index)
        }
        var states = [PositionSet(), PositionSet(0)]
        var numbers = [states[0]: 0, states[1]: 1]
        var transitions = [UInt16](repeating: 0, count: taking.count)
        var state = 1
        while state < states.count {
            var reachable = PositionSet()
            for position in states[state].positions { reachable.formUnion(positions.following[position]) }
            for set in taking {
                let next = reachable.intersection(set)
                if numbers[next] == nil {
                    guard states.count < OriginAutomaton.maximumStates else { throw .tooLarge }
                    numbers[next] = states.count
                    states.append(next)
                }
                transitions.append(UInt16(numbers[next] ?? 0))
            }
            state += 1
        }
        self.classes = classes
        classCount = taking.count
        self.transitions = transitions
        accepts = states.map { !$0.intersection(positions.accepting).words.isEmpty }
    }

    /// Whether all of `bytes` match.
    func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var state = 1
        for byte in bytes {
            state = next(state, byte)
            if state == 0 { return false }
        }
        return accepts[state]
    }

    /// The state after `state` and `byte`.
    @inline(__always)
    func next(_ state: Int, _ byte: UInt8) -> Int {
        guard byte < 128 else { return 0 }
        return Int(transitions[state &* classCount &+ Int(classes[Int(byte)])])
    }

    func isAccepting(_ state: Int) -> Bool { accepts[state] }
}
