/// Chromium's names: the `CorsError` of a failed load.
enum ChromiumCodes {
    /// The code, or `nil` when Chromium reports the failure as something other than CORS.
    static func code(_ reason: BlockReason) -> String? {
        switch reason {
        case .cors(let fault, let stage): stage == .preflight ? "Preflight" + name(fault) : name(fault)
        case .preflightStatus: "PreflightInvalidStatus"
        case .preflightRedirect: "PreflightDisallowedRedirect"
        case .unreadableAllowMethods: "InvalidAllowMethodsPreflightResponse"
        case .unreadableAllowHeaders: "InvalidAllowHeadersPreflightResponse"
        case .methodRefused: "MethodDisallowedByPreflightResponse"
        case .headerRefused: "HeaderDisallowedByPreflightResponse"
        case .redirectWithCredentials: "RedirectContainsCredentials"
        case .schemeWithoutCORS: "CorsDisabledScheme"
        case .localNetwork(.wrongSpace): "InvalidLocalNetworkAccess"
        case .localNetwork(.insecurePage): "InsecureLocalNetwork"
        case .localNetwork(.denied): "LocalNetworkAccessPermissionDenied"
        default: nil
        }
    }

    private static func name(_ fault: CORSFault) -> String {
        switch fault {
        case .missingAllowOrigin: "MissingAllowOriginHeader"
        case .wildcardWithCredentials: "WildcardOriginNotAllowed"
        case .multipleAllowOrigins: "MultipleAllowOriginValues"
        case .invalidAllowOrigin: "InvalidAllowOriginValue"
        case .allowOriginMismatch: "AllowOriginMismatch"
        case .invalidAllowCredentials: "InvalidAllowCredentials"
        }
    }
}
