internal import WayleaveJSON

/// One line of a truth table, without anything that was observed (format: Documentation/BrowserModel.md § Truth tables).
public struct TruthTableCase: Sendable {
    /// The line's name.
    public let id: String
    /// The browser it was measured in; `nil` when it names none the model knows.
    public let browser: BrowserName?
    /// The question.
    public let exchange: Exchange

    /// Reads one line of JSON.
    public init(_ line: [UInt8]) throws(TruthTableError) {
        let value: JSONValue
        do {
            value = try JSON.decode(JSONValue.self, from: line)
        } catch {
            throw TruthTableError(path: "$", what: "\(error)")
        }
        try self.init(JSONNode(value))
    }

    init(_ line: JSONNode) throws(TruthTableError) {
        id = try line.required("id").string()
        browser = try line.optional("browser").flatMap { node throws(TruthTableError) in TruthTableCase.browser(try node.string()) }
        let group = try line.string("group", default: "")
        let tags = line.optional("tags")
        let page = try TruthTablePage.page(try line.required("page"))
        let servers = try TruthTableServers(try line.required("server"))
        var actions: [PageAction] = []
        for step in try line.required("steps").elements() { actions.append(try TruthTableStep.action(step)) }

        var settings = BrowserSettings()
        settings.allowsThirdPartyCookies = group.hasSuffix("3pc-allowed") ? true : nil
        settings.addressSpace = TruthTableWorld.addressSpaces(isLocalNetworkGroup: group == "lna")
        settings.localNetworkPermission =
            switch tags?.optional("perm")?.value.string {
            case "granted": .granted
            case "denied": .denied
            default: .prompt
            }
        exchange = Exchange(
            page: page, actions: actions, servers: servers.script,
            visits: servers.hops["set"] == nil ? [] : TruthTableWorld.visits(before: actions), settings: settings)
    }

    /// `Chrome/156.0…` or `Firefox/153…`, or a name of the model's own.
    private static func browser(_ text: String) -> BrowserName? {
        let name = Text.lowercased(text.prefix { $0 != "/" })
        return name == "chrome" ? .chromium : BrowserName(rawValue: name)
    }
}
