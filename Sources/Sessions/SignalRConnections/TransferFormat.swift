/// Whether what a connection sends is text or binary; by the hub protocol, and text for raw connections unless they say otherwise.
public enum TransferFormat: Sendable { case text, binary }
