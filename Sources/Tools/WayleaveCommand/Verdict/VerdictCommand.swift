import WayleaveBrowserModel

/// `wayleave verdict`: what a browser would do, for each line of a truth table.
struct VerdictCommand {
    private var profile: BrowserProfile?
    private var withRequests = false
    private let path: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        var path: String?
        while let word = arguments.next() {
            switch word {
            case "--browser":
                let text = try arguments.value(of: word)
                guard let name = BrowserName(rawValue: text) else {
                    let known = BrowserName.allCases.map(\.rawValue).joined(separator: ", ")
                    throw UsageError("`--browser \(text)`: the model knows \(known)")
                }
                profile = BrowserProfile(of: name)
            case "--requests": withRequests = true
            case "--help", "-h": throw UsageError("`wayleave verdict [--browser B] [--requests] FILE|-`")
            default:
                guard path == nil, word == "-" || !word.hasPrefix("-") else { throw UsageError("`\(word)` is no option of `verdict`") }
                path = word
            }
        }
        guard let path else { throw UsageError("`verdict` needs a file, or `-` for standard input") }
        self.path = path
    }

    /// Prints a verdict for each line; malformed lines are reported on standard error, and fail the command at the end.
    func run() throws {
        var malformed = 0
        var number = 0
        var lines = try LineReader(path: path)
        while let line = try lines.next() {
            number += 1
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
            do {
                let item = try TruthTableCase(line)
                guard let profile = profile ?? item.browser.map(BrowserProfile.init(of:)) else {
                    throw TruthTableError(path: "$.browser", what: "names no browser the model knows; say which with --browser")
                }
                print(profile.verdict(on: item.exchange).truthTableLine(id: item.id, withRequests: withRequests))
            } catch {
                malformed += 1
                Terminal.complain("\(path == "-" ? "standard input" : path), line \(number), \(error)")
            }
        }
        if malformed > 0 { throw LinesRefused(count: malformed) }
    }
}

/// Lines of the input that were no lines of a truth table (exit code 1).
private struct LinesRefused: Error, CustomStringConvertible {
    let count: Int
    var description: String { "\(count) malformed \(count == 1 ? "line" : "lines")" }
}
