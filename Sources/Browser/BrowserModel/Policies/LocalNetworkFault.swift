/// Why Local Network Access stopped a request.
public enum LocalNetworkFault: Sendable, Hashable {
    /// `targetAddressSpace` names another space than the one reached.
    case wrongSpace(announced: AddressSpace, actual: AddressSpace)
    /// The page is no secure context.
    case insecurePage(AddressSpace)
    /// The user has not agreed.
    case denied(AddressSpace)
}
