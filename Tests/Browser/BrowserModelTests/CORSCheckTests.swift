import Testing

@testable import WayleaveBrowserModel

@Suite struct CORSCheckTests {
    private func fault(_ headers: HeaderList, credentials: Bool = false) -> CORSFault? {
        CORSCheck.fault(headers, origin: "https://app.example.org", includesCredentials: credentials)
    }

    @Test func anOriginPassesByteForByte() {
        #expect(fault(["Access-Control-Allow-Origin": "https://app.example.org"]) == nil)
        #expect(fault(["Access-Control-Allow-Origin": " https://app.example.org\t"]) == nil)
    }

    @Test func aStarPassesUnlessCredentialsAreIncludedEvenBesideAllowCredentials() {
        let headers: HeaderList = ["Access-Control-Allow-Origin": "*", "Access-Control-Allow-Credentials": "true"]
        #expect(fault(headers) == nil)
        #expect(fault(headers, credentials: true) == .wildcardWithCredentials)
    }

    @Test(arguments: ["https://a.example, https://b.example", "* *", "https://app.example.org,"])
    func severalValuesAreNamedAsSuch(value: String) {
        #expect(fault(["Access-Control-Allow-Origin": value]) == .multipleAllowOrigins(value, lines: 1))
    }

    @Test func twoEqualLinesAreTwoValues() {
        let origin = "https://app.example.org"
        let headers: HeaderList = ["Access-Control-Allow-Origin": origin, "access-control-allow-origin": origin]
        #expect(fault(headers) == .multipleAllowOrigins("\(origin), \(origin)", lines: 2))
    }

    @Test(arguments: [
        "", "NULL", "app.example.org", "//app.example.org", "https://app.example.org:*", "*.example.org", "\"*\"",
        "https://app.example.org%23",
    ])
    func whatIsNoURLIsNoOrigin(value: String) { #expect(fault(["Access-Control-Allow-Origin": value]) == .invalidAllowOrigin(value)) }

    @Test(arguments: [
        "null", "https://APP.example.org", "https://app.example.org/", "https://app.example.org:443", "http://app.example.org",
        "https://app.example.org.", "https://*.example.org", "https:app.example.org", "https://app.example.org;",
    ])
    func whatIsAnotherURLIsAMismatch(value: String) {
        #expect(fault(["Access-Control-Allow-Origin": value]) == .allowOriginMismatch(value))
    }

    @Test(arguments: ["", "True", "TRUE", "1", "yes", "\"true\"", "true, true"])
    func credentialsNeedExactlyTrue(value: String) {
        let headers: HeaderList = ["Access-Control-Allow-Origin": "https://app.example.org", "Access-Control-Allow-Credentials": value]
        #expect(fault(headers, credentials: true) == .invalidAllowCredentials(value))
        #expect(fault(headers) == nil)
    }

    @Test func anErrorWithTheHeaderIsReadableAndASuccessWithoutItIsNot() {
        #expect(Scene(answer: Scene.allowing(status: 500)).verdict(Scene.fetch()).steps[0].readable == .full)
        let refused = Scene(answer: ServerAnswer(status: 200)).verdict(Scene.fetch())
        #expect(refused.steps[0].readable == .none)
        #expect(refused.codes == ["MissingAllowOriginHeader"])
        #expect(refused.count(.actual) == 1)  // the request arrived all the same
    }
}
