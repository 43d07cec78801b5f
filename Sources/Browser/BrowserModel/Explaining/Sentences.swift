/// What happened, in a sentence that names the value and leads to the way out.
enum Sentences {
    static func text(_ reason: BlockReason, origin: String, isTainted: Bool) -> String {
        switch reason {
        case .cors(let fault, let stage): "\(subject(stage)) \(text(fault, origin: origin, isTainted: isTainted))"
        case .preflightStatus(let status):
            "the preflight was answered with \(status); only 200 to 299 pass, so answer OPTIONS before routing and authentication"
        case .preflightRedirect(let location, _, _):
            "the preflight was redirected to \(location); a preflight may never be: use the final address in the page"
        case .unreadableAllowMethods:
            "Access-Control-Allow-Methods has an element that is no token, which spoils the whole list; separate names by commas only"
        case .unreadableAllowHeaders:
            "Access-Control-Allow-Headers has an element that is no token, which spoils the whole list; separate names by commas only"
        case .methodRefused(let method):
            "the preflight's answer does not list the method \(method) in Access-Control-Allow-Methods (methods are compared exactly; `*` counts only without credentials)"
        case .headerRefused(let name):
            "the preflight's answer does not list the request header \(name) in Access-Control-Allow-Headers (`*` counts only without credentials)"
        case .redirectWithCredentials: "the redirect's Location has a user name or password"
        case .schemeWithoutCORS(let scheme): "\(scheme): is no scheme for requests to another origin; serve it over http or https"
        case .localNetwork(let fault): text(fault)
        case .mixedContent: "the page came over TLS and the address is plain HTTP; use https or wss"
        case .contentSecurityPolicy(let directive, _): "the page's Content-Security-Policy refuses the address: \(directive)"
        case .badPort(let port): "browsers do not connect to port \(port)"
        case .sameOriginMode: "mode \"same-origin\" was asked for, and the address has another origin"
        case .redirectModeWithoutCORS: "mode \"no-cors\" allows no other redirect mode than \"follow\""
        case .redirectRefused: "the answer is a redirect and the caller refuses redirects"
        case .tooManyRedirects: "more than 20 redirects"
        case .unsafeRedirect(let location): "browsers do not follow a redirect to `\(location)`"
        case .invalidResponse: "a header of the response has a NUL byte: it is no HTTP"
        case .connectionLost: "there was no answer: nobody listens there, or the connection broke"
        case .unexpectedProxyAuthentication: "the server answered 407, which only a proxy may"
        case .streamNeedsHTTP2: "a stream as a body needs HTTP/2"
        case .resourcePolicy(let policy): "Cross-Origin-Resource-Policy keeps the response from this page (\(policy))"
        case .invalidCall(let why): "nothing is sent: \(why)"
        case .handshake(let why): "the WebSocket does not open: \(why)"
        case .eventStream(let why): "the event stream ends for good: \(why)"
        case .element(let why): "the element fails to load: \(why)"
        }
    }

    private static func subject(_ stage: CORSStage) -> String {
        switch stage {
        case .preflight: "the preflight's answer"
        case .redirect: "the redirect"
        case .response: "the response"
        }
    }

    private static func text(_ fault: CORSFault, origin: String, isTainted: Bool) -> String {
        let why = isTainted ? " (a redirect from one foreign origin to another made it null)" : ""
        return switch fault {
        case .missingAllowOrigin: "has no Access-Control-Allow-Origin; it must say \(origin)\(why) or, without credentials, *"
        case .wildcardWithCredentials: "allows `*`, which does not count while credentials are included; it must say \(origin)"
        case .multipleAllowOrigins(let value, let lines):
            "has more than one origin in Access-Control-Allow-Origin: `\(value)`\(lines > 1 ? ", in \(lines) lines" : ""); exactly one may stand there"
        case .invalidAllowOrigin(let value): "has an Access-Control-Allow-Origin that is no origin: `\(value)`; it must say \(origin)"
        case .allowOriginMismatch(let value): "allows `\(value)`, but the request's origin is \(origin)\(why)"
        case .invalidAllowCredentials(let value):
            value.isEmpty
                ? "has no Access-Control-Allow-Credentials; with credentials it must say `true`"
                : "has Access-Control-Allow-Credentials `\(value)`; it must be exactly `true`"
        }
    }

    private static func text(_ fault: LocalNetworkFault) -> String {
        switch fault {
        case .wrongSpace(let announced, let actual): "targetAddressSpace says \(announced.name), but the address is \(actual.name)"
        case .insecurePage(let target):
            "a page that did not come over TLS may not reach the \(target.name) network; no header of the server can allow it"
        case .denied(let target):
            "the user has not allowed this page to reach the \(target.name) network; no header of the server can allow it"
        }
    }
}
