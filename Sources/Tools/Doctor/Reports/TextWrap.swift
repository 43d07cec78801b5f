/// Lines of a bounded width.
enum TextWrap {
    /// `text` broken at spaces; lines that are indented, as in configuration, stay whole.
    static func lines(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            guard line.count > width, !line.hasPrefix(" ") else { return [String(line)] }
            var lines: [String] = []
            var current = ""
            for word in line.split(separator: " ") {
                if !current.isEmpty, current.count + word.count + 1 > width {
                    lines.append(current)
                    current = ""
                }
                current += current.isEmpty ? String(word) : " \(word)"
            }
            return lines + [current]
        }
    }
}
