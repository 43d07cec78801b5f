/// How an idle WebSocket fared.
package struct IdleReport: Sendable, Hashable {
    /// Seconds it was held.
    package var seconds: Int
    /// Whether it was cut before.
    package var wasCut: Bool
}
