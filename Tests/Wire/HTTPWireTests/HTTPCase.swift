/// One octet sequence and what must become of it; text stands for its Latin-1 bytes.
struct HTTPCase: CustomStringConvertible {
    enum Expectation {
        case accepted
        case refused
        case waiting
    }

    let id: String
    let expectation: Expectation
    let bytes: [UInt8]
    /// Method, target and body of each request, each followed by a line feed; `nil` where only acceptance counts.
    let requests: String?

    init(_ id: String, _ expectation: Expectation, _ text: String, _ requests: String? = nil) {
        self.id = id
        self.expectation = expectation
        bytes = text.unicodeScalars.map { UInt8($0.value) }
        self.requests = requests
    }

    var description: String { id }
}
