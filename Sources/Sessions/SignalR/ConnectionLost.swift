/// Why a connection ended, where it did not end in order.
struct ConnectionLost: Error, CustomStringConvertible {
    let description: String
}
