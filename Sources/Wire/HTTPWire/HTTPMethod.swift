import WayleaveBytes

/// A request method: a case-sensitive token (RFC 9110 § 9.1).
public struct HTTPMethod: Sendable, Hashable, CustomStringConvertible {
    /// The method as it stands in the request line.
    public let rawValue: String

    /// Creates a method from any token; `nil` when `rawValue` is empty or holds a character that no token may hold.
    public init?(_ rawValue: String) {
        guard !rawValue.isEmpty, rawValue.utf8.allSatisfy(ASCII.isToken) else { return nil }
        self.rawValue = rawValue
    }

    /// Trusts the caller that `token` is one.
    package init(unchecked token: String) { rawValue = token }

    public var description: String { rawValue }

    /// The methods of RFC 9110 § 9.3 and RFC 5789, by name.
    public static var get: HTTPMethod { HTTPMethod(unchecked: "GET") }
    public static var head: HTTPMethod { HTTPMethod(unchecked: "HEAD") }
    public static var post: HTTPMethod { HTTPMethod(unchecked: "POST") }
    public static var put: HTTPMethod { HTTPMethod(unchecked: "PUT") }
    public static var delete: HTTPMethod { HTTPMethod(unchecked: "DELETE") }
    public static var options: HTTPMethod { HTTPMethod(unchecked: "OPTIONS") }
    public static var patch: HTTPMethod { HTTPMethod(unchecked: "PATCH") }
    public static var connect: HTTPMethod { HTTPMethod(unchecked: "CONNECT") }
    public static var trace: HTTPMethod { HTTPMethod(unchecked: "TRACE") }
}
