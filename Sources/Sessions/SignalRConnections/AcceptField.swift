internal import WayleaveServer

/// What a request's `Accept` says about transports.
enum AcceptField {
    /// Whether `text/event-stream` is among what the client accepts.
    static func wantsEvents(_ request: Request) -> Bool {
        request.headers.all("accept").contains { line in
            line.utf8.count < 4096
                && line.split(separator: ",").contains { item in
                    let type = item.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)[0]
                    return type.filter { $0 != " " && $0 != "\t" }.lowercased() == "text/event-stream"
                }
        }
    }
}
