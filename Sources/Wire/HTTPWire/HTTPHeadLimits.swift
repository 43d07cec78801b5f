/// How large a request head may be.
package struct HTTPHeadLimits: Sendable {
    /// The largest head in bytes, leading empty lines and the last CRLF included; more is answered 431. At most 65,535.
    package let maxHeadBytes: Int
    /// The most field lines; more is answered 431. At most 128.
    package let maxFields: Int
    /// The longest request target in bytes; more is answered 414.
    package let maxTargetBytes: Int

    /// Creates limits, pulled into the bounds that the parser's tables have.
    package init(maxHeadBytes: Int = 16_384, maxFields: Int = 100, maxTargetBytes: Int = 8_192) {
        self.maxHeadBytes = min(max(maxHeadBytes, 64), 65_535)
        self.maxFields = min(max(maxFields, 1), 128)
        self.maxTargetBytes = min(max(maxTargetBytes, 1), 65_535)
    }
}
