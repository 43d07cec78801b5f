#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Output for people: colour only when a terminal reads it.
enum Terminal {
    enum ExitCode: Int32 {
        case failed = 1
        case usage = 2
        case configurationRefused = 3
    }

    enum Colour: Int {
        case green = 32
        case red = 31
        case blue = 34
        case grey = 90
    }

    static let isColoured = isatty(1) == 1 && getenv("NO_COLOR") == nil

    static func paint(_ text: String, _ colour: Colour) -> String {
        isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    static func say(_ text: String) {
        print(text)
        fflush(nil)
    }

    /// Says on standard error what went wrong, and goes on.
    static func complain(_ message: String) {
        let bytes = Array("wayleave: \(message)\n".utf8)
        _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    }

    /// Says on standard error what went wrong, and ends.
    static func fail(_ message: String, _ code: ExitCode) -> Never {
        fflush(nil)
        complain(message)
        exit(code.rawValue)
    }
}
