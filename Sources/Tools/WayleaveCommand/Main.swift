import Wayleave

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The `wayleave` command.
@main struct Main {
    static func main() async {
        do {
            var arguments = Arguments(CommandLine.arguments.dropFirst())
            guard let command = arguments.next() else { throw UsageError("name a command") }
            switch command {
            case "demo": try await DemoCommand(&arguments).run()
            case "verdict": try VerdictCommand(&arguments).run()
            case "doctor": exit(try DoctorCommand(&arguments).run())
            case "explain": try ExplainCommand(&arguments).run()
            case "help", "--help", "-h": print(Help.all)
            default: throw UsageError("`\(command)` is no command")
            }
        } catch let error as UsageError {
            Terminal.fail("\(error); see `wayleave --help`", .usage)
        } catch let error as ConfigurationRefused {
            Terminal.fail("\(error)", .configurationRefused)
        } catch {
            Terminal.fail("\(error)", .failed)
        }
    }
}
