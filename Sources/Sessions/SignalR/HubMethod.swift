/// A method with its types erased.
final class HubMethod: Sendable {
    /// A call whose arguments were decoded, to run when its turn comes.
    struct Prepared {
        /// The arguments, for filters.
        let arguments: () -> [Any]
        /// Runs the method and answers the call; a stream is sent to its end.
        let run: (HubBase, HubAnswer) async throws -> Void
        /// Runs the method for filters; a stream comes as ``HubStream``.
        let value: (HubBase) async throws -> (any Encodable)?
    }

    let name: String
    let isStream: Bool
    /// How many arguments a call may have, streams not counted.
    let argumentCounts: ClosedRange<Int>
    /// How many of the parameters are streams from the client.
    let uploadCount: Int
    let authorization: HubAuthorization?
    /// Decodes the arguments, runs the method and answers at once; `nil` for methods that may await.
    let direct: (@Sendable (HubBase, inout HubCall) throws -> Void)?
    let prepare: @Sendable (inout HubCall) throws -> Prepared

    init(
        name: String, isStream: Bool, parameters: [Any.Type], authorization: HubAuthorization?,
        direct: (@Sendable (HubBase, inout HubCall) throws -> Void)?, prepare: @escaping @Sendable (inout HubCall) throws -> Prepared
    ) {
        self.name = name
        self.isStream = isStream
        self.authorization = authorization
        self.direct = direct
        self.prepare = prepare
        let plain = parameters.filter { !($0 is any AnyHubUpload.Type) }
        uploadCount = parameters.count - plain.count
        let required = plain.lastIndex { !HubCall.mayBeAbsent($0) }.map { $0 + 1 } ?? 0
        argumentCounts = required...plain.count
    }
}
