// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target (Documentation/House.md § Settings).
/// `Lifetimes` lets a message be a borrowed view of the receive buffer that cannot outlive its callback.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

/// A module of the house: `room` is its folder under `Sources/`; the module name carries the prefix unless told otherwise.
func module(_ room: String, _ name: String, prefixed: Bool = true, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: prefixed ? "Wayleave\(name)" : name, dependencies: dependencies, path: "Sources/\(room)/\(name)",
        swiftSettings: settings)
}

/// The tests of one module, in the same room under `Tests/`.
func tests(_ room: String, _ name: String, prefixed: Bool = true, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [])
    -> Target
{
    .testTarget(
        name: prefixed ? "Wayleave\(name)Tests" : "\(name)Tests",
        dependencies: [.target(name: prefixed ? "Wayleave\(name)" : name)] + dependencies, path: "Tests/\(room)/\(name)Tests",
        resources: resources, swiftSettings: settings)
}

let package = Package(
    name: "Wayleave",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Wayleave", targets: ["Wayleave"]),
        .library(name: "CrossOrigin", targets: ["CrossOrigin"]),
        .library(name: "WayleaveTesting", targets: ["WayleaveTesting"]),
        .executable(name: "wayleave", targets: ["WayleaveCommand"]),
        .executable(name: "wayleave-interop-server", targets: ["InteropServer"]),
    ],
    targets: [
        .systemLibrary(
            name: "CLibUV", path: "Sources/System/CLibUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"]), .brew(["libuv"])]),
        .systemLibrary(
            name: "CLibPSL", path: "Sources/System/CLibPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"]), .brew(["libpsl"])]),
        .systemLibrary(
            name: "CLibIDN2", path: "Sources/System/CLibIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"]), .brew(["libidn2"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "COpenSSL", path: "Sources/System/COpenSSL", pkgConfig: "openssl",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CLibCurl", path: "Sources/System/CLibCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),

        module("Wire", "Bytes"),
        module("Wire", "HTTPWire", ["WayleaveBytes"]),
        module("Wire", "WebSocketWire", ["WayleaveBytes", "WayleaveHTTPWire"]),
        module("Wire", "JSON", ["WayleaveBytes"]),
        module("Wire", "EngineIOWire", ["WayleaveBytes"]),
        module("Wire", "ProxyProtocol"),
        module("Wire", "SocketIOWire", ["WayleaveBytes", "WayleaveJSON"]),
        module("Wire", "SignalRWire", ["WayleaveBytes", "WayleaveJSON"]),

        module("Gate", "CrossOrigin", prefixed: false),

        module(
            "Browser", "BrowserModel",
            ["CrossOrigin", "WayleaveBytes", "WayleaveJSON", "WayleaveWebSocketWire"]),

        module("Loop", "TLS", ["COpenSSL", "WayleaveBytes"]),
        module("Loop", "EventLoop", ["CLibUV", "WayleaveBytes", "WayleaveTLS", "WayleaveProxyProtocol"]),

        module("Loop", "Deflate", ["CZlib", "WayleaveBytes"]),
        module("Loop", "JSONWebToken", ["COpenSSL", "WayleaveBytes", "WayleaveJSON"]),

        module(
            "Server", "Server",
            [
                "WayleaveBytes", "WayleaveHTTPWire", "WayleaveWebSocketWire", "WayleaveEventLoop", "WayleaveTLS", "WayleaveDeflate",
                "CrossOrigin",
            ]),

        module("Sessions", "Rooms", ["WayleaveBytes", "WayleaveEventLoop"]),
        module("Sessions", "WebSocketRooms", ["WayleaveBytes", "WayleaveEventLoop", "WayleaveServer", "WayleaveRooms"]),
        module(
            "Sessions", "EngineIO",
            [
                "WayleaveBytes", "WayleaveHTTPWire", "WayleaveWebSocketWire", "WayleaveEngineIOWire", "WayleaveEventLoop", "WayleaveServer",
                "CrossOrigin",
            ]),
        module(
            "Sessions", "SocketIO",
            [
                "WayleaveBytes", "WayleaveJSON", "WayleaveEngineIOWire", "WayleaveSocketIOWire", "WayleaveEventLoop", "WayleaveServer",
                "WayleaveRooms", "WayleaveEngineIO", "WayleaveHTTPWire", "CrossOrigin",
            ]),

        module(
            "Sessions", "SignalRConnections",
            [
                "WayleaveBytes", "WayleaveJSON", "WayleaveHTTPWire", "WayleaveWebSocketWire", "WayleaveSignalRWire", "WayleaveEventLoop",
                "WayleaveJSONWebToken", "WayleaveServer", "CrossOrigin",
            ]),
        module(
            "Sessions", "SignalR",
            [
                "WayleaveBytes", "WayleaveJSON", "WayleaveHTTPWire", "WayleaveSignalRWire", "WayleaveEventLoop", "WayleaveServer",
                "WayleaveRooms", "WayleaveSignalRConnections", "CrossOrigin",
            ]),

        module("Tools", "PublicSuffixList", ["CLibPSL", "CLibIDN2", "CrossOrigin"]),
        module(
            "Tools", "Wayleave", prefixed: false,
            [
                "CrossOrigin", "WayleavePublicSuffixList", "WayleaveEventLoop", "WayleaveTLS", "WayleaveHTTPWire", "WayleaveWebSocketWire",
                "WayleaveJSON",
                "WayleaveServer",
                "WayleaveWebSocketRooms", "WayleaveEngineIO", "WayleaveSocketIO", "WayleaveJSONWebToken", "WayleaveSignalRConnections",
                "WayleaveSignalR", "WayleaveSignalRWire",
            ]),
        module("Tools", "Doctor", ["CLibCurl", "CrossOrigin", "WayleaveBrowserModel", "WayleaveJSON"]),
        module(
            "Tools", "Testing",
            ["WayleaveBrowserModel", "WayleaveDoctor", "WayleaveEventLoop", "WayleaveHTTPWire", "WayleaveServer"]),
        .executableTarget(
            name: "WayleaveCommand", dependencies: ["Wayleave", "WayleaveBrowserModel", "WayleaveBytes", "WayleaveDoctor"],
            path: "Sources/Tools/WayleaveCommand",
            resources: [.embedInCode("Page")], swiftSettings: settings),

        .executableTarget(
            name: "InteropServer",
            dependencies: [
                "Wayleave", "WayleaveBytes", "WayleaveWebSocketWire", "WayleaveServer", "WayleaveEngineIO", "WayleaveEventLoop",
            ],
            path: "Interop/InteropServer",
            swiftSettings: settings),

        .target(
            name: "TestClient", dependencies: ["CZlib", "COpenSSL"], path: "Tests/Support/TestClient",
            swiftSettings: [.swiftLanguageMode(.v6)]),
        tests("Wire", "Bytes"),
        tests("Wire", "HTTPWire", ["WayleaveBytes"]),
        tests("Wire", "WebSocketWire", ["WayleaveBytes", "WayleaveHTTPWire"]),
        tests("Wire", "JSON", ["WayleaveBytes"]),
        tests("Wire", "EngineIOWire", ["WayleaveBytes"]),
        tests("Wire", "ProxyProtocol"),
        tests("Wire", "SocketIOWire", ["WayleaveBytes", "WayleaveJSON"]),
        tests("Wire", "SignalRWire", ["WayleaveBytes", "WayleaveJSON"], resources: [.copy("Vectors")]),
        tests("Gate", "CrossOrigin", prefixed: false),
        tests("Browser", "BrowserModel", ["CrossOrigin"]),
        tests("Loop", "TLS", ["TestClient", "COpenSSL"]),
        tests("Loop", "EventLoop", ["TestClient", "WayleaveBytes"]),
        tests("Loop", "Deflate", ["WayleaveBytes"]),
        tests("Loop", "JSONWebToken", ["WayleaveJSON"]),
        tests(
            "Server", "Server",
            ["TestClient", "WayleaveBytes", "WayleaveEventLoop", "WayleaveTLS", "CrossOrigin", "WayleaveHTTPWire"]),
        tests("Sessions", "Rooms", ["WayleaveBytes", "WayleaveEventLoop"]),
        tests("Sessions", "WebSocketRooms", ["TestClient", "WayleaveEventLoop", "WayleaveServer"]),
        tests(
            "Sessions", "EngineIO",
            [
                "TestClient", "WayleaveBytes", "WayleaveEngineIOWire", "WayleaveEventLoop", "WayleaveHTTPWire", "WayleaveServer",
                "CrossOrigin",
            ]),
        tests(
            "Sessions", "SocketIO",
            [
                "TestClient", "WayleaveBytes", "WayleaveEventLoop", "WayleaveHTTPWire", "WayleaveServer", "CrossOrigin", "WayleaveJSON",
                "WayleaveEngineIO", "WayleaveSocketIOWire", "WayleaveTLS", "WayleaveRooms",
            ]),
        tests(
            "Sessions", "SignalRConnections",
            [
                "TestClient", "WayleaveBytes", "WayleaveEventLoop", "WayleaveHTTPWire", "WayleaveServer", "CrossOrigin", "WayleaveJSON",
                "WayleaveSignalRWire", "WayleaveJSONWebToken",
            ]),
        tests(
            "Sessions", "SignalR",
            [
                "TestClient", "WayleaveBytes", "WayleaveEventLoop", "WayleaveHTTPWire", "WayleaveServer", "CrossOrigin", "WayleaveJSON",
                "WayleaveSignalRWire", "WayleaveSignalRConnections", "WayleaveRooms", "WayleaveJSONWebToken",
            ]),
        tests("Tools", "PublicSuffixList", ["CrossOrigin"]),
        tests(
            "Tools", "Doctor",
            [
                "TestClient", "CrossOrigin", "WayleaveBrowserModel", "WayleaveJSON", "WayleaveServer", "WayleaveEventLoop",
                "WayleaveHTTPWire",
            ]),
        tests("Tools", "Testing", ["CrossOrigin", "WayleaveEventLoop", "WayleaveHTTPWire", "WayleaveServer"]),
        .testTarget(name: "HouseTests", path: "Tests/House/HouseTests", swiftSettings: settings),
    ]
)

