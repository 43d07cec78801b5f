/// Firefox's names: the categories of its console messages (digest § 12).
enum FirefoxCategories {
    private static let didNotSucceed = "CORSDidNotSucceed2"

    /// The categories for a request that was (`isCORS`) or was not under CORS when it failed.
    static func names(_ reason: BlockReason, isCORS: Bool) -> [String] {
        switch reason {
        case .cors(let fault, .response): [name(fault)]
        case .cors(let fault, _): [name(fault), didNotSucceed]
        case .preflightStatus: ["CORSPreflightDidNotSucceed3", didNotSucceed]
        case .preflightRedirect(_, let fault?, _): [name(fault), didNotSucceed]
        case .preflightRedirect(_, nil, let suitsNextHop):
            [
                suitsNextHop ? "CORSPreflightDidNotSucceed3" : "CORSAllowOriginNotMatchingOrigin", "CORSExternalRedirectNotAllowed",
                didNotSucceed,
            ]
        case .unreadableAllowMethods: ["CORSInvalidAllowMethod", didNotSucceed]
        case .unreadableAllowHeaders: ["CORSInvalidAllowHeader", didNotSucceed]
        case .methodRefused: ["CORSMethodNotFound", didNotSucceed]
        case .headerRefused: ["CORSMissingAllowHeaderFromPreflight2", didNotSucceed]
        case .redirectWithCredentials: [didNotSucceed]
        case .schemeWithoutCORS, .localNetwork, .tooManyRedirects, .unsafeRedirect, .invalidResponse,
            .connectionLost, .mixedContent, .contentSecurityPolicy, .badPort:
            isCORS ? [didNotSucceed] : []
        default: []
        }
    }

    private static func name(_ fault: CORSFault) -> String {
        switch fault {
        case .missingAllowOrigin: "CORSMissingAllowOrigin2"
        case .wildcardWithCredentials: "CORSNotSupportingCredentials"
        case .multipleAllowOrigins(_, let lines):
            lines > 1 ? "CORSMultipleAllowOriginNotAllowed" : "CORSAllowOriginNotMatchingOrigin"
        case .invalidAllowOrigin, .allowOriginMismatch: "CORSAllowOriginNotMatchingOrigin"
        case .invalidAllowCredentials: "CORSMissingAllowCredentials"
        }
    }
}
