import Foundation

/// The repository as the tidy tests read it: what git tracks, and what it would track next.
struct Repository {
    /// One text file: its path from the repository's root, and its lines.
    struct File {
        let path: String
        let lines: [String]

        /// The lines with their numbers, which start at 1.
        var numbered: [(number: Int, text: String)] { lines.enumerated().map { ($0.offset + 1, $0.element) } }
    }

    let files: [File]

    /// Read once for all tests.
    static let shared = Repository(root: URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL)

    init(root: URL) {
        files = Repository.paths(in: root).compactMap { path in
            guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { return nil }  // not text
            return File(path: path, lines: text.components(separatedBy: "\n"))
        }
    }

    /// The files under `folder` whose name ends in one of `extensions`.
    func files(under folder: String = "", endingIn extensions: String...) -> [File] {
        files.filter { file in file.path.hasPrefix(folder) && extensions.contains { file.path.hasSuffix(".\($0)") } }
    }

    private static func paths(in root: URL) -> [String] {
        let git = Process()
        let output = Pipe()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "-C", root.path, "ls-files", "--cached", "--others", "--exclude-standard"]
        git.standardOutput = output
        guard (try? git.run()) != nil, let bytes = try? output.fileHandleForReading.readToEnd() else { return [] }
        git.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
