/// Why an entry of `origins` between slashes is no expression that this engine takes.
struct ExpressionFlaw: Error {
    var code = CrossOriginFault.Code.originExpressionInvalid
    /// The rest of a sentence that begins with the expression.
    var reason: String
    /// An imperative.
    var mend: String

    static let tooLarge = ExpressionFlaw(
        code: .originExpressionTooLarge, reason: "is too large: it needs more than \(OriginAutomaton.maximumStates) states",
        mend: "bound its repetitions more tightly, or list the origins")
}
