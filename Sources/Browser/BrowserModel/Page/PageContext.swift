/// Where in a page a request is made (HTML § origin of documents, § policy containers).
public enum PageContext: Sendable, Hashable {
    /// The page itself, or a `srcdoc`, `about:blank` or `blob:` frame or worker: all with the page's origin.
    case page
    /// A sandboxed frame without `allow-same-origin`, or a `data:` frame: opaque.
    case opaqueFrame
    /// A worker from a `blob:` URL: the page's origin.
    case worker
    /// A worker from a `data:` URL: opaque.
    case opaqueWorker
    /// A frame that shows a page of another origin; the top-level site stays the page's.
    case frame(WebURL)
}
