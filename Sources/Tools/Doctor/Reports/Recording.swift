package import WayleaveBrowserModel
import WayleaveJSON

/// A HAR file: answers that were recorded, in place of the network.
package final class Recording: ProbeSender {
    private struct Entry {
        let method: String
        let url: String
        let origin: String?
        let isHandshake: Bool
        let answer: ProbeAnswer
    }

    private let entries: [Entry]
    package let requestsLeft = Int.max

    /// Why a file is no recording.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Reads a recording; throws ``Fault`` when the bytes are none.
    package init(_ bytes: [UInt8]) throws {
        guard let json = try? JSON.decode(JSONValue.self, from: bytes) else { throw Fault(description: "it is no JSON") }
        guard let list = json["log"]?["entries"]?.array else { throw Fault(description: "it has no `log.entries`, so it is no HAR") }
        entries = list.compactMap(Recording.entry)
    }

    private static func entry(_ json: JSONValue) -> Entry? {
        guard let request = json["request"], let url = request["url"]?.string, let method = request["method"]?.string,
            let parsed = WebURL(url)
        else { return nil }
        let headers = headers(request["headers"])
        var answer = ProbeAnswer(json["response"]?["status"]?.int ?? 0, self.headers(json["response"]?["headers"]))
        answer.body = Array((json["response"]?["content"]?["text"]?.string ?? "").utf8)
        answer.address = json["serverIPAddress"]?.string ?? ""
        answer.version = json["response"]?["httpVersion"]?.string ?? ""
        if !answer.hasHead { answer.failure = .other(json["response"]?["_error"]?.string ?? "the recording has no answer") }
        let isHandshake = headers.combined("Upgrade")?.lowercased() == "websocket" || parsed.asHTTP != parsed
        return Entry(
            method: method, url: parsed.asHTTP.withoutFragment, origin: headers.combined("Origin"), isHandshake: isHandshake, answer: answer
        )
    }

    private static func headers(_ json: JSONValue?) -> HeaderList {
        // HTTP/2's pseudo-headers begin with a colon.
        HeaderList(
            (json?.array ?? []).compactMap { pair in
                guard let name = pair["name"]?.string, !name.hasPrefix(":"), let value = pair["value"]?.string else { return nil }
                return HeaderList.Line(name, value)
            })
    }

    /// The cross-origin call that looks most like trouble: an address, its page's origin, method, and whether it is a WebSocket.
    package var suspect: (url: WebURL, origin: String, method: String)? {
        let crossing = entries.filter { entry in
            guard let origin = entry.origin, let url = WebURL(entry.url), entry.method != "OPTIONS" else { return false }
            return url.origin.serialized != origin
        }
        let failed = crossing.first { entry in
            !entry.answer.hasHead || entry.answer["Access-Control-Allow-Origin"] == nil && !entry.isHandshake
                || entry.isHandshake && entry.answer.status != 101
        }
        guard let entry = failed ?? crossing.first, let url = WebURL(entry.url), let origin = entry.origin else { return nil }
        return (entry.isHandshake ? url.asWebSocket : url, origin, entry.method)
    }

    package func send(_ probes: [Probe]) -> [ProbeAnswer] {
        probes.map { probe in
            let origin = probe.headers.combined("Origin")
            let entry = entries.first {
                $0.method == probe.method && $0.url == probe.url && $0.isHandshake == probe.isHandshake && $0.origin == origin
            }
            if let entry { return entry.answer }
            var answer = ProbeAnswer()
            answer.failure = .notSent("the recording has no such request")
            return answer
        }
    }
}
