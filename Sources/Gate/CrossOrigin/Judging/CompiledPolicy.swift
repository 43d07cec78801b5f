/// What rules become: tables and prebuilt bytes that decide without looking at the rules again.
final class CompiledPolicy: Sendable {
    let rules: CrossOriginRules
    let allowsAnyOrigin: Bool
    /// The origins admitted byte for byte, `null` among them if permitted, and for each its `Access-Control-Allow-Origin` line.
    let exactOrigins: ByteTable
    let originLines: [[UInt8]]
    let wildcards: WildcardTable
    let expressions: [OriginAutomaton]
    let predicates: [OriginPredicate]
    let hasLookups: Bool
    let listed: ListedOrigins
    let methods: ByteTable
    let allowsAnyMethod: Bool
    /// The request fields, lower case.
    let headers: ByteTable
    let allowsAnyHeader: Bool
    let templates: FieldTemplates
    let warnings: [CrossOriginWarning]

    static let anyOriginLine = Array("Access-Control-Allow-Origin: *\r\n".utf8)

    init(_ rules: CrossOriginRules, _ check: RulesCheck, _ predicates: [OriginPredicate] = []) {
        self.rules = rules
        allowsAnyOrigin = check.allowsAnyOrigin
        var exact = check.patterns.filter(\.isExact).map { Array($0.text.utf8) }
        if check.allowsNull { exact.append(Array("null".utf8)) }
        exactOrigins = ByteTable(exact)
        originLines = exact.map { $0.withUnsafeBytes(FieldTemplates.originLine) }
        wildcards = WildcardTable(check.patterns.filter { !$0.isExact })
        expressions = check.expressions.map(\.automaton)
        self.predicates = predicates
        hasLookups = predicates.contains { if case .async = $0.body { true } else { false } }
        listed = ListedOrigins(check.patterns)
        allowsAnyMethod = rules.methods.contains("*")
        methods = ByteTable(rules.methods.filter { $0 != "*" }.map { Array($0.utf8) })
        allowsAnyHeader = rules.requestHeaders.contains("*")
        headers = ByteTable(rules.requestHeaders.filter { $0 != "*" }.map { $0.utf8.map(ByteText.lowercased) })
        templates = FieldTemplates(rules, answersAllAlike: check.allowsAnyOrigin)
        warnings = RulesAdvice(rules, check).warnings
    }
}
