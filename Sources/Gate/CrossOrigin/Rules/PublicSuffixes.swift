/// Tells under which domains strangers can register hosts, so that a wildcard there admits strangers.
///
/// A value to inject: the gate depends on nothing, and the complete list belongs to the system's `libpsl`.
public struct PublicSuffixes: Sendable {
    private let body: @Sendable (String) -> Bool

    /// Creates a value that asks `isPublicSuffix` about hosts, which are lower case, in punycode and without a trailing dot.
    public init(_ isPublicSuffix: @escaping @Sendable (String) -> Bool) { body = isPublicSuffix }

    /// Whether anyone can register a host directly below `host`.
    public func contains(_ host: String) -> Bool { body(host) }

    /// A guard against the likeliest mistakes: every single-label host and a few dozen well-known suffixes; by no means the whole list.
    public static let wellKnown = PublicSuffixes { host in
        host.utf8.contains(UInt8(ascii: ".")) ? suffixes.contains(host) : !privateLabels.contains(host)
    }

    /// Single labels that no registry sells (RFC 6761, RFC 6762, ICANN's `internal`).
    private static let privateLabels: Set<String> = ["localhost", "test", "example", "invalid", "local", "internal", "lan"]

    private static let suffixes: Set<String> = [
        // Registries below country codes.
        "ac.uk", "co.uk", "org.uk", "gov.uk", "com.au", "net.au", "org.au", "co.nz", "co.jp", "or.jp", "ne.jp", "co.kr", "com.br", "com.cn",
        "com.mx", "com.ar", "com.tr", "com.sg", "com.hk", "com.tw", "co.in", "co.za", "co.il", "com.pl", "com.ua",
        // Hosting where every customer has a name.
        "github.io", "gitlab.io", "pages.dev", "workers.dev", "vercel.app", "now.sh", "netlify.app", "herokuapp.com", "web.app",
        "firebaseapp.com", "appspot.com", "run.app", "cloudfunctions.net", "azurewebsites.net", "azurestaticapps.net", "cloudapp.net",
        "blob.core.windows.net", "cloudfront.net", "s3.amazonaws.com", "elasticbeanstalk.com", "amplifyapp.com", "fly.dev", "onrender.com",
        "railway.app", "up.railway.app", "surge.sh", "glitch.me", "repl.co", "replit.app", "ngrok.io", "ngrok.app", "ngrok-free.app",
        "trycloudflare.com", "loca.lt", "deno.dev", "r2.dev", "blogspot.com", "wordpress.com", "myshopify.com", "wixsite.com",
        "webflow.io", "framer.app", "stackblitz.io", "webcontainer.io", "csb.app", "gitpod.io", "githubpreview.dev", "app.github.dev",
        "ondigitalocean.app", "digitaloceanspaces.com", "duckdns.org", "nip.io", "sslip.io",
    ]
}
