/// Why a request does not leave, or why its page does not get what it asked for.
public enum BlockReason: Sendable, Hashable {
    /// The CORS check of the response, of a redirect on the way, or of the preflight failed.
    case cors(CORSFault, CORSStage)
    /// The preflight's status is not one of 200 to 299.
    case preflightStatus(Int)
    /// The preflight was redirected to this address; `fault` is what is wrong with its headers besides, and `suitsNextHop` tells whether
    /// they would do for the request that followed the redirect.
    case preflightRedirect(location: String, fault: CORSFault?, suitsNextHop: Bool)
    /// `Access-Control-Allow-Methods` has an element that is no token.
    case unreadableAllowMethods
    /// `Access-Control-Allow-Headers` has an element that is no token.
    case unreadableAllowHeaders
    /// The preflight's answer does not list the method.
    case methodRefused(String)
    /// The preflight's answer does not list this request header.
    case headerRefused(String)
    /// A redirect's `Location` has a user name or password.
    case redirectWithCredentials
    /// The address has a scheme that CORS does not know.
    case schemeWithoutCORS(String)
    /// Local Network Access.
    case localNetwork(LocalNetworkFault)
    /// Plain HTTP on a page that came over TLS.
    case mixedContent
    /// A Content-Security-Policy: the directive that refuses, and the name of the one that governs the request.
    case contentSecurityPolicy(directive: String, governing: String)
    /// A port browsers do not connect to.
    case badPort(Int)
    /// `mode: "same-origin"` and another origin.
    case sameOriginMode
    /// `mode: "no-cors"` and a redirect mode other than `follow`.
    case redirectModeWithoutCORS
    /// `redirect: "error"` and a redirect.
    case redirectRefused
    /// More than 20 redirects.
    case tooManyRedirects
    /// A redirect to an address that browsers do not follow to, or to none.
    case unsafeRedirect(String)
    /// The response is no HTTP: a NUL in a header.
    case invalidResponse
    /// No answer: nobody listens, or the connection broke.
    case connectionLost
    /// A 407 from a server that is no proxy.
    case unexpectedProxyAuthentication
    /// A stream as a body needs HTTP/2.
    case streamNeedsHTTP2
    /// Cross-Origin-Resource-Policy, or its absence under Cross-Origin-Embedder-Policy.
    case resourcePolicy(String)
    /// The call itself throws, or the promise is rejected before anything is sent.
    case invalidCall(String)
    /// The handshake's answer does not open a WebSocket.
    case handshake(String)
    /// The response is no event stream.
    case eventStream(String)
    /// The element cannot use what it got.
    case element(String)
}
