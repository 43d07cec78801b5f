// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "own-tests",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Wayleave", path: "../..")],
    targets: [
        .target(name: "Application", dependencies: [.product(name: "Wayleave", package: "Wayleave")]),
        .testTarget(
            name: "OwnTests", dependencies: ["Application", .product(name: "WayleaveTesting", package: "Wayleave")]),
    ]
)
