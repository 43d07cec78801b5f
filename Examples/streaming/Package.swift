// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "streaming",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Wayleave", path: "../..")],
    targets: [.executableTarget(name: "streaming", dependencies: [.product(name: "Wayleave", package: "Wayleave")])]
)
