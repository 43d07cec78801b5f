import WayleaveDoctor

/// `wayleave explain`: what a finding's name means.
struct ExplainCommand {
    private let ids: [String]

    init(_ arguments: inout Arguments) throws(UsageError) {
        var ids: [String] = []
        while let word = arguments.next() {
            guard !word.hasPrefix("-") else { throw UsageError("`\(word)` is no flag of `wayleave explain`") }
            guard Catalogue.diagnosis(word) != nil else {
                throw UsageError("`explain \(word)`: no diagnosis has this name; they go from A1 to J20, `wayleave explain` lists them")
            }
            ids.append(word)
        }
        self.ids = ids
    }

    /// Prints the diagnoses asked for, or the list of all.
    func run() {
        guard !ids.isEmpty else {
            for diagnosis in Catalogue.diagnoses {
                let id = diagnosis.id + String(repeating: " ", count: 4 - diagnosis.id.count)
                Terminal.say("\(id) \(diagnosis.unseen == nil ? " " : "–") \(diagnosis.title)")
            }
            return Terminal.say("\n–: no probe can see it, and `wayleave explain ID` says why")
        }
        Terminal.say(ids.compactMap { Catalogue.diagnosis($0) }.map(Explanation.text).joined(separator: "\n").dropLast().description)
    }
}
