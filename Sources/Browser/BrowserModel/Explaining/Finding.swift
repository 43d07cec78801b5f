/// One thing that went other than the page wished, for people and for programs.
public struct Finding: Sendable, Hashable {
    /// What happened; `nil` for a warning about something that passed.
    public let reason: BlockReason?
    /// The browser's own names for it: Chromium's CORS error, Firefox's console categories; empty when the browser has none.
    public let codes: [String]
    /// The part of a standard that decides.
    public let clause: String
    /// The sentence for people.
    public let text: String
    /// What the browser prints on its console; `nil` when it prints nothing of note.
    public let console: String?
    /// The address the browser was at.
    public let url: String
}
