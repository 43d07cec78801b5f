import Testing

/// Guides whose code is compiled: each Swift block stands, line by line, in a source of the guide's tests.
@Suite struct GuideTests {
    static let guides = [
        (document: "Documentation/SocketIO.md", sources: "Tests/Sessions/SocketIOTests/Guide/"),
        (document: "Documentation/SignalR.md", sources: "Tests/Sessions/SignalRTests/Guide/"),
    ]

    @Test("Every Swift block of a guide is compiled by its tests")
    func compiled() {
        for guide in Self.guides {
            let sources = Repository.shared.files(under: guide.sources, endingIn: "swift").map { file in file.lines.map(Self.trimmed) }
            #expect(!sources.isEmpty)
            let missing = Self.blocks(of: guide.document).filter { block in
                !sources.contains { Self.contains($0, block.lines) }
            }
            let findings = missing.map { block in
                Finding(path: guide.document, line: block.line, what: "put this block into a file of \(guide.sources), as it is")
            }
            expectNone(findings)
        }
    }

    private struct Block {
        let line: Int
        var lines: [String]
    }

    private static func blocks(of path: String) -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for (number, text) in Repository.shared.files.first(where: { $0.path == path })?.numbered ?? [] {
            if let block = open {
                if text == "```" {
                    blocks.append(block)
                    open = nil
                } else {
                    open?.lines.append(trimmed(text))
                }
            } else if text == "```swift" {
                open = Block(line: number, lines: [])
            }
        }
        return blocks
    }

    private static func trimmed(_ line: String) -> String { String(line.drop { $0 == " " }) }

    private static func contains(_ lines: [String], _ part: [String]) -> Bool {
        guard let first = part.first, part.count <= lines.count else { return false }
        return (0...(lines.count - part.count)).contains { lines[$0] == first && Array(lines[$0..<($0 + part.count)]) == part }
    }
}
