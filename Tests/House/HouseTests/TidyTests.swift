import Foundation
import Testing

@Suite("The house is tidy")
struct TidyTests {
    let repository = Repository.shared
    var sources: [Repository.File] { repository.files(under: "Sources/", endingIn: "swift") }

    @Test("The tests read the repository they stand in")
    func readsTheRepository() {
        #expect(repository.files.contains { $0.path == "Package.swift" }, "git listed no files; these tests need git and a work tree")
    }

    @Test("No file is longer than 400 lines")
    func fileLength() {
        let limit = 400
        let written = repository.files(endingIn: "swift", "py", "js", "mjs", "css", "html", "h", "c", "sh")
        expectNone(
            written.filter { $0.lines.count > limit + 1 }.map {
                Finding(
                    path: $0.path, line: limit, what: "\($0.lines.count - 1) lines; give the part that can stand alone a file of its own")
            })
    }

    @Test("Every module stands in a room, and looks only into rooms below it")
    func layers() {
        let rooms = Rooms.rooms(of: repository.files)
        expectNone(
            imports.compactMap { file, line, module in
                guard let room = Rooms.room(of: file.path) else { return nil }
                guard let allowed = Rooms.mayUse[room] else {
                    return Finding(
                        path: file.path, line: line, what: "the room \(room) is not in Rooms.mayUse; add it there and in House.md")
                }
                guard let target = rooms[module], !allowed.contains(target) else { return nil }
                return Finding(
                    path: file.path, line: line,
                    what: "\(room) imports \(module) of \(target), which is not below it; move the code, or pass the thing in as a value")
            })
    }

    @Test("Wire and Gate import nothing but Wire")
    func pureRooms() {
        let rooms = Rooms.rooms(of: repository.files)
        expectNone(
            imports.compactMap { file, line, module in
                guard let room = Rooms.room(of: file.path), Rooms.pure.contains(room), rooms[module] == nil, module != "Synchronization"
                else {
                    return nil
                }
                return Finding(
                    path: file.path, line: line,
                    what: "\(room) imports \(module); pure rooms take bytes and values, so move this to Loop or above")
            })
    }

    @Test("No room below Edge imports Foundation")
    func foundation() {
        expectNone(
            imports.compactMap { file, line, module in
                guard let room = Rooms.room(of: file.path), Rooms.withoutFoundation.contains(room), module.hasPrefix("Foundation") else {
                    return nil
                }
                return Finding(path: file.path, line: line, what: "imports \(module); use the standard library, or move this to Tools")
            })
    }

    @Test("Everything public, and every type other modules see, is documented")
    func documentation() {
        expectNone(
            sources.flatMap { file in
                let lines = file.lines.map(SwiftLine.init)
                return lines.indices.filter { lines[$0].needsDocumentation }.compactMap { index -> Finding? in
                    let isConstant = lines[index].isConstant
                    let above = lines[..<index].last { !$0.isAttribute && !(isConstant && $0.isConstant) }
                    guard above?.isDocumentation != true else { return nil }
                    return Finding(
                        path: file.path, line: index + 1,
                        what:
                            "no documentation on `\(lines[index].trimmed)`; say what it does, in which units and bounds, and what it throws"
                    )
                }
            })
    }

    @Test("Nothing in Sources stops the process")
    func noTraps() {
        // path: why nothing a peer sends can reach it
        let argued: [String: String] = [:]
        expectNone(
            sources.filter { argued[$0.path] == nil }.flatMap { file in
                file.numbered.compactMap { number, text in
                    let code = SwiftLine(text).code
                    guard let trap = ["fatalError(", "try!", "preconditionFailure("].first(where: code.contains) else { return nil }
                    return Finding(
                        path: file.path, line: number, what: "`\(trap)`; throw, close the connection, or argue the case in noTraps()")
                }
            })
    }

    @Test("Only Loop and Wire vouch for what the compiler cannot check, and say why")
    func unsafety() {
        expectNone(
            sources.flatMap { file in
                let lines = file.lines.map(SwiftLine.init)
                return lines.indices.compactMap { index -> Finding? in
                    guard let claim = ["@unchecked Sendable", "nonisolated(unsafe)"].first(where: lines[index].code.contains) else {
                        return nil
                    }
                    guard let room = Rooms.room(of: file.path), Rooms.mayBeUnsafe.contains(room) else {
                        return Finding(
                            path: file.path, line: index + 1, what: "`\(claim)` outside Loop and Wire; confine it to a loop, or use a lock")
                    }
                    let argued = lines[index].trimmed.contains("//") || lines[..<index].last { !$0.isAttribute }?.isComment == true
                    guard !argued else { return nil }
                    return Finding(
                        path: file.path, line: index + 1, what: "`\(claim)` without a word; argue in a line above why it is sound")
                }
            })
    }

    @Test("No file names a package registry's host or a path of one machine")
    func noPlaces() {
        let hosts = [
            ["pypi", "org"], ["pythonhosted", "org"], ["npmjs", "org"], ["npmjs", "com"], ["deb.debian", "org"], ["crates", "io"],
        ]
        .map { $0.joined(separator: ".") }
        let folders = ["work", "root", "opt", "tmp", "home"].map { "/\($0)/" }
        expectNone(
            repository.files.flatMap { file in
                file.numbered.compactMap { number, text -> Finding? in
                    if let host = hosts.first(where: text.contains) {
                        return Finding(path: file.path, line: number, what: "names \(host); name the package, and let its client find it")
                    }
                    guard let folder = folders.first(where: { startsPath($0, in: text) }) else { return nil }
                    return Finding(
                        path: file.path, line: number, what: "a path under \(folder); paths are relative, or come from the environment")
                }
            })
    }

    /// Is `folder` in `text` the start of an absolute path, not the middle of a longer one or of an address?
    private func startsPath(_ folder: String, in text: String) -> Bool {
        guard let range = text.range(of: folder) else { return false }
        guard range.lowerBound > text.startIndex else { return true }
        let before = text[text.index(before: range.lowerBound)]
        return !before.isLetter && !before.isNumber && !".-_}/*)$~".contains(before)
    }

    private var imports: [(file: Repository.File, line: Int, module: String)] {
        sources.flatMap { file in
            file.numbered.compactMap { number, text in SwiftLine(text).importedModule.map { (file, number, $0) } }
        }
    }
}
