import Foundation
import Testing
import WayleaveBrowserModel

@testable import WayleaveDoctor

@Suite("Servers that misbehave end in a finding, in time", .serialized)
struct HostileServerTests {
    struct Torment: CustomTestStringConvertible, Sendable {
        let what: String
        /// What the first finding's evidence or cause says.
        let says: String
        let behave: @Sendable (HostilePeer) -> Void
        var testDescription: String { what }
    }

    static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"

    static let torments: [Torment] = [
        Torment(what: "never answers", says: "no whole answer within") { _ in Thread.sleep(forTimeInterval: 4) },
        Torment(what: "hangs up", says: "ended before the answer") { _ in },
        Torment(what: "speaks garbage", says: "no HTTP") { $0.write("\u{1}\u{2}garbage\r\n\r\nmore\r\n") },
        Torment(what: "endless header lines", says: "header is too large") { peer in
            peer.write(head)
            peer.keepWriting(String(repeating: "X-Filler: abcdefgh\r\n", count: 50))
        },
        Torment(what: "a header of 10 MB", says: "too large") { peer in
            peer.write(head + "X-Large: ")
            for _ in 0..<160 { if !peer.write(String(repeating: "a", count: 65_536)) { return } }
            peer.write("\r\n\r\n")
        },
        Torment(what: "drips its body", says: "no whole answer within") { peer in
            peer.write(head + "Content-Length: 100000\r\n\r\n")
            peer.keepWriting("a", every: 0.05)
        },
        Torment(what: "drips its head", says: "no whole answer within") { peer in
            peer.write("HTTP/1.1 200 OK\r\nX-Slow: ")
            peer.keepWriting("a", every: 0.05)
        },
        Torment(what: "redirects round and round", says: "redirect") {
            $0.write(
                "HTTP/1.1 302 Found\r\nAccess-Control-Allow-Origin: *\r\nLocation: /next\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        },
        Torment(what: "announces more than it sends", says: "ended before the answer") {
            $0.write(head + "Content-Length: 1000\r\n\r\nshort")
        },
    ]

    static func limits() -> ProbeLimits {
        var limits = ProbeLimits()
        (limits.request, limits.total) = (.milliseconds(500), .seconds(3))
        return limits
    }

    private func report(_ behave: @escaping @Sendable (HostilePeer) -> Void, kind: TargetKind = .fetch) throws -> (Report, Double) {
        let server = try HostileServer(behave)
        let url = try #require(WebURL("http://127.0.0.1:\(server.port)/data"))
        var question = Question(url: url, origin: "https://app.example.com")
        question.kind = kind
        let started = Date()
        let report = Doctor.examine(question, limits: Self.limits())
        return (report, Date().timeIntervalSince(started))
    }

    @Test("What is wrong is said, and nothing is waited for longer than allowed", arguments: torments)
    func torment(_ torment: Torment) throws {
        let (report, seconds) = try report(torment.behave)
        let first = try #require(report.findings.first)
        let said = ([first.title, first.cause] + first.evidence).joined(separator: "\n")
        #expect(said.contains(torment.says), "\(first.id): \(said)")
        #expect(seconds < 4)
        #expect(report.requests <= 60)
    }

    @Test("Bodies without end are left after the first bytes", arguments: ["Content-Encoding: gzip\r\n", ""])
    func endlessBody(_ encoding: String) throws {
        let (report, seconds) = try report({ peer in
            peer.write(Self.head + encoding + "\r\n")
            peer.keepWriting(String(repeating: "\0", count: 65_536))
        })
        #expect(report.findings.first?.id == "A1")
        let actual = try #require(report.records.first { $0.role == .actual })
        #expect(actual.answer.isCutShort && actual.answer.body.count <= ProbeLimits().maxBodyBytes)
        #expect(seconds < 4)
    }

    @Test("Whatever is guessed of them, misbehaving servers end every kind of walk", arguments: TargetKind.allCases)
    func kinds(_ kind: TargetKind) throws {
        for behave in [Self.torments[2].behave, Self.torments[3].behave] {
            let (report, seconds) = try report(behave, kind: kind)
            #expect(!report.findings.isEmpty)
            #expect(seconds < 4)
        }
    }

    @Test("Nobody there: it is said, and it is not CORS")
    func nobody() throws {
        let url = try #require(WebURL("http://127.0.0.1:9/data"))
        let report = Doctor.examine(Question(url: url, origin: "https://app.example.com"), limits: Self.limits())
        #expect(!report.isReached)
        #expect(report.findings.first?.id == "J5")
    }

    @Test("No more requests leave than are allowed")
    func requestLimit() throws {
        let server = try HostileServer { $0.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n") }
        var limits = Self.limits()
        limits.maxRequests = 5
        let url = try #require(WebURL("http://127.0.0.1:\(server.port)/data"))
        let report = Doctor.examine(Question(url: url, origin: "https://app.example.com"), limits: limits)
        #expect(report.requests == 5)
        #expect(report.records.contains { $0.answer.wasNotSent })
    }

    @Test("Who cuts a silent WebSocket is timed, and one that is left alone is not blamed")
    func idle() throws {
        let opening =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
        for (stays, isCut) in [(1.2, true), (6.0, false)] {
            let server = try HostileServer { peer in
                peer.write(opening)
                Thread.sleep(forTimeInterval: stays)
            }
            var question = Question(url: try #require(WebURL("ws://127.0.0.1:\(server.port)/ws")), origin: "https://app.example.com")
            question.idleSeconds = 2
            let report = Doctor.examine(question, limits: Self.limits())
            #expect(report.findings.contains { $0.id == "G12" } == isCut)
        }
    }

    @Test("Header lines arrive as they were sent: twice, in order, in their own case")
    func rawHeaders() throws {
        let server = try HostileServer {
            $0.write(
                "HTTP/1.1 200 OK\r\naccess-control-allow-ORIGIN: *\r\nX-One:1\r\nAccess-Control-Allow-Origin:  https://b.example \r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        }
        let answer = Prober(limits: Self.limits()).send([Probe("GET", "http://127.0.0.1:\(server.port)/")])[0]
        #expect(answer.headers.lines.map(\.name).prefix(3) == ["access-control-allow-ORIGIN", "X-One", "Access-Control-Allow-Origin"])
        #expect(answer.headers.values("access-control-allow-origin") == ["*", "https://b.example"])
        #expect(answer.address == "127.0.0.1")
    }
}
