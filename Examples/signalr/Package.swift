// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "signalr",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Wayleave", path: "../..")],
    targets: [.executableTarget(name: "signalr", dependencies: [.product(name: "Wayleave", package: "Wayleave")])]
)
