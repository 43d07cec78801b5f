/// What a `User-Agent` tells the engine.
enum UserAgent {
    /// Whether it is that of an Internet Explorer; asked once for each session, and so in bytes, not in characters.
    static func isInternetExplorer(_ agent: String) -> Bool {
        var agent = agent
        return agent.withUTF8 { contains($0, ";MSIE") || contains($0, "Trident/") }
    }

    private static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ mark: StaticString) -> Bool {
        let mark = UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
        guard let first = mark.first, bytes.count >= mark.count else { return false }
        return (0...(bytes.count - mark.count)).contains { start in
            bytes[start] == first && bytes[start..<(start + mark.count)].elementsEqual(mark)
        }
    }
}
