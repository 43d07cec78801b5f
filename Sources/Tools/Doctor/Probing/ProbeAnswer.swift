package import WayleaveBrowserModel

/// What came back, or why nothing did.
package struct ProbeAnswer: Sendable, Hashable {
    /// The status; 0 when no head came.
    package var status = 0
    /// `HTTP/1.1`, `HTTP/2`; empty when no head came.
    package var version = ""
    /// The header lines of the last head, as sent.
    package var headers = HeaderList()
    /// The first bytes of the body, at most ``ProbeLimits/maxBodyBytes``.
    package var body: [UInt8] = []
    /// Why the exchange did not end well; `nil` when it did.
    package var failure: ProbeFailure?
    /// Whether the answer was still coming when it was left.
    package var isCutShort = false
    /// The address the connection went to; empty when there was none.
    package var address = ""
    /// Milliseconds until the first byte of the answer.
    package var firstByte = 0
    /// Milliseconds until the end.
    package var total = 0
    /// When pieces of the body came: milliseconds from the start, and bytes.
    package var arrivals: [Arrival] = []

    /// A piece of a body.
    package struct Arrival: Sendable, Hashable {
        /// Milliseconds from the start.
        package var at: Int
        /// How many bytes.
        package var bytes: Int
    }

    /// Creates an answer.
    package init(_ status: Int = 0, _ headers: HeaderList = [:], body: String = "") {
        self.status = status
        self.headers = headers
        self.body = Array(body.utf8)
    }

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// Whether a head came.
    package var hasHead: Bool { status != 0 }

    /// Whether our own limits kept the request from being sent.
    package var wasNotSent: Bool {
        if case .notSent = failure { true } else { false }
    }

    /// The value of a header, its lines joined (Fetch § get); `nil` when it is absent.
    package subscript(_ name: String) -> String? { headers.combined(name) }

    /// As the browser model wants it; `nil` when there is no answer.
    var asServerAnswer: ServerAnswer? { hasHead ? ServerAnswer(status: status, headers: headers, body: body) : nil }
}
