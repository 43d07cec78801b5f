import WayleaveBrowserModel
import WayleaveDoctor

/// Values of flags: each complaint names the flag, the value and the way out.
extension DoctorArguments {
    static func origin(_ text: String) throws(UsageError) -> String {
        if text == "null" { return text }
        guard let url = WebURL(text), url.isHTTP, !url.host.isEmpty else {
            throw UsageError("`--origin \(text)`: an origin is scheme, host and port, such as `https://app.example.com`, or `null`")
        }
        let serialized = url.origin.serialized
        guard text == serialized || text == serialized + "/" else {
            throw UsageError("`--origin \(text)`: browsers would send `\(serialized)`; write that")
        }
        return serialized
    }

    static func kind(_ text: String) throws(UsageError) -> TargetKind {
        guard let kind = TargetKind(rawValue: text) else {
            throw UsageError("`--kind \(text)`: choose from \(TargetKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return kind
    }

    static func method(_ text: String) throws(UsageError) -> String {
        let isToken = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"()<>@,;:\\\"/[]?={}".utf8.contains($0) }
        guard isToken, !["CONNECT", "TRACE", "TRACK"].contains(text.uppercased()) else {
            throw UsageError("`--method \(text)`: pages cannot send it; use GET, POST, PUT, PATCH, DELETE or another token")
        }
        return text
    }

    static func header(_ text: String) throws(UsageError) -> HeaderList.Line {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex, !text.contains(where: \.isNewline) else {
            throw UsageError("`--header \(text)`: write `Name: value`")
        }
        return .init(String(text[..<colon]), String(text[text.index(after: colon)...].drop { $0 == " " }))
    }

    static func credentials(_ text: String) throws(UsageError) -> Bool {
        switch text {
        case "include": return true
        case "omit", "same-origin": return false
        default: throw UsageError("`--credentials \(text)`: choose from include, omit")
        }
    }

    static func severity(_ text: String) throws(UsageError) -> Severity {
        guard let severity = Severity(name: text) else {
            throw UsageError("`--fail-on \(text)`: choose from \(Severity.allCases.map(\.name).joined(separator: ", "))")
        }
        return severity
    }

    static func number(_ flag: String, _ text: String, _ range: ClosedRange<Int>) throws(UsageError) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw UsageError("`\(flag) \(text)`: a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    static func address(_ flag: String, _ text: String, schemes: [String]) throws(UsageError) -> WebURL {
        guard let url = WebURL(text), schemes.contains(url.scheme), !url.host.isEmpty else {
            let name = flag.isEmpty ? text : "\(flag) \(text)"
            throw UsageError("`\(name)`: an address begins with \(schemes.map { "`\($0)://`" }.joined(separator: ", ")) and names a host")
        }
        guard !url.hasCredentials else { throw UsageError("`\(text)`: leave the user and password out; pages cannot send them") }
        return url
    }
}
