package import WayleaveBrowserModel

/// A request as it is to be written on the wire.
package struct Probe: Sendable, Hashable {
    /// What is asked: `GET`, `OPTIONS`, …
    package var method: String
    /// Where, as `http:` or `https:`.
    package var url: String
    /// The header lines, in order; `Host` and `Content-Length` are added.
    package var headers: HeaderList
    /// The body.
    package var body: [UInt8] = []
    /// Whether it asks to become a WebSocket: it then ends with the head of the answer.
    package var isHandshake = false
    /// Whether it must come over a connection of its own, as another client's would.
    package var needsOwnConnection = false
    /// How long the answer is read once its head has come, in milliseconds; `nil` reads to its end. For answers that never end.
    package var readsFor: Int?
    /// How long it may take at most, in milliseconds, if that is less than ``ProbeLimits/request``.
    package var timeout: Int?

    /// Creates a request.
    package init(_ method: String, _ url: String, _ headers: HeaderList = [:]) {
        self.method = method
        self.url = url
        self.headers = headers
    }

    /// The command that sends the same request.
    package var curlCommand: String {
        var words = ["curl", "-sS", "-D-", "-o/dev/null"]
        if isHandshake || readsFor != nil { words += ["-N", "-m5"] }
        if isHandshake { words.append("--http1.1") }
        if method == "HEAD" { words.append("-I") } else if method != "GET" { words += ["-X", Shell.quoted(method)] }
        for line in headers.lines { words += ["-H", Shell.quoted("\(line.name): \(line.value)")] }
        if !body.isEmpty { words += ["--data-raw", Shell.quoted(String(decoding: body, as: UTF8.self))] }
        return (words + [Shell.quoted(url)]).joined(separator: " ")
    }
}
