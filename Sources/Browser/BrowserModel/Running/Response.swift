/// What arrived, or what the cache held.
struct Response {
    var status: Int
    var headers: HeaderList
    var body: [UInt8]
    var tainting: ResponseTainting
    /// `redirect: "manual"` met a redirect.
    var isOpaqueRedirect = false

    /// What `redirect: "manual"` hands out for a redirect.
    static func opaqueRedirect(_ tainting: ResponseTainting) -> Response {
        Response(status: 0, headers: [:], body: [], tainting: tainting, isOpaqueRedirect: true)
    }
}
