/// A handler that is given the body as it arrives.
struct UploadRoute: Sendable {
    let maxBodyBytes: Int
    let handle: @Sendable (Request, RequestBody) async throws -> Response
}
