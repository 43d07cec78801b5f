// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "echo",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Wayleave", path: "../..")],
    targets: [.executableTarget(name: "echo", dependencies: [.product(name: "Wayleave", package: "Wayleave")])]
)
