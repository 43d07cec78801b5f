/// How the bodies of responses are compressed (`gzip`, `deflate`) for clients that accept it.
///
/// It is off unless ``Server/responseCompression`` is set: a page of another site that can make a browser send requests, and see the length
/// of the answers, can guess secrets that stand in a compressed body beside what it sent (BREACH). Turn it on, and turn it off for such
/// responses with ``Response/mayCompress``.
///
/// Media types are compressed that gain by it: text, JSON, XML, scripts, SVG, WebAssembly and uncompressed fonts.
public struct ResponseCompression: Sendable, Hashable {
    /// Bodies of fewer bytes are sent as they are. Default 1,024.
    public var threshold = 1_024
    /// Bodies of more bytes are sent as they are, since compressing one holds its loop: at the default of 1 MiB for some 20 ms. What is
    /// streamed is compressed piece by piece, whatever its length.
    public var maxBytes = 1_048_576
    /// zlib's level, 1 (fastest) to 9 (smallest). Default 4.
    public var level = 4
    /// Further media types to compress, in lower case and without parameters, such as `application/vnd.api`. Default: none.
    public var furtherTypes: Set<String> = []

    /// Creates the defaults.
    public init() {}

    /// What could not work.
    package var faults: [ServerConfigurationError.Fault] {
        let bounds: [(name: String, value: Int, range: ClosedRange<Int>)] = [
            ("threshold", threshold, 0...1 << 40), ("maxBytes", maxBytes, 0...1 << 30), ("level", level, 1...9),
        ]
        return bounds.filter { !$0.range.contains($0.value) }.map {
            .init(
                "compression-out-of-range", "the response compression's `\($0.name)` is \($0.value)",
                "set it from \($0.range.lowerBound) to \($0.range.upperBound)")
        }
    }

    /// Whether bodies of `contentType` gain by being compressed.
    func covers(_ contentType: String) -> Bool {
        var essence = contentType.prefix { $0 != ";" }.lowercased()[...]
        while essence.last == " " || essence.last == "\t" { essence.removeLast() }
        if essence.hasPrefix("text/") || essence.hasSuffix("+json") || essence.hasSuffix("+xml") || essence.hasSuffix("+text") {
            return true
        }
        return Self.types.contains(String(essence)) || furtherTypes.contains(String(essence))
    }

    private static let types: Set<String> = [
        "application/json", "application/javascript", "application/xml", "application/x-ndjson", "application/jsonl", "application/wasm",
        "application/x-javascript", "application/ecmascript", "application/graphql", "application/sql", "application/rtf",
        "application/x-www-form-urlencoded", "application/yaml", "application/toml", "application/vnd.ms-fontobject", "font/ttf",
        "font/otf",
        "image/bmp", "image/x-icon", "image/vnd.microsoft.icon",
    ]
}
