import WayleaveBrowserModel
import WayleaveDoctor

/// `wayleave doctor`: what stands between a page and an address, and the edit that mends it.
struct DoctorCommand {
    private var options: DoctorArguments

    init(_ arguments: inout Arguments) throws(UsageError) { options = try DoctorArguments(&arguments) }

    /// Prints the report; returns the exit code.
    func run() throws -> Int32 {
        let report = try examine()
        if options.printsTrace { Terminal.say(report.trace) }
        if options.printsCurl { Terminal.say(report.curlCommands) }
        if options.printsJSON {
            Terminal.say(report.json)
        } else if !options.printsCurl {
            let text = TerminalReport(report, isColoured: Terminal.isColoured, isVerbose: options.isVerbose).text
            Terminal.say(String(text.dropLast()))
        }
        if let path = options.htmlPath { try TextFile.write(report.html, to: path) }
        if let path = options.junitPath { try TextFile.write(report.junit(failingAt: options.failOn), to: path) }
        if !report.isReached { return 3 }
        return report.fails(at: options.failOn) ? 1 : 0
    }

    private func examine() throws -> Report {
        guard let path = options.harPath else {
            return Doctor.examine(try options.question(suspect: nil), limits: options.limits, network: options.network)
        }
        let recording: Recording
        do {
            recording = try Recording(try TextFile.read(path))
        } catch let fault as Recording.Fault {
            throw UsageError("`--har \(path)`: \(fault); export one from the browser's network panel")
        }
        return Doctor.examine(try options.question(suspect: recording.suspect), sender: recording)
    }
}
