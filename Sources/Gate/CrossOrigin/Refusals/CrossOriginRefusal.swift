/// Why a request's origin, method or fields got no access, and the one edit of the rules that would give it.
///
/// It is for the operator. Everything a peer sent is shortened and escaped in it.
public struct CrossOriginRefusal: Error, Sendable, CustomStringConvertible {
    /// The kind of refusal.
    public let reason: Reason
    /// The Origin as received, at most 200 bytes, escaped; `nil` if there was none.
    public let origin: String?
    /// The method or field name that was denied, escaped; `nil` if the origin was.
    public let offender: String?

    private let flaw: OriginFlaw?
    private let policy: CompiledPolicy

    init(_ reason: Reason, _ facts: CrossOriginFacts, _ policy: CompiledPolicy) {
        self.policy = policy
        origin = facts.origin.map { ByteText.printable($0) }
        var refined = reason
        var flaw: OriginFlaw?
        if let bytes = facts.origin {
            switch reason {
            case .originMalformed:
                if case .flawed(let found) = OriginSyntax.read(bytes) { flaw = found }
            case .originNotListed:
                if let parsed = Origin(bytes: bytes) { refined = NearestOrigin(parsed, policy.listed).reason }
            default: break
            }
        }
        self.reason = refined
        self.flaw = flaw
        offender = CrossOriginRefusal.offender(reason, facts, policy)
    }

    private static func offender(_ reason: Reason, _ facts: CrossOriginFacts, _ policy: CompiledPolicy) -> String? {
        switch reason {
        case .methodMalformed, .methodNotAllowed: return facts.requestedMethod.map { ByteText.printable($0, limit: 64) }
        case .headerMalformed, .headerNotAllowed:
            var offender: String?
            RequestedHeaders(facts).forEachName { name in
                guard policy.refusalOfHeader(name) != nil else { return true }
                offender = ByteText.printable(name, limit: 64)
                return false
            }
            return offender
        default: return nil
        }
    }

    /// The listed origin or pattern that the refused origin comes nearest to; `nil` if none is near. Searched for on each call, in bounded time.
    public func nearestOrigin() -> String? {
        guard let origin, let parsed = Origin(origin) ?? Origin(canonicalizing: origin) else { return nil }
        return NearestOrigin(parsed, policy.listed).find()?.text
    }

    /// What was refused and the one edit that mends it, in a sentence.
    public var description: String {
        let shown = origin.map { "`\($0)`" } ?? "a request without Origin"
        switch reason {
        case .originNotListed, .schemeMismatch, .portMismatch:
            let nearest = nearestOrigin().map { "nearest: `\($0)`; " } ?? ""
            return "\(shown) is not listed; \(nearest)add it to `origins`"
        case .suffixLookalike:
            let nearest = nearestOrigin().map { " but resembles `\($0)`" } ?? ""
            return "\(shown) is not listed\(nearest); add it to `origins` only if you own it"
        case .originLookupFailed:
            return "\(shown) could not be looked up; see why the predicate failed or took too long, or add the origin to `origins`"
        case .originUndecided:
            return "\(shown) was not looked up; judge with `judgeLookingUp`, or add it to `origins`"
        case .originNull:
            return "`null` (a sandboxed frame, a file or a redirect) is not listed; serve the page from an origin and add that to `origins`"
        case .originMalformed:
            let why = flaw.map { ": \($0.rawValue)" } ?? ""
            let meant = nearestOrigin().map { "; nearest: `\($0)`" } ?? ""
            return "\(shown) is not an origin a browser sends\(why)\(meant); mend the client or proxy that sent it"
        case .severalOrigins:
            return "\(shown) is not the only Origin of its request; mend the client or proxy that added another"
        case .originMissing:
            return "an upgrade without Origin is refused; send one that is listed, or set `upgradesWithoutOrigin` to allowed"
        case .methodNotAllowed: return methodSentence(shown)
        case .methodMalformed: return "`\(offender ?? "")` asked for by \(shown) is not a method; mend the client"
        case .headerNotAllowed:
            let isException = policy.allowsAnyHeader ? " (`*` does not cover it)" : ""
            return "`\(offender ?? "")` asked for by \(shown) is not listed\(isException); add it to `requestHeaders`"
        case .headerMalformed: return "`\(offender ?? "")` asked for by \(shown) is not a field name; mend the client"
        case .tooManyHeaders:
            return "\(shown) asks for more than \(PreflightLimits.maximumHeaderCount) fields "
                + "or \(PreflightLimits.maximumHeaderBytes) bytes of them; send fewer"
        }
    }

    private func methodSentence(_ shown: String) -> String {
        let method = offender ?? ""
        let upper = String(decoding: method.utf8.map { ByteText.isLower($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
        if FieldNames.forbiddenMethods.contains(upper) {
            return "`\(method)` asked for by \(shown) is forbidden to scripts; mend the client"
        }
        if upper != method, policy.rules.methods.contains(upper) {
            return "`\(method)` asked for by \(shown) is not `\(upper)`: methods are case-sensitive; write `\(upper)` in the page"
        }
        return "`\(method)` asked for by \(shown) is not listed; add it to `methods`"
    }
}
