import Testing

@Suite("The tidy tests read Swift well enough")
struct SwiftLineTests {
    @Test(
        "What users hold and the types other modules see need documentation",
        arguments: [
            "public struct Server {", "package final class Loop {", "public static func parse(_ x: Int) -> Int {",
            "@inlinable public init?(_ text: String) {",
            "public private(set) var count: Int", "final public class Loop {", "    public subscript(index: Int) -> Int { 0 }",
            "@_lifetime(borrow bytes) public func next() {", "public nonisolated(nonsending) func run() async {",
        ])
    func needing(line: String) {
        #expect(SwiftLine(line).needsDocumentation)
    }

    @Test(
        "Imports, extensions, witnesses, overrides and hidden declarations need none",
        arguments: [
            "public import CrossOrigin", "package import WayleaveBytes", "struct Server {", "private var x = 1",
            "public extension Server {",
            "public static func == (a: Self, b: Self) -> Bool {", "public func hash(into hasher: inout Hasher) {", "// public var x",
            "public override func run() {", "@usableFromInline var x: Int", "public var description: String {",
            "package var isOpen: Bool {",
        ])
    func notNeeding(line: String) {
        #expect(!SwiftLine(line).needsDocumentation)
    }

    @Test(
        "Imports are read with their attributes and access",
        arguments: [
            ("import Glibc", "Glibc"), ("public import struct Foundation.Data", "Foundation"),
            ("@preconcurrency internal import CLibUV", "CLibUV"),
        ])
    func imports(line: String, module: String) {
        #expect(SwiftLine(line).importedModule == module)
    }

    @Test("A comment is not code, an address is no comment")
    func comments() {
        #expect(SwiftLine("let a = 1 // fatalError()").code == "let a = 1 ")
        #expect(SwiftLine("let a = \"http://x\"").code == "let a = \"http://x\"")
    }
}
