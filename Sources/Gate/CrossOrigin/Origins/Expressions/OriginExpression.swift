/// An entry of `origins` between slashes: a regular expression that the whole of an origin must match.
struct OriginExpression: Sendable {
    /// As written.
    let text: String
    let automaton: OriginAutomaton

    /// Reads and compiles `text`, at most 512 bytes with its slashes.
    init(_ text: String) throws(ExpressionFlaw) {
        guard text.utf8.count <= OriginSyntax.maximumBytes else {
            throw ExpressionFlaw(
                code: .originTooLong, reason: "is longer than \(OriginSyntax.maximumBytes) bytes", mend: "split it, or list the origins")
        }
        self.text = text
        automaton = try OriginAutomaton(text)
        guard shortest(of: Shapes.origin) != nil else {
            throw ExpressionFlaw(
                code: .originExpressionMatchesNothing, reason: "matches no origin as a whole",
                mend: "write all of it, as in `/https:\\/\\/[a-z0-9-]+\\.example\\.com/`")
        }
    }

    /// An http origin, not of this machine, that it admits; `nil` if it admits none.
    var insecureExample: String? {
        guard let insecure = Shapes.insecure else { return nil }
        return AutomatonSearch.shortest(matching: [automaton, insecure], excluding: Shapes.loopback)
    }

    /// An origin that strangers could register a host for, judging by a made-up name; `nil` if none was found.
    func strangersExample(_ publicSuffixes: PublicSuffixes) -> String? {
        guard listed(atMost: 64) == nil else { return nil }
        if let top = shortest(of: Shapes.strangeTop) { return top }
        guard let text = shortest(of: Shapes.strangeBelow), case .tuple(_, let host, _) = Origin(text) else { return nil }
        // The labels after the made-up one: whoever may register directly below them can be admitted.
        let labels = host.split(separator: ".")
        guard let strange = labels.lastIndex(where: { Self.hasProbe($0) }) else { return nil }
        return publicSuffixes.contains(labels[(strange + 1)...].joined(separator: ".")) ? text : nil
    }

    /// The origins it admits, if they are `limit` or fewer and thus might as well be listed; `nil` if more.
    func listed(atMost limit: Int) -> [String]? { Shapes.origin.flatMap { AutomatonSearch.all(matching: [automaton, $0], atMost: limit) } }

    private func shortest(of shape: OriginAutomaton?) -> String? {
        shape.flatMap { AutomatonSearch.shortest(matching: [automaton, $0]) }
    }

    private static func hasProbe(_ label: Substring) -> Bool {
        label.utf8.indices.contains { index in Shapes.probes.contains { label.utf8[index...].starts(with: $0.utf8) } }
    }

    /// What is asked of expressions, as expressions.
    private enum Shapes {
        /// Names nobody lists: what admits one admits nearly any.
        static let probes = ["zqx", "7049"]

        private static let port = "(:[1-9][0-9]{0,4})?"
        private static let label = "[a-z0-9_-]+"
        private static let strange = "[a-z0-9_-]*(\(probes.joined(separator: "|")))[a-z0-9_-]*"

        static let origin = compile("[a-z][a-z0-9+.-]*://(\\[[0-9a-f:]+\\]|\(label)(\\.\(label))*\\.?)\(port)")
        static let insecure = compile("http://(\\[[0-9a-f:]+\\]|\(label)(\\.\(label))*\\.?)\(port)")
        static let loopback = compile("http://((\(label)\\.)*localhost\\.?|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]+)?")
        static let strangeTop = compile("https?://(\(label)\\.)*\(strange)\\.?\(port)")
        static let strangeBelow = compile("https?://(\(label)\\.)*\(strange)(\\.\(label))+\(port)")

        private static func compile(_ text: String) -> OriginAutomaton? { try? OriginAutomaton("/\(text)/") }
    }
}
