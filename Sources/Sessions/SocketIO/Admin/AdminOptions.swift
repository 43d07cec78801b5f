import WayleaveServer

/// The settings of the namespace that the admin UI connects to; see ``SocketIO/instrument(_:)``.
public struct AdminOptions: Sendable {
    /// The namespace: `/admin`.
    public var namespaceName = "/admin"
    /// Who may use it; default `nil`, with which the server does not start: there are no default credentials.
    public var authentication: AdminAuthentication?
    /// Serves the namespace to everybody when there is no ``authentication``: for a server that only its developer can reach. Default `false`.
    public var dangerouslyAllowAnyone = false
    /// Whether the UI may act: send events, let sockets join and leave rooms, disconnect them. Default `false`: it may only look.
    public var allowsCommands = false
    /// How much is shown: counts only.
    public var mode = AdminMode.production
    /// The name of this server in the UI, unique among those of a cluster; default `nil`: host name and process id.
    public var serverID: String?
    /// The time between two reports of the server's figures: 2 s. At most a minute.
    public var statsInterval: Duration = .seconds(2)
    /// Parts of further names of header fields and query parameters whose values are not shown, besides those of ``redactedNames``.
    public var furtherRedactedNames: [String] = []
    /// The most logins that are remembered: 100. Beyond, the oldest ends: its page must log in again.
    public var maxSessions = 100
    /// How long a login is remembered: 12 hours.
    public var sessionLifetime: Duration = .seconds(43_200)
    /// The most logins that are examined at a time: 16. Each that fails takes 1 s longer, which bounds how fast passwords can be guessed.
    public var maxConcurrentLogins = 16
    /// The most sockets described to a page that connects: 1,000. The others are counted, and shown when something happens to them.
    public var maxSockets = 1_000
    /// The most messages a loop tells of sockets and rooms in a second, and as many of events: 500. Beyond, they are dropped; the next report
    /// counts them, and the list of all sockets is sent again.
    public var maxMessagesPerSecond = 500
    /// The most bytes, about, of an event's arguments, or of a socket's data, that are shown: 4,096.
    public var maxShownBytes = 4_096

    /// Creates the defaults, which lack ``authentication``.
    public init() {}

    /// Header fields and query parameters with one of these in their names, whatever the case, are shown without their values.
    public static let redactedNames = [
        "cookie", "auth", "token", "secret", "password", "passwd", "session", "jwt", "signature", "credential", "api-key", "api_key",
        "apikey", "csrf", "xsrf", "cert",
    ]

    /// Header fields and query parameters with one of these names, too.
    public static let redactedExactNames: Set = ["key", "sid", "code", "sig", "pass", "pw"]

    /// The namespace's name, with its slash.
    var namespace: String { namespaceName.hasPrefix("/") ? namespaceName : "/" + namespaceName }

    /// What is wrong with the settings.
    var faults: [ServerConfigurationError.Fault] {
        var faults: [ServerConfigurationError.Fault] = []
        if authentication == nil, !dangerouslyAllowAnyone {
            faults.append(
                .init(
                    "admin-authentication", "the admin namespace \(namespace) would be open to everybody",
                    "set AdminOptions.authentication; or dangerouslyAllowAnyone, where nobody else can reach the server"))
        }
        if authentication != nil, dangerouslyAllowAnyone {
            faults.append(
                .init(
                    "admin-authentication", "the admin namespace \(namespace) has authentication, and dangerouslyAllowAnyone",
                    "remove one of them"))
        }
        if case .password(let username, let password)? = authentication, username.isEmpty || password.utf8.count < 8 {
            faults.append(
                .init(
                    "admin-password", "the admin namespace has \(username.isEmpty ? "no username" : "a password of less than 8 bytes")",
                    "choose a username, and a password that cannot be guessed"))
        }
        if namespace == "/" {
            faults.append(.init("admin-namespace", "the admin namespace is `/`, which all clients join", "choose another, as `/admin`"))
        }
        if statsInterval < .milliseconds(100) || statsInterval > .seconds(60) {
            faults.append(.init("admin-interval", "statsInterval is \(statsInterval)", "choose from 100 ms to 60 s"))
        }
        let limits = [
            ("maxSessions", maxSessions), ("maxConcurrentLogins", maxConcurrentLogins), ("maxSockets", maxSockets),
            ("maxMessagesPerSecond", maxMessagesPerSecond), ("maxShownBytes", maxShownBytes),
        ]
        for (name, value) in limits where value < 1 {
            faults.append(.init("admin-limit", "AdminOptions.\(name) is \(value)", "choose 1 or more"))
        }
        return faults
    }
}
