/// The outcome of judging borrowed facts: what to do, the fields to send and, if anything was denied, a reason code.
package struct CrossOriginDecision: Sendable {
    /// What to do with the request.
    package let action: CrossOriginAction
    /// Why the origin gets no access; `nil` if it does, or none was asked for.
    ///
    /// With `.pass`, the request is handled, but the browser will keep the response from the page.
    package let reason: CrossOriginRefusal.Reason?
    /// The fields that the response must carry, whatever its status.
    package let fields: CrossOriginFields

    /// Whether the request has an Origin that the rules list or match, rather than one that `*` or same-origin lets pass.
    package var admitsListedOrigin: Bool {
        reason == nil && !fields.originLine.isEmpty && fields.originLine != CompiledPolicy.anyOriginLine
    }

    @inline(__always)
    init(_ action: CrossOriginAction, _ fields: CrossOriginFields, _ reason: CrossOriginRefusal.Reason? = nil) {
        self.action = action
        self.reason = reason
        self.fields = fields
    }
}
