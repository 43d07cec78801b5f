import Synchronization
import Wayleave
import WayleaveBrowserModel
import WayleaveDoctor

/// The doctor behind the demo's page: one examination at a time, bounded, and of the loopback alone unless the demo was told otherwise.
final class PageDoctor: Sendable {
    /// What the page sends.
    private struct Order: Decodable {
        var url: String
        var origin: String
        var kind: String
        var method: String
        var headers: [[String]]
        var credentials: Bool
    }

    private let examinesAnyAddress: Bool
    private let isBusy = Mutex(false)

    init(examinesAnyAddress: Bool) { self.examinesAnyAddress = examinesAnyAddress }

    /// Answers the page of `origin`, and nobody else: a stranger's page must not send the doctor out.
    func answer(_ request: Request, pageOrigin: String) async -> Response {
        guard request.headers["origin"] == pageOrigin else { return refusal(.forbidden, "the doctor answers its own page only") }
        let question: Question
        do {
            question = try self.question(request.body)
        } catch {
            return refusal(.badRequest, "\(error)")
        }
        let isFree = isBusy.withLock { busy in
            defer { busy = true }
            return !busy
        }
        guard isFree else { return refusal(.serviceUnavailable, "the doctor is busy with somebody else; ask again in a moment") }
        defer { isBusy.withLock { $0 = false } }
        let onlyLoopback = !examinesAnyAddress
        // It blocks its thread, so it gets one that is not a loop's.
        let report = await Task.detached { Self.examine(question, onlyLoopback: onlyLoopback) }.value
        return Response.json(Array(report.utf8))
    }

    private static func examine(_ question: Question, onlyLoopback: Bool) -> String {
        var limits = ProbeLimits()
        (limits.request, limits.total) = (.seconds(5), .seconds(15))
        let prober = Prober(limits: limits)
        return Doctor.examine(question, sender: onlyLoopback ? LoopbackSender(prober) : prober).json
    }

    private func question(_ body: [UInt8]) throws -> Question {
        let order = try JSON.decode(Order.self, from: body)
        let url = try DoctorArguments.address("", order.url, schemes: ["http", "https", "ws", "wss"])
        guard examinesAnyAddress || LoopbackSender.isLoopback(url) else {
            throw UsageError(
                "`\(url.host)` is not this machine: the demo examines the loopback only, or it would fetch anything for anybody. "
                    + "`wayleave doctor` examines any address; so does the demo, with \(DemoCommand.anyAddressFlag)")
        }
        var question = Question(url: url, origin: try DoctorArguments.origin(order.origin))
        question.kind = try DoctorArguments.kind(order.kind)
        question.method = try DoctorArguments.method(order.method)
        for pair in order.headers where pair.count == 2 {
            question.headers.lines.append(try DoctorArguments.header("\(pair[0]): \(pair[1])"))
        }
        question.includesCredentials = order.credentials ? true : nil
        return question
    }

    private func refusal(_ status: HTTPStatus, _ why: String) -> Response {
        var response = Response.json((try? JSON.encode(["error": why])) ?? [])
        response.status = status
        return response
    }
}
