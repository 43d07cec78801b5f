// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "middleware",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Wayleave", path: "../..")],
    targets: [.executableTarget(name: "middleware", dependencies: [.product(name: "CrossOrigin", package: "Wayleave")])]
)
