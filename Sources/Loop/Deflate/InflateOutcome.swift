/// How far an ``Inflater`` came.
package enum InflateOutcome: Sendable, Equatable {
    /// All input was taken; more may follow.
    case done
    /// The compressed stream has ended; `unused` bytes of the input stand behind its end.
    case ended(unused: Int)
    /// The output would be larger than the limit; nothing beyond it was produced.
    case tooLarge
    /// The output grew beyond the ratio to its input.
    case ratioExceeded
    /// The input is no deflate data, or there was no memory.
    case invalid
}
