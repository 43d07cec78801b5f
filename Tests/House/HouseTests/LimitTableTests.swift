import Testing

@Suite("The table of limits is true")
struct LimitTableTests {
    let table = LimitTable(.shared)

    @Test("Every row can be read")
    func rows() {
        expectNone(table.unreadableRows)
        #expect(table.rows.count > 20)
    }

    @Test("Every limit and time-out that can be set has a row")
    func complete() {
        let listed = Set(table.rows.map(\.name))
        expectNone(
            table.settings.filter { !listed.contains($0.name) }.map {
                Finding(path: $0.path, line: $0.line, what: "`\($0.name)` is not in \(LimitTable.document); add its row")
            })
    }

    @Test("Every row names a declaration and has its default")
    func defaults() {
        let declared = Dictionary(table.declarations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        expectNone(
            table.rows.compactMap { row in
                guard let declaration = declared[row.name] else {
                    return Finding(
                        path: row.path, line: row.line, what: "`\(row.name)` is declared nowhere with a default; mend or remove it")
                }
                guard declaration.value != row.value else { return nil }
                return Finding(
                    path: row.path, line: row.line,
                    what: "`\(row.name)` is \(row.value) here and \(declaration.value) at \(declaration.path):\(declaration.line)")
            })
    }

    @Test(
        "Defaults are read as they are declared and as they are written",
        arguments: [
            ("16_384", "16 KiB"), ("256 * 1024", "256 KiB"), ("64 << 20", "64 MiB"), (".seconds(10)", "10 s"), ("100", "100"),
            (".milliseconds(250)", "250 ms"), ("Duration.seconds(2)", "2 s"), ("1_000_000", "1,000,000 bytes"),
        ])
    func values(declared: String, written: String) {
        #expect(LimitTable.value(declared: declared) == LimitTable.value(written: written))
        #expect(LimitTable.value(declared: declared) != nil)
    }
}
