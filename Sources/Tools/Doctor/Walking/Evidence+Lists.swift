import WayleaveBrowserModel

extension Evidence {
    /// Request headers that the preflight asked for and its answer does not list, although it lists some.
    ///
    /// Some servers say so with an error status, which browsers then blame instead.
    var headersLeftOut: [String] {
        guard let record = culprit(.preflight) else { return [] }
        guard isReadable(record.answer) else {
            // Asked one at a time: some pass, or the method alone does.
            let parts = records.compactMap { part -> (String, Bool)? in
                guard case .preflightForHeader(let name) = part.role, !name.isEmpty, part.answer.hasHead else { return nil }
                return (name, isReadable(part.answer))
            }
            guard self[.preflightForMethod].map({ isReadable($0) }) == true || parts.contains(where: \.1) else { return [] }
            return parts.filter { !$0.1 }.map(\.0)
        }
        guard refusesHeaders || record.answer.status >= 300 && record.answer["Access-Control-Allow-Headers"] != nil else { return [] }
        let asked = (record.probe.headers.combined("Access-Control-Request-Headers") ?? "").split(separator: ",").map(\.trimmingSpaces)
        let listed = Evidence.names("Access-Control-Allow-Headers", record.answer)
        let hasWildcard = listed.contains("*") && !includesCredentials
        return asked.filter { !listed.contains($0) && !hasWildcard }
    }

    private var refusesHeaders: Bool { reason { if case .headerRefused = $0 { true } else { false } } != nil }

    /// The method that the preflight asked for, if an error status is all that its answer says of it and others are listed.
    var methodLeftOut: String? {
        if let record = record(.preflightForMethod), !isReadable(record.answer), !["GET", "HEAD", "POST"].contains(question.method),
            records.contains(where: { if case .preflightForHeader = $0.role { isReadable($0.answer) } else { false } })
        {
            return question.method
        }
        guard let record = culprit(.preflight), record.answer.status >= 300, isReadable(record.answer),
            let method = record.probe.headers.combined("Access-Control-Request-Method"), !["GET", "HEAD", "POST"].contains(method)
        else { return nil }
        let listed = Evidence.names("Access-Control-Allow-Methods", record.answer)
        return listed.isEmpty || listed.contains(method.lowercased()) || listed.contains("*") && !includesCredentials ? nil : method
    }
}
