/// The positions of an expression and which may follow which (Glushkov's construction), with its repetitions written out.
struct ExpressionPositions {
    /// The most positions: bytes of the expression with its repetitions written out.
    static let maximumCount = 1024
    /// The most nodes visited, for expressions that repeat nothing many times.
    private static let maximumNodes = 16_384

    /// What is known of a part of the expression.
    private struct Part {
        var matchesEmpty: Bool
        var first = PositionSet()
        var last = PositionSet()
    }

    /// The bytes that each position takes; position 0 is the start, which takes none.
    private(set) var bytes: [UInt128] = [0]
    private(set) var following = [PositionSet()]
    private(set) var accepting = PositionSet()
    private var nodes = 0

    init(_ node: ExpressionNode) throws(ExpressionFlaw) {
        let whole = try add(node)
        following[0] = whole.first
        accepting = whole.last
        if whole.matchesEmpty { accepting.insert(0) }
    }

    private mutating func add(_ node: ExpressionNode) throws(ExpressionFlaw) -> Part {
        nodes += 1
        guard nodes <= ExpressionPositions.maximumNodes else { throw .tooLarge }
        switch node {
        case .empty: return Part(matchesEmpty: true)
        case .byte(let set):
            guard bytes.count < ExpressionPositions.maximumCount else { throw .tooLarge }
            bytes.append(set)
            following.append(PositionSet())
            let position = PositionSet(bytes.count - 1)
            return Part(matchesEmpty: false, first: position, last: position)
        case .choice(let alternatives):
            var part = Part(matchesEmpty: false)
            for alternative in alternatives {
                let next = try add(alternative)
                part.matchesEmpty = part.matchesEmpty || next.matchesEmpty
                part.first.formUnion(next.first)
                part.last.formUnion(next.last)
            }
            return part
        case .sequence(let nodes):
            var part = Part(matchesEmpty: true)
            for node in nodes { part = join(part, try add(node)) }
            return part
        case .repetition(let node, let minimum, let maximum):
            var part = Part(matchesEmpty: true)
            for _ in 0..<minimum { part = join(part, try add(node)) }
            if let maximum {
                for _ in 0..<(maximum - minimum) {
                    var optional = try add(node)
                    optional.matchesEmpty = true
                    part = join(part, optional)
                }
                return part
            }
            var loop = try add(node)
            link(loop.last, loop.first)
            loop.matchesEmpty = true
            return join(part, loop)
        }
    }

    private mutating func join(_ left: Part, _ right: Part) -> Part {
        link(left.last, right.first)
        var part = Part(matchesEmpty: left.matchesEmpty && right.matchesEmpty, first: left.first, last: right.last)
        if left.matchesEmpty { part.first.formUnion(right.first) }
        if right.matchesEmpty { part.last.formUnion(left.last) }
        return part
    }

    private mutating func link(_ last: PositionSet, _ first: PositionSet) {
        for position in last.positions { following[position].formUnion(first) }
    }
}
