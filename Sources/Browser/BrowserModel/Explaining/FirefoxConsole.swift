/// What Firefox prints (catalogue § 3.2 and 3.3).
enum FirefoxConsole {
    static func line(_ reason: BlockReason, _ request: NetworkRequest) -> String? {
        if let text = corsText(reason) {
            let isQuoted = if case .cors(.wildcardWithCredentials, _) = reason { true } else { false }
            let url = isQuoted ? "‘\(request.url)’" : "\(request.url)"
            return
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at \(url). (Reason: \(text))."
        }
        switch reason {
        case .mixedContent: return "Blocked loading mixed active content “\(request.url)”"
        case .contentSecurityPolicy(let directive, let governing):
            return
                "Content-Security-Policy: The page’s settings blocked the loading of a resource (\(governing)) at \(request.url) because it violates the following directive: “\(directive)”"
        case .handshake: return "Firefox can’t establish a connection to the server at \(request.url)."
        case .resourcePolicy:
            return "The resource at “\(request.url)” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof)."
        case .localNetwork: return "Local Network Access permission required"
        default: return nil
        }
    }

    private static func corsText(_ reason: BlockReason) -> String? {
        switch reason {
        case .cors(let fault, _), .preflightRedirect(_, let fault?, _): text(fault)
        case .preflightRedirect: "CORS request external redirect not allowed"
        case .preflightStatus: "CORS preflight response did not succeed"
        case .unreadableAllowMethods: "invalid token in CORS header ‘Access-Control-Allow-Methods’"
        case .unreadableAllowHeaders: "invalid token in CORS header ‘Access-Control-Allow-Headers’"
        case .methodRefused: "Did not find method in CORS header ‘Access-Control-Allow-Methods’"
        case .headerRefused(let name):
            "header ‘\(name)’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response"
        case .redirectWithCredentials, .schemeWithoutCORS, .tooManyRedirects, .unsafeRedirect, .invalidResponse, .connectionLost:
            "CORS request did not succeed"
        default: nil
        }
    }

    private static func text(_ fault: CORSFault) -> String {
        switch fault {
        case .missingAllowOrigin: "CORS header ‘Access-Control-Allow-Origin’ missing"
        case .wildcardWithCredentials: "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’"
        case .multipleAllowOrigins(let value, let lines):
            lines > 1
                ? "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed"
                : "CORS header ‘Access-Control-Allow-Origin’ does not match ‘\(value)’"
        case .invalidAllowOrigin(let value), .allowOriginMismatch(let value):
            "CORS header ‘Access-Control-Allow-Origin’ does not match ‘\(value)’"
        case .invalidAllowCredentials: "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’"
        }
    }
}
