/// What an author writes down about cross-origin access; compile it into a ``CrossOriginPolicy``.
///
/// Codable, so that each environment can keep its own in a file: keys are the property names, `preflightMaxAge` is in seconds (`null` omits
/// the field), missing keys take the defaults below and unknown keys are an error, as a misspelt rule must not pass for a default.
public struct CrossOriginRules: Sendable, Equatable {
    /// What becomes of an upgrade (a WebSocket handshake) that carries no `Origin`.
    public enum UpgradesWithoutOrigin: String, Codable, Sendable, CaseIterable {
        /// Lets it pass, as it comes from a program and not from a browser.
        ///
        /// Browsers always send Origin on a WebSocket handshake (WebSockets § establish a WebSocket connection). A program holds no user's
        /// cookies and could send any Origin it likes, so refusing it for the lack of one protects nobody.
        case allowed
        /// Refuses it with 403, for servers that serve browsers only and want fewer strangers.
        case refused
    }

    /// The status of a granted preflight; Fetch takes any from 200 to 299 (Fetch § CORS-preflight fetch, step 7).
    public enum PreflightStatus: Int, Codable, Sendable, CaseIterable {
        /// 200, for old clients and proxies that choke on an answer without a body.
        case ok = 200
        /// 204, what an answer without a body is.
        case noContent = 204
    }

    /// Who may load a response without CORS, in an `<img>` or `<script>` (Fetch § `Cross-Origin-Resource-Policy` header).
    public enum ResourcePolicy: String, Codable, Sendable, CaseIterable {
        /// Pages of the same origin only.
        case sameOrigin = "same-origin"
        /// Pages of the same site.
        case sameSite = "same-site"
        /// Every page, also those that require it of what they embed (`Cross-Origin-Embedder-Policy`).
        case crossOrigin = "cross-origin"
    }

    /// The origins whose pages may read responses and open upgrades; default none, which does not compile into a policy.
    ///
    /// - `https://app.example.com`: that origin, as the browser's address bar has it: scheme and host, and the port unless it is the default.
    /// - `https://*.example.com`: every host below, at any depth of one or more labels; not `example.com` itself.
    /// - `https://{label}.example.com`: every host exactly one label below.
    /// - `http://localhost:*`: every port, the default included. `http://localhost:3000-3010` is a range of ports, and
    ///   `http://localhost:{3000,5173,8000-8010}` a list, at most 32 elements, ascending; all combine with either wildcard of hosts.
    /// - `/https:\/\/pr-\d+\.example\.com/`: a regular expression that the *whole* origin must match, at most 512 bytes. It is compiled into
    ///   an automaton that takes one step a byte, at most 2048 states, so it knows no look-around, back-references, flags or bare `.`.
    /// - `*`, alone: every origin; only without ``credentials``. Mind that browsers send cookies with WebSocket handshakes all the same.
    public var origins: [String] = []

    /// The methods preflights may ask for, `*` for any; default GET, HEAD and POST, which Fetch always allows (Fetch § CORS-safelisted method).
    ///
    /// Methods are case-sensitive and Fetch upper-cases only DELETE, GET, HEAD, OPTIONS, POST and PUT: a script must write `PATCH`.
    public var methods: [String] = ["GET", "HEAD", "POST"]

    /// The request fields preflights may ask for, `*` for any but `authorization`, which must be listed by name; default none.
    ///
    /// Without ``credentials``, `*` is sent as such; with them the fields asked for are reflected (Fetch § CORS-preflight fetch, step 7).
    public var requestHeaders: [String] = []

    /// The response fields that scripts may read beside the safelisted ones; `*` for all, only without ``credentials``; default none.
    public var exposedHeaders: [String] = []

    /// Whether browsers may send cookies, HTTP authentication and client certificates, and let scripts read the response; default false.
    public var credentials = false

    /// How long a browser may remember a preflight, whole seconds from 0 to 86400; default 3600 s; `nil` omits the field (browsers take 5 s).
    public var preflightMaxAge: Duration? = .seconds(3600)

    /// The status of a granted preflight; default 204.
    public var preflightStatus = PreflightStatus.noContent

    /// Whether granted preflights go on to the handler, with the fields, instead of being answered at once; default false.
    ///
    /// The handler must then answer `OPTIONS` with 2xx, or browsers take the preflight for failed. Refused preflights are never passed on.
    public var passesPreflightsToHandler = false

    /// The origins that may see a response's timing, each exactly, or `*` alone; default none, which omits `Timing-Allow-Origin`.
    ///
    /// It is sent with every response but preflights', as browsers send no Origin with the images and scripts it is mostly meant for
    /// (Resource Timing § Timing-Allow-Origin Response Header): whoever asks can read the list.
    public var timingOrigins: [String] = []

    /// Who may load responses without CORS, sent as `Cross-Origin-Resource-Policy` with all but preflights'; default `nil`, which omits it.
    public var resourcePolicy: ResourcePolicy?

    /// What becomes of upgrades without `Origin`; default allowed, see ``UpgradesWithoutOrigin/allowed`` for why.
    public var upgradesWithoutOrigin = UpgradesWithoutOrigin.allowed

    /// Whether pages this server itself serves may open upgrades without being listed; default true.
    ///
    /// A page is the server's own when its Origin is the request's scheme and `Host`. Turn this off where a name that the server does not
    /// own could be made to resolve to it (DNS rebinding) and nothing in front checks `Host`. Behind a proxy that ends TLS the schemes differ;
    /// list the public origin then.
    public var allowSameOrigin = true

    /// Permits `http` origins together with ``credentials``: whoever controls a victim's network can then act as that origin. Default false.
    ///
    /// Loopback hosts never need it.
    public var dangerouslyAllowInsecureOriginsWithCredentials = false

    /// Permits the origin `null`, which any page can assume with a sandboxed frame. Default false.
    public var dangerouslyAllowNullOrigin = false

    /// Permits wildcards below a public suffix such as `https://*.github.io`, where strangers can register hosts. Default false.
    public var dangerouslyAllowPublicSuffixSubdomains = false

    /// Answers granted preflights with `Access-Control-Allow-Private-Network: true`. Default false. **Dead**: nothing current reads it.
    ///
    /// Private Network Access was withdrawn; its successor, Local Network Access, asks the user and never the server. It remains for old
    /// Chromium builds, where it let the listed origins reach this server from the public web into a private network.
    public var dangerouslyAllowPrivateNetworkAccess = false

    /// Creates rules with the defaults; set at least ``origins``.
    public init() {}
}
