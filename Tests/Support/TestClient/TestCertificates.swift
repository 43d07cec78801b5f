import Foundation

/// Certificates made for one test by OpenSSL's command, in a directory that goes with the last reference.
public final class TestCertificates: Sendable {
    public struct Pair: Sendable {
        public let chainFile: String
        public let keyFile: String
    }
    public struct Failure: Error { let what: String }

    public let directory: URL

    public init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "wayleave-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    public func path(_ name: String) -> String { directory.appending(path: name).path }

    /// Writes `text` to a file.
    public func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        return path(name)
    }

    /// Makes a self-signed certificate for DNS `names`, the first of which is its common name; -1 days make an expired one.
    public func make(_ names: [String], file: String = "server", days: Int = 30, passphrase: String? = nil) throws -> Pair {
        let pair = Pair(chainFile: path("\(file).crt"), keyFile: path("\(file).key"))
        let key = ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", pair.keyFile]
        try run(key + (passphrase.map { ["-aes256", "-pass", "pass:\($0)"] } ?? []))
        let unlock = passphrase.map { ["-passin", "pass:\($0)"] } ?? []
        let extensions = try write("subjectAltName=\(names.map { "DNS:\($0)" }.joined(separator: ","))", to: "\(file).ext")
        try run(["req", "-new", "-key", pair.keyFile, "-subj", "/CN=\(names[0])", "-out", path("\(file).csr")] + unlock)
        try run(
            [
                "x509", "-req", "-in", path("\(file).csr"), "-signkey", pair.keyFile, "-days", "\(days)", "-extfile", extensions, "-out",
                pair.chainFile,
            ] + unlock)
        chmod(pair.keyFile, 0o600)
        return pair
    }

    /// Not by Foundation's `Process`: it lists the descriptors in order to close them, and crashes when other threads open some meanwhile.
    private func run(_ arguments: [String]) throws {
        let complaints = path("complaints-\(UUID().uuidString)")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, complaints, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words = (["openssl"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let code = posix_spawnp(&process, "openssl", &actions, nil, &words, environ)
        guard code == 0 else { throw Failure(what: "openssl could not be started: \(String(cString: strerror(code)))") }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        guard status == 0 else { throw Failure(what: (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? "openssl failed") }
    }
}
