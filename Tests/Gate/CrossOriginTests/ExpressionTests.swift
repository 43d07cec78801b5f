import CrossOrigin
import Testing

@Suite("Expressions")
struct ExpressionTests {
    func policy(_ expression: String, credentials: Bool = true) throws -> CrossOriginPolicy {
        try CrossOriginPolicy {
            $0.origins = [expression]
            $0.credentials = credentials
        }
    }

    @Test(
        "An expression matches whole origins",
        arguments: [
            ("/https:\\/\\/[a-z0-9-]+\\.example\\.com/", "https://a-1.example.com", true),
            ("/^https://[a-z0-9-]+\\.example\\.com$/", "https://a-1.example.com", true),
            ("/https://[a-z]+\\.example\\.com/", "https://a.example.com.evil.test", false),
            ("/https://[a-z]+\\.example\\.com/", "https://evil.test.example.com", false),
            ("/https://[a-z]+\\.example\\.com/", "https://a.example.com:8443", false),
            ("/https://(www\\.|)example\\.com/", "https://example.com", true),
            ("/https://(?:www\\.)?example\\.com/", "https://www.example.com", true),
            ("/https://pr-\\d{1,4}\\.example\\.com/", "https://pr-1234.example.com", true),
            ("/https://pr-\\d{1,4}\\.example\\.com/", "https://pr-12345.example.com", false),
            ("/https://pr-\\d{2,}\\.example\\.com/", "https://pr-1.example.com", false),
            ("/https://pr-\\d{2}\\.example\\.com/", "https://pr-12.example.com", true),
            ("/https://(a|b|cd)+\\.example\\.com/", "https://acdb.example.com", true),
            ("/https://(a|b|cd)+\\.example\\.com/", "https://ac.example.com", false),
            ("/https://[^.]+\\.example\\.com/", "https://x_y.example.com", true),
            ("/https://[^.]+\\.example\\.com/", "https://x.y.example.com", false),
            ("/https://.+\\.example\\.com/", "https://x.y.example.com", true),
            ("/https://\\w+\\.example\\.com(:(3000|4000))?/", "https://x.example.com:4000", true),
            ("/http://localhost:30\\d\\d/", "http://localhost:3055", true),
            ("/https://[a-]\\.example\\.com/", "https://-.example.com", true),
        ])
    func matching(_ expression: String, _ origin: String, _ isAdmitted: Bool) throws {
        let policy = try policy(expression)
        #expect((policy.judge(.get(origin)).allowOrigin == origin) == isAdmitted)
        #expect((policy.judge(.preflight(origin)).status == 204) == isAdmitted)
    }

    @Test(
        "No expression is asked about what is no origin",
        arguments: [
            "https://user@x.example.com", "https://x/y.example.com", "https://..example.com", "https://x.example.com:443",
            "https://x,y.example.com", "https://x.example.com/", "https://[x].example.com",
        ])
    func malformed(_ origin: String) throws {
        #expect(try policy("/https://.+\\.example\\.com(:.*)?/").judge(.get(origin)).refusal?.reason == .originMalformed)
    }

    static let faulty: [(String, CrossOriginFault.Code)] = [
        ("/", .originExpressionInvalid), ("//", .originExpressionInvalid), ("/https://a.test", .originExpressionInvalid),
        ("/https:\\/\\/a\\.test/i", .originExpressionInvalid), ("/https:\\/\\/a\\.test/g", .originExpressionInvalid),
        ("/https://a.test/", .originExpressionInvalid), ("/https://(a/", .originExpressionInvalid),
        ("/https://a)/", .originExpressionInvalid),
        ("/https://[a/", .originExpressionInvalid), ("/https://[]/", .originExpressionInvalid),
        ("/https://[z-a]/", .originExpressionInvalid),
        ("/*a/", .originExpressionInvalid), ("/https://a**\\.test/", .originExpressionInvalid),
        ("/https://a+?\\.test/", .originExpressionInvalid), ("/https://a{3,2}\\.test/", .originExpressionInvalid),
        ("/https://a{256}\\.test/", .originExpressionInvalid), ("/https://a{x}\\.test/", .originExpressionInvalid),
        ("/https://a{99999999999999999999}\\.test/", .originExpressionInvalid), ("/https://(?=a)a\\.test/", .originExpressionInvalid),
        ("/https://(?<n>a)\\.test/", .originExpressionInvalid), ("/(a)\\1/", .originExpressionInvalid),
        ("/\\bhttps/", .originExpressionInvalid),
        ("/https://a^\\.test/", .originExpressionInvalid), ("/https://a$\\.test/", .originExpressionInvalid),
        ("/^https://a\\.test|https://b\\.test$/", .originExpressionInvalid), ("/https://ä\\.test/", .originExpressionInvalid),
        ("/https://a\\/", .originExpressionInvalid),
        ("/" + String(repeating: "(", count: 17) + "a" + String(repeating: ")", count: 17) + "/", .originExpressionInvalid),
        ("/example\\.com$/", .originExpressionMatchesNothing), ("/https://EXAMPLE\\.com/", .originExpressionMatchesNothing),
        ("/https://a\\.test\\/path/", .originExpressionMatchesNothing),
        ("/https://(a|b)*a(a|b){12}\\.example\\.com/", .originExpressionTooLarge),
        ("/https://((a{255}){255}){255}\\.example\\.com/", .originExpressionTooLarge),
        ("/https://(((){255}){255}){255}\\.example\\.com/", .originExpressionTooLarge),
        ("/" + String(repeating: "a", count: 511) + "/", .originTooLong),
        ("/https://.*/", .originPublicSuffix), ("/https://.*example\\.com/", .originPublicSuffix),
        ("/https://example\\.com.*/", .originPublicSuffix), ("/https://example\\.[a-z]+/", .originPublicSuffix),
        ("/https://my-app-[a-z0-9]+\\.vercel\\.app/", .originPublicSuffix),
        ("/https?://[a-z]+\\.a\\.test/", .credentialsWithInsecureOrigin),
        ("/https://app\\d+\\.com/", .originPublicSuffix), ("/https://[a-z]{3,8}\\.github\\.io/", .originPublicSuffix),
    ]

