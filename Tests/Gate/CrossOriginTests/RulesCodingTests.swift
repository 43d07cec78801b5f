import CrossOrigin
import Foundation
import Testing

@Suite("Rules as files")
struct RulesCodingTests {
    func decode(_ json: String) throws -> CrossOriginRules { try JSONDecoder().decode(CrossOriginRules.self, from: Data(json.utf8)) }

    @Test("Missing keys take the defaults")
    func defaults() throws {
        var expected = CrossOriginRules()
        #expect(try decode("{}") == expected)
        expected.origins = ["https://a.test"]
        expected.credentials = true
        #expect(try decode(#"{"origins": ["https://a.test"], "credentials": true}"#) == expected)
    }

    @Test("max-age is seconds, null omits it, absence is the default")
    func maxAge() throws {
        #expect(try decode(#"{"preflightMaxAge": 60}"#).preflightMaxAge == .seconds(60))
        #expect(try decode(#"{"preflightMaxAge": null}"#).preflightMaxAge == nil)
        #expect(try decode("{}").preflightMaxAge == .seconds(3600))
        #expect(throws: DecodingError.self) { try decode(#"{"preflightMaxAge": 1e300}"#) }
    }

    @Test("A misspelt rule is an error that names the rule meant")
    func unknownKey() {
        do {
            _ = try decode(#"{"exposeHeaders": ["x-a"]}"#)
            Issue.record("decoded")
        } catch {
            #expect("\(error)".contains("did you mean `exposedHeaders`?"))
        }
    }

    @Test("Rules survive the way into a file and back")
    func roundTrip() throws {
        var rules = CrossOriginRules()
        rules.origins = ["https://a.test", "http://localhost:*"]
        rules.methods = ["PUT"]
        rules.preflightMaxAge = nil
        rules.upgradesWithoutOrigin = .refused
        rules.dangerouslyAllowNullOrigin = true
        rules.preflightStatus = .ok
        rules.passesPreflightsToHandler = true
        rules.timingOrigins = ["*"]
        rules.resourcePolicy = .crossOrigin
        rules.dangerouslyAllowPrivateNetworkAccess = true
        #expect(try JSONDecoder().decode(CrossOriginRules.self, from: JSONEncoder().encode(rules)) == rules)
    }
}
