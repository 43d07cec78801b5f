import Testing
import WayleaveHTTPWire

@Suite struct TargetTests {
    private func relative(_ path: String) -> String? { Array(path.utf8).withUnsafeBytes { StaticPath.relative($0) } }
    private func value(_ name: String, _ query: String) -> String? {
        Array(query.utf8).withUnsafeBytes { QueryParameters.decodedValue(name, in: $0) }
    }

    @Test("a static path never leaves its directory")
    func staticPaths() {
        #expect(relative("/") == "" && relative("/a/b.js") == "a/b.js" && relative("/a/") == "a/" && relative("/%61%20b") == "a b")
        for path in [
            "", "a", "/..", "/../a", "/a/../b", "/a/..", "/%2e%2e/a", "/a/%2E./b", "/.", "/.git/config", "//a", "/a//b", "/a%2fb", "/a%5Cb",
            "/a\\..\\b", "/a%00", "/a%0a", "/%", "/%4", "/%zz", "/%ff",
        ] { #expect(relative(path) == nil, "\(path)") }
    }

    @Test("query values are found by decoded name and decoded strictly")
    func queries() {
        #expect(value("sid", "EIO=4&transport=polling&sid=a%2Bb+c") == "a+b c")
        #expect(value("sid", "xsid=1&sid") == "" && value("sid", "sid=a=b&sid=c") == "a=b" && value("sid", "") == nil)
        #expect(value("s d", "s%20d=1") == "1" && value("sid", "sid=%zz") == nil && value("sid", "&&sid=1&&") == "1")
        let query = Array("a=1&sid=xyz&sid=2".utf8)
        let raw = query.withUnsafeBytes { QueryParameters.value("sid", in: $0).map { String(decoding: $0, as: UTF8.self) } }
        #expect(raw == "xyz")
    }
}
