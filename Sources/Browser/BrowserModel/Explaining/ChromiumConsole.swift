/// What Chromium prints (texts as measured; catalogue § 3.1 and 3.3).
enum ChromiumConsole {
    static func line(_ reason: BlockReason, _ request: NetworkRequest) -> String? {
        if request.mode == .webSocket { return socketLine(reason, request) }
        if let text = corsText(reason, isCall: request.label == "fetch" || request.label == "XMLHttpRequest") {
            let first = request.hops[0].description
            let hop = request.hops.count > 1 ? " (redirected from '\(first)')" : ""
            return
                "Access to \(request.label) at '\(request.url)'\(hop) from origin '\(request.origin.serialized)' has been blocked by CORS policy: \(text)"
        }
        switch reason {
        case .mixedContent:
            return
                "Mixed Content: The page at '\(request.client.page.url)' was loaded over HTTPS, but requested an insecure resource '\(request.url)'. This request has been blocked; the content must be served over HTTPS."
        case .contentSecurityPolicy(let directive, let governing):
            let isFallback = !directive.hasPrefix(governing)
            let note = isFallback ? " Note that '\(governing)' was not explicitly set, so 'default-src' is used as a fallback." : ""
            return
                "Connecting to '\(request.url)' violates the following Content Security Policy directive: \"\(directive)\".\(note) The action has been blocked."
        case .sameOriginMode:
            return
                "Fetch API cannot load \(request.url). Request mode is \"same-origin\" but the URL's origin is not same as the request origin \(request.origin.serialized)."
        case .redirectModeWithoutCORS:
            return "Fetch API cannot load \(request.url). Request mode is \"no-cors\" but the redirect mode is not \"follow\"."
        case .badPort: return "net::ERR_UNSAFE_PORT"
        case .tooManyRedirects: return "net::ERR_TOO_MANY_REDIRECTS"
        case .unsafeRedirect: return "net::ERR_UNSAFE_REDIRECT"
        case .invalidResponse: return "net::ERR_INVALID_HTTP_RESPONSE"
        case .connectionLost: return "net::ERR_EMPTY_RESPONSE"
        case .unexpectedProxyAuthentication: return "net::ERR_UNEXPECTED_PROXY_AUTH"
        case .streamNeedsHTTP2: return "net::ERR_ALPN_NEGOTIATION_FAILED"
        case .resourcePolicy(let policy):
            switch policy {
            case "same-origin": return "net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin"
            case "same-site": return "net::ERR_BLOCKED_BY_RESPONSE.NotSameSite"
            default: return "net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep"
            }
        default: return nil
        }
    }

    /// Sockets have a frame of their own for what is printed.
    private static func socketLine(_ reason: BlockReason, _ request: NetworkRequest) -> String? {
        let frame = "WebSocket connection to '\(request.url)' failed: "
        switch reason {
        case .handshake(let why): return frame + why
        case .localNetwork: return frame + "Error in connection establishment: net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS"
        case .connectionLost: return frame + "Connection closed before receiving a handshake response"
        case .unexpectedProxyAuthentication: return frame + "Error in connection establishment: net::ERR_UNEXPECTED_PROXY_AUTH"
        case .badPort: return frame + "Error in connection establishment: net::ERR_UNSAFE_PORT"
        case .contentSecurityPolicy(let directive, _):
            return
                "Connecting to '\(request.url)' violates the following Content Security Policy directive: \"\(directive)\". The action has been blocked."
        case .mixedContent:
            return
                "Mixed Content: The page at '\(request.client.page.url)' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint '\(request.url)'. This request has been blocked; this endpoint must be available over WSS."
        default: return nil
        }
    }

    private static let preflight = "Response to preflight request doesn't pass access control check: "

    private static func corsText(_ reason: BlockReason, isCall: Bool) -> String? {
        switch reason {
        case .cors(let fault, let stage): (stage == .preflight ? preflight : "") + text(fault) + advice(fault, isCall: isCall)
        case .preflightStatus: preflight + "It does not have HTTP ok status."
        case .preflightRedirect: preflight + "Redirect is not allowed for a preflight request."
        case .unreadableAllowMethods: "Cannot parse Access-Control-Allow-Methods response header field in preflight response."
        case .unreadableAllowHeaders: "Cannot parse Access-Control-Allow-Headers response header field in preflight response."
        case .methodRefused(let method): "Method \(method) is not allowed by Access-Control-Allow-Methods in preflight response."
        case .headerRefused(let name): "Request header field \(name) is not allowed by Access-Control-Allow-Headers in preflight response."
        case .redirectWithCredentials:
            "Redirect location '' contains a username and password, which is disallowed for cross-origin requests."
        case .schemeWithoutCORS:
            "Cross origin requests are only supported for protocol schemes: chrome, chrome-extension, chrome-untrusted, data, http, https, isolated-app."
        case .localNetwork(.wrongSpace(let announced, let actual)):
            "Request had a target IP address space of `\(announced.name)` yet the resource is in address space `\(actual.name)`."
        case .localNetwork(.insecurePage(let space)):
            "The request client is not a secure context and the resource is in more-private address space `\(space.name)`."
        case .localNetwork(.denied(let space)): "Permission was denied for this request to access the `\(space.name)` address space."
        default: nil
        }
    }

    /// Only script's own requests are told what to do.
    private static func advice(_ fault: CORSFault, isCall: Bool) -> String {
        switch fault {
        case .multipleAllowOrigins, .invalidAllowOrigin, .allowOriginMismatch:
            isCall ? " Have the server send the header with a valid value." : ""
        default: ""
        }
    }

    private static func text(_ fault: CORSFault) -> String {
        switch fault {
        case .missingAllowOrigin: "No 'Access-Control-Allow-Origin' header is present on the requested resource."
        case .wildcardWithCredentials:
            "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'."
        case .multipleAllowOrigins(let value, _):
            "The 'Access-Control-Allow-Origin' header contains multiple values '\(value)', but only one is allowed."
        case .invalidAllowOrigin(let value):
            "The 'Access-Control-Allow-Origin' header contains the invalid value '\(value)'."
        case .allowOriginMismatch(let value):
            "The 'Access-Control-Allow-Origin' header has a value '\(value)' that is not equal to the supplied origin."
        case .invalidAllowCredentials(let value):
            "The value of the 'Access-Control-Allow-Credentials' header in the response is '\(value)' which must be 'true' when the request's credentials mode is 'include'."
        }
    }
}
