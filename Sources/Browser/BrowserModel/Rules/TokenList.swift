/// Reads `Access-Control-Allow-Methods`, `-Allow-Headers` and `-Expose-Headers` (Fetch § extracting header list values).
enum TokenList {
    /// The elements of all lines of `name`; empty when there are none, `nil` when one element is no token: that spoils the whole list.
    static func read(_ name: String, in headers: HeaderList) -> [String]? {
        let elements = headers.values(name).flatMap { Text.split($0, at: ",") }.filter { !$0.isEmpty }
        return elements.allSatisfy { Text.isToken($0) } ? elements : nil
    }
}
