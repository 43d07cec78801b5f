/// Every diagnosis: those that a check looks for, and those that no probe can see.
package enum Catalogue {
    /// The checks, in the catalogue's order.
    static let checks: [any Check.Type] = [
        A1.self, A2.self, A3.self, A4.self, A5.self, A6.self, A7.self, A8.self, A9.self, A10.self, B1.self, B2.self, B3.self, B4.self,
        B5.self, B6.self, B7.self, B8.self, B9.self, B10.self, C2.self, C3.self, C4.self, C5.self, C6.self, C8.self, C9.self, C10.self,
        C11.self, D1.self, D4.self, D5.self, D7.self, D8.self, E1.self, E2.self, E3.self, E4.self, E5.self, E6.self, E8.self, F1.self,
        F2.self, F3.self, F4.self, F5.self, F6.self, F7.self, F8.self, F9.self, F10.self, F11.self, F12.self, F13.self, F14.self,
        F15.self, F16.self, F17.self, F18.self, F19.self, F20.self, F21.self, F22.self, F25.self, F26.self, F27.self, F29.self, G1.self,
        G2.self, G3.self, G4.self, G5.self, G6.self, G7.self, G8.self, G9.self, G10.self, G11.self, G12.self, G13.self, G15.self,
        G16.self, G19.self, H1.self, H2.self, H3.self, H4.self, H5.self, H6.self, H7.self, H8.self, H9.self, H10.self, H11.self,
        H12.self, H13.self, H14.self, H17.self, H21.self, I1.self, I2.self, I3.self, I4.self, I5.self, I6.self, I8.self, I9.self,
        I11.self, I12.self, I13.self, I16.self, J1.self, J2.self, J3.self, J5.self, J6.self, J8.self, J11.self, J12.self, J13.self,
        J14.self, J17.self, J18.self, J19.self, J20.self,
    ]

    /// All diagnoses, in the catalogue's order.
    package static let diagnoses: [Diagnosis] = (checks.map { $0.diagnosis } + unseen).sorted { key($0.id) < key($1.id) }

    /// The diagnosis of this name, in any case; `nil` when there is none.
    package static func diagnosis(_ id: String) -> Diagnosis? { diagnoses.first { $0.id == id.uppercased() } }

    private static func key(_ id: String) -> (String, Int) { (String(id.prefix(1)), Int(id.dropFirst()) ?? 0) }
}
