/// What was written into the body of one response.
package struct PollBatch: Equatable {
    /// Whether the body is bytes, not text: revision 3 alone.
    package var isBinary = false
    /// Whether all of it may be compressed.
    package var mayCompress = true

    package init() {}
}
