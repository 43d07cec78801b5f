internal import WayleaveEventLoop

/// Writes Prometheus' text format 0.0.4. Labels are bounded by whoever calls it: neither origins nor paths as sent are among them.
struct MetricsText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Begins a metric; its samples follow.
    mutating func head(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
        let list = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) { sample(name, labels, String(value)) }

    /// A metric of one sample without labels.
    mutating func single(_ name: String, _ type: String, _ help: String, _ value: Int) {
        head(name, type, help)
        sample(name, [], value)
    }

    /// The series of one histogram; the metric has begun.
    mutating func histogram(_ name: String, _ labels: [(String, String)], _ histogram: DurationHistogram) {
        var count = 0
        for (bucket, bound) in zip(histogram.buckets, DurationHistogram.bounds.map(Self.seconds) + ["+Inf"]) {
            count += bucket
            sample(name + "_bucket", labels + [("le", bound)], count)
        }
        sample(name + "_sum", labels, Self.seconds(histogram.sum))
        sample(name + "_count", labels, count)
    }

    /// Milliseconds as seconds, the base unit: `1500` is `1.5`.
    static func seconds(_ milliseconds: Int) -> String {
        let rest = milliseconds % 1000
        guard rest != 0 else { return String(milliseconds / 1000) }
        var digits = String(rest + 1000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(milliseconds / 1000).\(digits)"
    }

    /// Codes have hyphens, labels by custom underscores.
    static func word(_ code: String) -> String { String(code.map { $0 == "-" ? "_" : $0 }) }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n", "\r\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
