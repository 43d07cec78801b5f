import WayleaveBrowserModel

/// In what two origins differ, in words.
enum OriginDifference {
    /// Why `value`, which parses, is not `wanted`.
    static func text(_ value: String, _ wanted: String) -> String {
        if value == "null" { return "`null` is what opaque pages send, not yours" }
        if value.contains("*") { return "patterns are not understood here; browsers compare whole origins" }
        if value == wanted + "/" { return "the slash at the end does not belong to an origin" }
        if value.lowercased() == wanted.lowercased() { return "browsers write hosts in lower case and compare every letter" }
        guard let found = WebURL(value), let page = WebURL(wanted), found.isHTTP else { return flaw(value, wanted: wanted) }
        if found.origin == page.origin {
            return found.path.count > 1 ? "a path does not belong to an origin" : "browsers leave the scheme's own port out"
        }
        if found.host == page.host {
            if found.scheme != page.scheme { return "the scheme differs: \(found.scheme) is not \(page.scheme)" }
            return
                "the port differs: \(found.effectivePort.map(String.init) ?? "none") is not \(page.effectivePort.map(String.init) ?? "none")"
        }
        if found.host == "www." + page.host || page.host == "www." + found.host { return "www makes another host" }
        if found.isLoopback, page.isLoopback { return "localhost and 127.0.0.1 are two hosts to a browser" }
        return "the host differs: \(found.host) is not \(page.host)"
    }

    /// Why `value` is no origin at all.
    static func flaw(_ value: String, wanted: String) -> String {
        if value.isEmpty { return "it is empty" }
        if value.hasPrefix("\"") || value.hasPrefix("'") { return "the quotes do not belong to it" }
        if value.lowercased() == "null" { return "`null` counts in lower case only" }
        if value.contains("*") { return "patterns are not understood here; browsers compare whole origins" }
        if !value.contains("://") { return "the scheme is missing" }
        return "it cannot be read as a URL"
    }
}
