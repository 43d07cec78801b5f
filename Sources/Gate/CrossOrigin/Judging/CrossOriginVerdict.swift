/// The outcome of judging a request: what to do, the fields to send and, if anything was denied, why.
public struct CrossOriginVerdict: Sendable {
    /// What to do with the request.
    public let action: CrossOriginAction
    /// The fields that the response must carry, whatever its status.
    public let fields: CrossOriginFields
    /// Why the origin gets no access, for the operator; never for the response of a production server. `nil` if nothing was denied.
    public let refusal: CrossOriginRefusal?

    /// The status of a granted preflight, as the rules have it.
    let preflightStatus: Int

    /// The status to answer with at once: 204 (or 200, if the rules say so) or 403; `nil` if the request is to be handled.
    public var status: Int? {
        switch action {
        case .pass: nil
        case .answerPreflight: preflightStatus
        case .refuse: 403
        }
    }
}
