import WayleaveBrowserModel

extension Evidence {
    /// Request headers that the preflight asked for and its answer does not list, although it lists some.
    ///
    /// Some servers say so with an error status, which browsers then blame instead.
    var headersLeftOut: [String] {
        guard let record = culprit(.preflight), isReadable(record.answer) else { return [] }
        guard refusesHeaders || record.answer.status >= 300 && record.answer["Access-Control-Allow-Headers"] != nil else { return [] }
        let asked = (record.probe.headers.combined("Access-Control-Request-Headers") ?? "").split(separator: ",").map(\.trimmingSpaces)
        let listed = Evidence.names("Access-Control-Allow-Headers", record.answer)
        let hasWildcard = listed.contains("*") && !includesCredentials
        return asked.filter { !listed.contains($0) && !hasWildcard }
    }

    private var refusesHeaders: Bool { reason { if case .headerRefused = $0 { true } else { false } } != nil }

    /// The method that the preflight asked for, if an error status is all that its answer says of it and others are listed.
    var methodLeftOut: String? {
        guard let record = culprit(.preflight), record.answer.status >= 300, isReadable(record.answer),
            let method = record.probe.headers.combined("Access-Control-Request-Method"), !["GET", "HEAD", "POST"].contains(method)
        else { return nil }
        let listed = Evidence.names("Access-Control-Allow-Methods", record.answer)
        return listed.isEmpty || listed.contains(method.lowercased()) || listed.contains("*") && !includesCredentials ? nil : method
    }
}
