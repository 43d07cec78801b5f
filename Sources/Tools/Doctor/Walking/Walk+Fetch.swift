import WayleaveBrowserModel

extension Walk {
    /// The doors beside the page's call: other origins, none, errors, caches.
    mutating func walkFetch(side: WebURL? = nil) {
        let url = evidence.url.withoutFragment
        let side = (side ?? evidence.url).withoutFragment
        if evidence.record(.actual) == nil { send(.actual, bounded(probe("GET", url, origin: origin))) }
        guard !evidence.isSameOrigin else { return }
        let method = question.method == "HEAD" ? "HEAD" : "GET"
        var batch: [(Role, Probe)] = [
            (.withoutOrigin, bounded(probe(method, url, origin: nil))),
            (.from(.evil), bounded(probe(method, url, origin: ForeignOrigin.evil.value(trusted: origin)))),
            (.greedyPreflight, greedyPreflight(side)),
            (.preflightFrom(.evil), preflight(side, from: "https://evil.example")),
            (.notFound, bounded(probe("GET", Walk.nowhere(beside: evidence.url), origin: origin))),
            (.compressed, compressed(url, origin: origin)), (.compressedWithoutOrigin, compressed(url, origin: nil)),
        ]
        if let null = ForeignOrigin.null.value(trusted: origin) {
            batch.append((.from(.null), bounded(probe(method, url, origin: null))))
            batch.append((.preflightFrom(.null), preflight(side, from: null)))
        }
        if question.headers.contains("Authorization") || question.cookie != nil {
            batch.append((.unauthenticated, bounded(anonymous(url))))
        }
        if let tag = evidence.actual?["ETag"] {
            batch.append((.conditional, bounded(probe("GET", url, origin: origin, headers: ["If-None-Match": tag]))))
        }
        if let direct = question.directURL {
            batch.append((.direct, bounded(probe(method, direct.withoutFragment, origin: origin))))
            batch.append((.directPreflight, preflight(direct.withoutFragment, from: origin)))
        }
        send(batch)
        askAgain(url, side: side, method: method)
    }

    /// What only makes sense once the first answers are known.
    private mutating func askAgain(_ url: String, side: String, method: String) {
        var batch: [(Role, Probe)] = [
            (.again(1), bounded(probe(method, url, origin: origin))), (.again(2), bounded(probe(method, url, origin: origin))),
            (.again(3), bounded(probe(method, url, origin: origin))),
        ]
        if evidence[.from(.evil)]?["Access-Control-Allow-Origin"] == origin || Evidence.isFromCache(evidence[.from(.evil)]) {
            let separator = url.contains("?") ? "&" : "?"
            batch.append((.fresh, bounded(probe(method, url + separator + "wayleave-doctor=1", origin: "https://evil.example"))))
        }
        let forwarding: HeaderList = ["X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Port": "443"]
        batch.append((.forwarded, bounded(probe(method, side, origin: "https://evil.example", headers: forwarding))))
        batch.append((.disguised, bounded(probe(method, side, origin: nil, headers: ["X-Origin": "https://evil.example"]))))
        batch += partsOfPreflight(url)
        let letsEverybodyIn = evidence.admission(of: .evil) != nil
        if !letsEverybodyIn { batch += relatives(side: side, method: method) }
        send(batch)
    }

    /// A refused preflight, asked again in parts, where the origin as such is let in.
    private func partsOfPreflight(_ url: String) -> [(Role, Probe)] {
        guard let record = evidence.record(.preflight), record.answer.hasHead, record.answer["Access-Control-Allow-Origin"] == nil,
            evidence.hasPolicyElsewhere || Evidence.allows(evidence.actual, origin),
            let method = record.probe.headers.combined("Access-Control-Request-Method")
        else { return [] }
        let names = (record.probe.headers.combined("Access-Control-Request-Headers") ?? "").split(separator: ",").map(String.init)
        let safe = ["GET", "POST"].contains(method) ? method : "GET"
        return [(.preflightForMethod, bounded(preflightProbe(url, origin: origin, method: method, names: [])))]
            + (names.isEmpty ? [""] : names.prefix(8)).map {
                (.preflightForHeader($0), bounded(preflightProbe(url, origin: origin, method: safe, names: $0.isEmpty ? [] : [$0])))
            }
    }

    /// The relatives of the page's origin, by the request that shows whether they are let in without changing anything.
    private func relatives(side: String, method: String) -> [(Role, Probe)] {
        let usesCall = side == evidence.url.withoutFragment ? Evidence.allows(evidence.actual, origin) : question.kind != .signalr
        let usesPreflight = Evidence.allows(evidence[.greedyPreflight], origin) || Evidence.allows(evidence.preflight, origin)
        guard usesCall || usesPreflight else { return [] }
        return ForeignOrigin.relatives.compactMap { foreign in
            guard let value = foreign.value(trusted: origin) else { return nil }
            if usesCall { return (.from(foreign), bounded(probe(method, side, origin: value))) }
            return (.preflightFrom(foreign), preflight(side, from: value))
        }
    }

    private var requestedNames: [String] { BrowserProfile.chromium.unsafeHeaderNames(question.pageHeaders) }
    private var requestedMethod: String { question.kind == .signalr ? "POST" : question.method == "GET" ? "PUT" : question.method }

    private func greedyPreflight(_ url: String) -> Probe {
        let names = (requestedNames + ["x-wayleave-doctor"]).sorted()
        return bounded(preflightProbe(url, origin: origin, method: requestedMethod, names: names))
    }

    private func preflight(_ url: String, from origin: String) -> Probe {
        let names = requestedNames.isEmpty ? ["x-wayleave-doctor"] : requestedNames
        return bounded(preflightProbe(url, origin: origin, method: requestedMethod, names: names))
    }

    /// The call as somebody sends it who is not logged in.
    private func anonymous(_ url: String) -> Probe {
        var probe = probe("GET", url, origin: origin)
        probe.headers.lines.removeAll { ["authorization", "cookie"].contains($0.name.lowercased()) }
        return probe
    }

    private func compressed(_ url: String, origin: String?) -> Probe {
        bounded(probe("GET", url, origin: origin, headers: ["Accept-Encoding": "gzip, deflate"]))
    }

    /// A path beside `url` that no server has.
    static func nowhere(beside url: WebURL) -> String {
        var other = url
        (other.query, other.fragment) = (nil, nil)
        let end = url.path.lastIndex(of: "/").map { url.path.index(after: $0) } ?? url.path.startIndex
        other.path = url.path[..<end] + "wayleave-doctor-nothing-here"
        return other.description
    }

    /// The same request, read no longer than its head where answers are known to be long.
    func bounded(_ probe: Probe) -> Probe {
        var probe = probe
        let first = evidence.records.first { $0.role.isOfCall && $0.answer.hasHead }?.answer
        let isEndless = question.kind == .sse || first?.isCutShort == true || first?.failure != nil
        if isEndless { probe.readsFor = 50 }
        if isEndless || (first?.firstByte ?? 0) > 3_000 { probe.timeout = 6_000 }
        return probe
    }
}
