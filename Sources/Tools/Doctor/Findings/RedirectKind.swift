import WayleaveBrowserModel

/// Which rule of a server a redirect comes from, as far as its target tells.
enum RedirectKind {
    static func text(from url: WebURL, to location: String) -> String {
        guard let target = WebURL(location, base: url.asHTTP) else { return "an address that cannot be read" }
        if target.host == url.host, target.scheme == "https", url.asHTTP.scheme == "http" { return "http is sent on to https" }
        if target.host == url.host, target.path == url.path + "/" { return "a slash is put at the end of the path" }
        if target.host == url.host, target.path + "/" == url.path { return "the slash at the end of the path is taken away" }
        if target.host == "www." + url.host || url.host == "www." + target.host {
            return "the host is sent on to its name with or without www"
        }
        if ["login", "signin", "auth", "sso"].contains(where: location.lowercased().contains) { return "a login stands in the way" }
        return target.host == url.host ? "another path of the same host" : "another host"
    }
}

extension String {
    /// The address without a tail that was added to it.
    func replacingTail(_ tail: String) -> String { hasSuffix(tail) ? String(dropLast(tail.count)) : self }
}
