/// What there is of a message that did not come whole in one frame within one read; idle connections have none.
///
/// An object of its own, so that the reader of a connection on which nothing is under way is small.
final class PartialMessage {
    var assembly = MessageAssembly()
    private(set) var validator = UTF8Validator()
    private(set) var isText = false
    private(set) var isCompressed = false
    var fragments: UInt32 = 0
    /// The rest of the frame whose payload is being moved into the assembly buffer, and its key, turned to the next byte.
    var frameRemaining = 0
    var frameKey: UInt32 = 0
    var frameIsFinal = false

    func begin(isText: Bool, isCompressed: Bool) {
        (self.isText, self.isCompressed, fragments) = (isText, isCompressed, 0)
        validator = UTF8Validator()
    }

    /// Moves `count` bytes of the frame into the assembly buffer; `false` if the text is not UTF-8.
    func take(_ p: UnsafeMutableRawPointer, _ count: Int, limit: Int) -> Bool {
        frameRemaining &-= count
        guard count > 0 else { return true }
        let piece = assembly.append(p, count: count, key: frameKey, announced: frameRemaining, limit: limit)
        frameKey = WebSocketMask.rotated(frameKey, by: count)
        return !isText || isCompressed || validator.append(piece)
    }
}
