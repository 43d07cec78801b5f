/// A question to the model: what happens when this page does these things against these servers?
public struct Exchange: Sendable {
    /// The document at the top of the tab.
    public var page: Page
    /// What it does, one after the other; caches and cookies are shared.
    public var actions: [PageAction]
    /// Who answers.
    public var servers: ServerScript
    /// Addresses that the user visited as a top-level page before: their cookies are first-party ones.
    public var visits: [WebURL]
    /// The user's choices and the network.
    public var settings: BrowserSettings

    /// Creates an exchange.
    public init(
        page: Page, actions: [PageAction], servers: ServerScript, visits: [WebURL] = [], settings: BrowserSettings = BrowserSettings()
    ) {
        self.page = page
        self.actions = actions
        self.servers = servers
        self.visits = visits
        self.settings = settings
    }
}
