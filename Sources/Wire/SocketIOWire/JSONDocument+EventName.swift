package import WayleaveJSON

extension JSONDocument {
    /// Calls `body` with the event's name at `token`: its text, or a number's decimal text; valid only during the call.
    @inline(__always)
    package func withEventName(at token: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if kind(of: token) == .string, !hasEscapes(token) { return body(contents(ofString: token)) }
        withOddEventName(at: token, body)
    }

    @inline(never)
    private func withOddEventName(at token: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var name = (try? string(at: token)) ?? (try? value(at: token))?.description ?? ""
        name.withUTF8 { body($0) }
    }
}
