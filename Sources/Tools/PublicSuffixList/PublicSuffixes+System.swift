internal import CLibPSL
public import CrossOrigin

extension PublicSuffixes {
    /// The whole public suffix list, as the system's libpsl has it; ``PublicSuffixes/wellKnown`` where it has none.
    ///
    /// ```swift
    /// let policy = try CrossOriginPolicy(publicSuffixes: .system) { $0.origins = ["https://*.example.com"] }
    /// ```
    /// Read once, on first use: the newer of the system's file and what libpsl was built with. Names below which nobody sells hosts
    /// (`internal`, `localhost`, `test`) are no public suffixes, as they are not on the list.
    public static let system: PublicSuffixes = {
        guard let list = psl_latest(nil) else { return .wellKnown }
        // Never freed and never written again, so that any thread may read it; an address, as pointers are not Sendable.
        let address = UInt(bitPattern: list)
        return PublicSuffixes { host in
            // Without the list's implicit rule that every last label is a suffix, which would catch names of private networks.
            let kinds = PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE
            return psl_is_public_suffix2(OpaquePointer(bitPattern: address), host, kinds) == 1
        }
    }()
}
