/// Reads MIME types (MIME Sniffing § parse a MIME type).
enum MIMEType {
    /// `type/subtype` in lower case, or `nil` when the text is no MIME type; parameters are free.
    static func essence(_ text: String) -> String? {
        let type = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let parts = Text.trimmed(type).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, Text.isToken(parts[0]), Text.isToken(parts[1]) else { return nil }
        return Text.lowercased("\(parts[0])/\(parts[1])")
    }

    /// The value of the first `charset` parameter, in lower case.
    static func charset(_ text: String) -> String? {
        for parameter in text.split(separator: ";").dropFirst() {
            let parts = Text.trimmed(parameter).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, Text.isSameIgnoringCase(String(parts[0]), "charset") else { continue }
            return Text.lowercased(parts[1].filter { $0 != "\"" })
        }
        return nil
    }

    /// MIME Sniffing § JavaScript MIME type.
    static func isJavaScript(_ essence: String) -> Bool {
        [
            "text/javascript", "application/javascript", "application/ecmascript", "application/x-ecmascript", "application/x-javascript",
            "text/ecmascript", "text/jscript", "text/livescript", "text/x-ecmascript", "text/x-javascript",
        ].contains(essence) || essence.hasPrefix("text/javascript1.")
    }
}