// Not part of ordinary builds: fuzz targets have no `main` of their own without libFuzzer, and the benchmark replaces `malloc`.
if Context.environment["FUZZ"] != nil {
    let targets: [(name: String, dependencies: [Target.Dependency])] = [
        ("FuzzOrigin", ["CrossOrigin"]), ("FuzzPattern", ["CrossOrigin"]), ("FuzzHeaderList", ["CrossOrigin"]),
        ("FuzzRequestHead", ["FuzzSupport", "WayleaveBytes", "WayleaveHTTPWire"]),
        ("FuzzChunkedBody", ["FuzzSupport", "WayleaveHTTPWire"]),
        ("FuzzWebSocketFrames", ["FuzzSupport", "WayleaveBytes", "WayleaveWebSocketWire"]),
        ("FuzzHandshake", ["FuzzSupport", "WayleaveBytes", "WayleaveHTTPWire", "WayleaveWebSocketWire"]),
        ("FuzzDeflate", ["FuzzSupport", "WayleaveBytes", "WayleaveDeflate"]),
        ("FuzzProxyHeader", ["FuzzSupport", "WayleaveProxyProtocol"]),
        ("FuzzSocketPackets", ["FuzzSupport", "WayleaveEngineIOWire", "WayleaveJSON", "WayleaveSocketIOWire"]),
        ("FuzzHubMessages", ["FuzzSupport", "WayleaveJSON", "WayleaveSignalRWire"]),
        ("FuzzJSONWebToken", ["FuzzSupport", "WayleaveBytes", "WayleaveJSON", "WayleaveJSONWebToken"]),
        ("FuzzConnectionQuery", ["FuzzSupport", "WayleaveSignalRConnections"]),
    ]
    package.targets.append(.target(name: "FuzzSupport", path: "Fuzz/FuzzSupport", swiftSettings: settings))
    package.targets += targets.map {
        .executableTarget(name: $0.name, dependencies: $0.dependencies, path: "Fuzz/\($0.name)", swiftSettings: settings)
    }
}
if Context.environment["BENCH"] != nil {
    package.targets += [
        .target(name: "AllocationCount", path: "Benchmarks/CrossOriginBenchmark/AllocationCount"),
        .executableTarget(
            name: "CrossOriginBenchmark", dependencies: ["AllocationCount", "CrossOrigin"], path: "Benchmarks/CrossOriginBenchmark/Bench",
            swiftSettings: settings),
        .executableTarget(
            name: "SocketPacketBenchmark", dependencies: ["WayleaveJSON", "WayleaveSocketIOWire"], path: "Benchmarks/SocketPacketBenchmark",
            swiftSettings: settings),
    ]
}