    @Test("What cannot be decided, or was hardly meant, is refused with its code", arguments: faulty)
    func faults(_ expression: String, _ code: CrossOriginFault.Code) {
        let found = CrossOriginTests.faults { ($0.origins, $0.credentials) = ([expression], true) }
        #expect(found.map(\.code) == [code])
    }

    @Test("An expression for the machine itself may be http, and opting out admits the rest")
    func optOuts() throws {
        _ = try policy("/http://([a-z]+\\.)?localhost(:[0-9]+)?/")
        _ = try policy("/https?://[a-z]+\\.example\\.com/", credentials: false)
        _ = try CrossOriginPolicy {
            $0.origins = ["/https://my-app-[a-z0-9]+\\.vercel\\.app/"]
            $0.dangerouslyAllowPublicSuffixSubdomains = true
        }
    }

    @Test("A few names below a public suffix are as good in an expression as in a list")
    func fewNames() throws {
        #expect(try policy("/https://app-(zqx|7049)\\.vercel\\.app/").judge(.get("https://app-7049.vercel.app")).allowOrigin != nil)
    }

    @Test("An expression that a list would serve is advised against, with the list")
    func avoidable() throws {
        let warning = try #require(try policy("/https://(a|b)\\.example\\.com/").warnings.first)
        #expect(warning.code == .expressionAvoidable && warning.mend == "list `https://a.example.com`, `https://b.example.com`")
        #expect(try policy("/https://[a-z]+\\.example\\.com/").warnings.isEmpty)
    }

    @Test("The time is linear in the origin, also for expressions that ruin engines which backtrack")
    func linear() throws {
        // Each of these takes a backtracking engine exponential or cubic time on a text that almost matches.
        for expression in [
            "/https://(a+)+\\.example\\.com/", "/https://(a|a)*\\.example\\.com/", "/https://(a*)*b\\.example\\.com/",
            "/https://([a-z]+)*\\.example\\.com/", "/https://(a|aa)+\\.example\\.com/",
        ] {
            let policy = try policy(expression)
            let label = String(repeating: "a", count: 60)
            func time(_ labels: Int) -> Duration {
                let origin = "https://" + Array(repeating: label, count: labels).joined(separator: ".") + ".test"
                let clock = ContinuousClock()
                return (0..<5).map { _ in clock.measure { for _ in 0..<20 { _ = policy.judge(.get(origin)) } } }.min() ?? .zero
            }
            // Fifty milliseconds for twenty decisions is a thousand times what they need, and nothing to 2^60 steps.
            #expect(time(1) < .milliseconds(50) && time(4) < .milliseconds(50), "\(expression)")
        }
    }

    @Test("Random expressions agree with a plain reading of the same language")
    func agreement() throws {
        var generator = SeededGenerator(seed: 7)
        /// An expression over `a` and `b` and the texts of at most four bytes it matches, computed from its meaning.
        func random(_ depth: Int) -> (text: String, language: Set<String>) {
            func short(_ texts: some Sequence<String>) -> Set<String> { Set(texts.filter { $0.utf8.count <= 4 }) }
            func product(_ a: Set<String>, _ b: Set<String>) -> Set<String> { short(a.flatMap { x in b.map { x + $0 } }) }
            switch depth == 0 ? 0 : Int.random(in: 0..<6, using: &generator) {
            case 0: return Bool.random(using: &generator) ? ("a", ["a"]) : ("[ab]", ["a", "b"])
            case 1:
                let (a, b) = (random(depth - 1), random(depth - 1))
                return ("(\(a.text)|\(b.text))", a.language.union(b.language))
            case 2:
                let (a, b) = (random(depth - 1), random(depth - 1))
                return (a.text + b.text, product(a.language, b.language))
            case 3:
                let a = random(depth - 1)
                return ("(\(a.text))?", a.language.union([""]))
            case 4:
                let a = random(depth - 1)
                let (low, high) = (Int.random(in: 0...2, using: &generator), Int.random(in: 2...3, using: &generator))
                var power: Set<String> = [""]
                var all: Set<String> = []
                for count in 0...high {
                    if count >= low { all.formUnion(power) }
                    power = product(power, a.language)
                }
                return ("(\(a.text)){\(low),\(high)}", all)
            default:
                let a = random(depth - 1)
                var all: Set<String> = [""]
                for _ in 0..<4 { all.formUnion(product(all, a.language)) }
                return ("(\(a.text))*", all)
            }
        }
        let texts = (1...4).flatMap { count in (0..<1 << count).map { bits in String((0..<count).map { bits >> $0 & 1 == 0 ? "a" : "b" }) }
        }
        for _ in 0..<30 {
            let (text, language) = random(3)
            let policy = try policy("/https://x\(text)\\.example\\.com/")
            for candidate in texts {
                let isAdmitted = policy.judge(.get("https://x\(candidate).example.com")).allowOrigin != nil
                #expect(isAdmitted == language.contains(candidate), "\(text) on \(candidate)")
            }
        }
    }
}
