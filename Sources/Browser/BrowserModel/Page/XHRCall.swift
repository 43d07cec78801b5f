/// What a script does with an `XMLHttpRequest`.
public struct XHRCall: Sendable, Hashable {
    /// The address as written.
    public var url: String
    /// The method as written.
    public var method = "GET"
    /// `xhr.withCredentials`.
    public var withCredentials = false
    /// Whether `xhr.upload` has a listener when the request is sent.
    public var hasUploadListener = false
    /// What `setRequestHeader` was called with.
    public var headers = HeaderList()
    /// The body.
    public var body: RequestBody?

    /// Creates a GET.
    public init(_ url: String) { self.url = url }
}
