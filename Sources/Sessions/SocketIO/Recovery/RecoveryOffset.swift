/// The place of an event in a log, as clients see it: `EPOCH-NUMBER`, where the epoch tells logs of other processes apart.
struct RecoveryOffset: Sendable, Hashable {
    let epoch: String
    let number: Int

    var text: String { "\(epoch)-\(String(number, radix: 36))" }

    init(epoch: String, number: Int) {
        self.epoch = epoch
        self.number = number
    }

    /// Reads what a client quotes; `nil` if it is none of these.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= 64, parts.count == 2, let number = Int(parts[1], radix: 36), number >= 0 else { return nil }
        self.init(epoch: String(parts[0]), number: number)
    }

    static func randomEpoch() -> String { String(UInt32.random(in: .min ... .max), radix: 36) }
}
