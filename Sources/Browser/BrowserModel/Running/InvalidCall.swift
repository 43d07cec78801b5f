/// A call that throws or is rejected before anything is sent; the message is for people.
struct InvalidCall: Error {
    let why: String
    init(_ why: String) { self.why = why }
}
