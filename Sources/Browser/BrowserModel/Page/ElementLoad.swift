/// An element that makes the browser load something.
public struct ElementLoad: Sendable, Hashable {
    /// The kinds of elements.
    public enum Kind: Sendable, Hashable {
        /// `<img>`
        case image
        /// `<script>`
        case script
        /// `<script type=module>`
        case moduleScript
        /// `import(url)`
        case dynamicImport
        /// `<link rel=stylesheet>`
        case stylesheet
        /// `<link rel=preload as=…>`
        case preload(as: String)
        /// `<form>` submitted into a frame, with its method and encoding
        case form(method: String, encoding: String, noReferrer: Bool)
        /// `<iframe>`
        case frame
    }

    /// What kind of element.
    public var kind: Kind
    /// The address as written.
    public var url: String
    /// The `crossorigin` attribute; `nil` when it is absent.
    public var crossOrigin: String?

    /// Creates an element.
    public init(_ kind: Kind, url: String, crossOrigin: String? = nil) {
        self.kind = kind
        self.url = url
        self.crossOrigin = crossOrigin
    }
}
