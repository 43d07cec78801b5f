import Testing

@testable import WayleaveBrowserModel

@Suite struct SafelistTests {
    private func unsafe(_ headers: HeaderList, _ browser: BrowserProfile = .standard) -> [String] {
        SafelistedHeaders(browser: browser).unsafeNames(headers)
    }

    @Test(arguments: ["text/plain", "TEXT/PLAIN;x=y", "multipart/form-data; boundary=a", "application/x-www-form-urlencoded ;a"])
    func formTypesAreSafe(type: String) { #expect(unsafe(["Content-Type": type]).isEmpty) }

    @Test(arguments: ["application/json", "text/plain, application/json", "text/plain;charset=\"utf-8\"", "text", "application/csp-report"])
    func otherTypesArePreflighted(type: String) { #expect(unsafe(["Content-Type": type]) == ["content-type"]) }

    @Test(arguments: ["bytes=0-", "bytes=0-99", "bytes=7-7"])
    func oneRangeWithAStartIsSafe(range: String) { #expect(unsafe(["Range": range]).isEmpty) }

    @Test(arguments: ["bytes=-5", "bytes=9-8", "bytes=0-1,4-5", "bytes= 0-1", "Bytes=0-1", "items=0-1"])
    func otherRangesArePreflighted(range: String) { #expect(unsafe(["Range": range]) == ["range"]) }

    @Test func aRangeBeyond64BitsIsSafeOnPaperOnly() {
        let headers: HeaderList = ["Range": "bytes=0-99999999999999999999"]
        #expect(unsafe(headers).isEmpty)
        #expect(unsafe(headers, .chromium) == ["range"])
    }

    @Test func lengthCountsPerNameOrPerLine() {
        let twice: HeaderList = ["Accept": String(repeating: "a", count: 100), "accept": String(repeating: "b", count: 100)]
        #expect(unsafe(["Accept": String(repeating: "a", count: 128)]).isEmpty)
        #expect(unsafe(["Accept": String(repeating: "a", count: 129)]) == ["accept"])
        #expect(unsafe(twice, .chromium) == ["accept"])
        #expect(unsafe(twice, .firefox).isEmpty)
    }

    @Test func highBytesAreUnsafeInFirefoxAlone() {
        #expect(unsafe(["Accept": "a/é"], .chromium).isEmpty)
        #expect(unsafe(["Accept": "a/é"], .firefox) == ["accept"])
        #expect(unsafe(["Accept-Language": "é"], .chromium) == ["accept-language"])
    }

    @Test func namesAreLowerCaseSortedAndUnique() {
        #expect(unsafe(["X-B": "1", "authorization": "x", "x-b": "2", "Accept": "a/b"]) == ["authorization", "x-b"])
    }

    @Test func clientHintsPassInChromium() {
        #expect(unsafe(["dpr": "2"], .chromium).isEmpty)
        #expect(unsafe(["dpr": "2"], .firefox) == ["dpr"])
    }
}
