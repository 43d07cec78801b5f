import Testing

/// Tests that talk raw HTTP and WebSocket to a running server. One after the other: they block their thread, and some measure time.
@Suite("Engine.IO on the wire", .serialized)
struct WireTests {}
