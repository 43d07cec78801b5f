/// A response status code (RFC 9110 § 15).
public struct HTTPStatus: Sendable, Hashable, CustomStringConvertible {
    /// The three-digit code, 100...999.
    public var code: Int { Int(stored) }
    private let stored: UInt16

    /// Creates a status; codes outside 100...999 cannot stand on the wire and become 500.
    public init(_ code: Int) {
        stored = 100...999 ~= code ? UInt16(code) : 500
    }

    public var description: String { "\(code) \(reasonPhrase)" }

    /// Whether a response of this status never has a body (RFC 9110 § 6.4.1): 1xx, 204 and 304.
    public var forbidsBody: Bool { stored < 200 || stored == 204 || stored == 304 }

    /// The customary phrase of the code, empty for a code without one.
    public var reasonPhrase: String { phrase.description }

    package var phrase: StaticString {
        switch stored {
        case 100: "Continue"
        case 101: "Switching Protocols"
        case 103: "Early Hints"
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 411: "Length Required"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 416: "Range Not Satisfiable"
        case 417: "Expectation Failed"
        case 421: "Misdirected Request"
        case 422: "Unprocessable Content"
        case 426: "Upgrade Required"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }

    /// The statuses of RFC 9110 § 15, RFC 6585 and RFC 9112 that servers send, by name.
    public static var `continue`: HTTPStatus { HTTPStatus(100) }
    public static var switchingProtocols: HTTPStatus { HTTPStatus(101) }
    public static var ok: HTTPStatus { HTTPStatus(200) }
    public static var created: HTTPStatus { HTTPStatus(201) }
    public static var accepted: HTTPStatus { HTTPStatus(202) }
    public static var noContent: HTTPStatus { HTTPStatus(204) }
    public static var partialContent: HTTPStatus { HTTPStatus(206) }
    public static var movedPermanently: HTTPStatus { HTTPStatus(301) }
    public static var found: HTTPStatus { HTTPStatus(302) }
    public static var seeOther: HTTPStatus { HTTPStatus(303) }
    public static var notModified: HTTPStatus { HTTPStatus(304) }
    public static var temporaryRedirect: HTTPStatus { HTTPStatus(307) }
    public static var permanentRedirect: HTTPStatus { HTTPStatus(308) }
    public static var badRequest: HTTPStatus { HTTPStatus(400) }
    public static var unauthorized: HTTPStatus { HTTPStatus(401) }
    public static var forbidden: HTTPStatus { HTTPStatus(403) }
    public static var notFound: HTTPStatus { HTTPStatus(404) }
    public static var methodNotAllowed: HTTPStatus { HTTPStatus(405) }
    public static var requestTimeout: HTTPStatus { HTTPStatus(408) }
    public static var conflict: HTTPStatus { HTTPStatus(409) }
    public static var gone: HTTPStatus { HTTPStatus(410) }
    public static var preconditionFailed: HTTPStatus { HTTPStatus(412) }
    public static var contentTooLarge: HTTPStatus { HTTPStatus(413) }
    public static var uriTooLong: HTTPStatus { HTTPStatus(414) }
    public static var unsupportedMediaType: HTTPStatus { HTTPStatus(415) }
    public static var rangeNotSatisfiable: HTTPStatus { HTTPStatus(416) }
    public static var expectationFailed: HTTPStatus { HTTPStatus(417) }
    public static var misdirectedRequest: HTTPStatus { HTTPStatus(421) }
    public static var unprocessableContent: HTTPStatus { HTTPStatus(422) }
    public static var upgradeRequired: HTTPStatus { HTTPStatus(426) }
    public static var tooManyRequests: HTTPStatus { HTTPStatus(429) }
    public static var requestHeaderFieldsTooLarge: HTTPStatus { HTTPStatus(431) }
    public static var internalServerError: HTTPStatus { HTTPStatus(500) }
    public static var notImplemented: HTTPStatus { HTTPStatus(501) }
    public static var badGateway: HTTPStatus { HTTPStatus(502) }
    public static var serviceUnavailable: HTTPStatus { HTTPStatus(503) }
    public static var gatewayTimeout: HTTPStatus { HTTPStatus(504) }
    public static var httpVersionNotSupported: HTTPStatus { HTTPStatus(505) }
}
