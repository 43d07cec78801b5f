import Testing

@testable import WayleaveSocketIO

/// The arrangements that every adapter must pass the contract in.
enum AdapterLayout: Sendable, CustomTestStringConvertible {
    case inMemory(loops: Int)
    /// Servers that count each other by heartbeats.
    case cluster(nodes: Int, loops: Int)
    /// Servers whose backplane tells how many they are.
    case counted(nodes: Int, loops: Int)

    static let all: [AdapterLayout] = [
        .inMemory(loops: 1), .inMemory(loops: 3), .cluster(nodes: 1, loops: 2), .cluster(nodes: 3, loops: 1), .cluster(nodes: 3, loops: 2),
        .counted(nodes: 3, loops: 1),
    ]
    /// Those with more than one server.
    static let several: [AdapterLayout] = all.filter { $0.nodes > 1 }
    /// Those whose servers know each other by name.
    static let watchful: [AdapterLayout] = [.cluster(nodes: 3, loops: 1), .cluster(nodes: 3, loops: 2)]

    var nodes: Int {
        switch self {
        case .inMemory: 1
        case .cluster(let nodes, _), .counted(let nodes, _): nodes
        }
    }

    var loops: Int {
        switch self {
        case .inMemory(let loops), .cluster(_, let loops), .counted(_, let loops): loops
        }
    }

    var backplane: InProcessBackplane? {
        switch self {
        case .inMemory: nil
        case .cluster: InProcessBackplane()
        case .counted: InProcessBackplane(countsServers: true)
        }
    }

    var testDescription: String { "\(self)" }
}
