/// How a policy comes to its verdict on one request, sentence by sentence, for a person who wonders.
public struct CrossOriginExplanation: Sendable, CustomStringConvertible {
    /// One sentence and the clause of a standard it rests on.
    public struct Step: Sendable, Equatable, CustomStringConvertible {
        /// The sentence.
        public let sentence: String
        /// The clause, such as `Fetch § CORS check`.
        public let clause: String

        /// The sentence with its clause in brackets.
        public var description: String { "\(sentence) [\(clause)]" }
    }

    /// The verdict explained.
    public let verdict: CrossOriginVerdict
    /// The sentences, in the order of the decision.
    public internal(set) var steps: [Step] = []

    init(_ verdict: CrossOriginVerdict) { self.verdict = verdict }

    mutating func add(_ sentence: String, _ clause: String) { steps.append(Step(sentence: sentence, clause: clause)) }

    /// One line for each step.
    public var description: String { steps.map(\.description).joined(separator: "\n") }
}
