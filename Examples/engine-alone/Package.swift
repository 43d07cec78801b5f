// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "engine-alone",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Wayleave", path: "../..")],
    targets: [.executableTarget(name: "engine-alone", dependencies: [.product(name: "CrossOrigin", package: "Wayleave")])]
)
