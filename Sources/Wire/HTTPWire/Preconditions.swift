/// Conditional requests for something that exists and whose validators are known (RFC 9110 § 13).
package struct Preconditions: Sendable {
    /// What the conditions come to.
    package enum Outcome: Sendable, Equatable {
        case proceed
        /// Answer 304.
        case notModified
        /// Answer 412.
        case failed
    }

    /// A strong tag, with its quotes.
    package let entityTag: String
    /// Seconds since 1970.
    package let lastModified: Int64
    /// Seconds since 1970.
    package let now: Int64

    package init(entityTag: String, lastModified: Int64, now: Int64) {
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.now = now
    }

    /// Judges the conditions of a request in their order of precedence (§ 13.2.2). Dates that are none are ignored.
    package func judge(_ head: RequestHead) -> Outcome {
        let isRead = head.layout.methodKind == .get || head.layout.methodKind == .head
        if let list = Self.list("if-match", head) {
            guard list.containsStrongly(entityTag) else { return .failed }
        } else if let date = date("if-unmodified-since", head) {
            guard lastModified <= date else { return .failed }
        }
        if let list = Self.list("if-none-match", head) {
            guard list.containsWeakly(entityTag) else { return .proceed }
            return isRead ? .notModified : .failed
        }
        if isRead, let date = date("if-modified-since", head), lastModified <= date { return .notModified }
        return .proceed
    }

    /// Whether the ranges a request asks for are wanted of what there is now (§ 13.1.5).
    package func wantsRange(_ head: RequestHead) -> Bool {
        let values = head.values("if-range")
        guard let value = values.first else { return true }
        guard values.count == 1 else { return false }
        if value.hasPrefix("\"") { return value == entityTag }
        // A date is a strong validator only if nothing can have changed later within its second (§ 8.8.2.2).
        guard let date = HTTPDate.seconds(value, now: now) else { return false }
        return date == lastModified && lastModified < now
    }

    /// Lists may be spread over lines (§ 5.3).
    private static func list(_ name: String, _ head: RequestHead) -> EntityTagList? {
        let lines = head.values(name)
        return lines.isEmpty ? nil : EntityTagList(lines.joined(separator: ","))
    }

    private func date(_ name: String, _ head: RequestHead) -> Int64? {
        let lines = head.values(name)
        return lines.count == 1 ? HTTPDate.seconds(lines[0], now: now) : nil
    }
}
