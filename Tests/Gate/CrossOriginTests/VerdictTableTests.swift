import CrossOrigin
import Testing

@Suite("Tables of policies and requests")
struct VerdictTableTests {
    @Test("Every row of the written tables is judged as it says")
    func rows() throws {
        let table = try VerdictTable(VerdictTable.origins, VerdictTable.preflights, VerdictTable.upgrades)
        for row in table.rows {
            let found = table.policies[row.policy].judge(row.request).summary(row.request.origins.first)
            #expect(row.expected == found, "\(row)")
        }
        #expect(table.rows.count > 250)
    }

    @Test("Whatever a row expects, its response varies as it must and grants at most once")
    func invariants() throws {
        let table = try VerdictTable(VerdictTable.origins, VerdictTable.preflights, VerdictTable.upgrades)
        for row in table.rows {
            let policy = table.policies[row.policy]
            let verdict = policy.judge(row.request)
            let isGranted = ["grant", "any", "answer", "answer-any"].contains(row.expected)
            #expect(verdict.fields.list.count { $0.name == "Access-Control-Allow-Origin" } == (isGranted ? 1 : 0), "\(row)")
            let isForAll = policy.rules.origins == ["*"]
            #expect((verdict.vary?.hasPrefix("Origin") == true) == !isForAll, "\(row)")
            let asksPreflight = row.request.method == "OPTIONS" && row.request.requestedMethod != nil && !row.request.origins.isEmpty
            #expect((verdict.vary?.contains("Access-Control-Request-Headers") == true) == asksPreflight, "\(row)")
            #expect(verdict.status == ["answer": 204, "answer-any": 204, "refuse": 403][row.expected.prefix { $0 != " " }], "\(row)")
        }
    }
}
