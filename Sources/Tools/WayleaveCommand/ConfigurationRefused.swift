/// What was asked for cannot be served (exit code 3): a sentence for each fault, with the way out.
struct ConfigurationRefused: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
