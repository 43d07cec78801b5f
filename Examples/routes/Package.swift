// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "routes",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Wayleave", path: "../..")],
    targets: [.executableTarget(name: "routes", dependencies: [.product(name: "Wayleave", package: "Wayleave")])]
)
