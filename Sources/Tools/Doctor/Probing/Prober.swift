import CLibCurl
import WayleaveBrowserModel

/// Sends requests through libcurl, some at a time, and never more than its limits allow. It blocks the thread that calls it.
package final class Prober: ProbeSender {
    /// How much is sent and taken.
    package let limits: ProbeLimits
    private var sent = 0
    private let network: NetworkOptions
    private let multi: UnsafeMutableRawPointer?
    private let deadline: Int

    /// Creates a sender whose time begins now.
    package init(limits: ProbeLimits = ProbeLimits(), network: NetworkOptions = NetworkOptions()) {
        _ = Prober.library
        (self.limits, self.network) = (limits, network)
        deadline = MonotonicClock.milliseconds + limits.total.milliseconds
        multi = curl_multi_init()
        _ = wayleave_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, limits.maxConcurrent)
    }

    deinit { curl_multi_cleanup(multi) }

    /// libcurl is set up once in a process; a constant's initialiser runs once, whichever thread comes first.
    private static let library: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// How many requests may still be sent.
    package var requestsLeft: Int { limits.maxRequests - sent }

    /// Sends requests, several at a time, and returns their answers in the same order.
    package func send(_ probes: [Probe]) -> [ProbeAnswer] {
        var answers = probes.map { _ in ProbeAnswer() }
        var waiting = Array(probes.indices.reversed())
        var active: [Transfer] = []
        while !waiting.isEmpty || !active.isEmpty {
            while active.count < limits.maxConcurrent, let index = waiting.popLast() {
                guard let transfer = start(probes[index], index, &answers[index]) else { continue }
                active.append(transfer)
            }
            turn(&active, &answers)
        }
        return answers
    }

    package func hold(_ probe: Probe, seconds: Int) -> IdleReport? {
        guard let url = WebURL(probe.url) else { return nil }
        let target = url.path + (url.query.map { "?" + $0 } ?? "")
        return IdleWatch(network: network).hold(probe, host: url.authority, target: target, seconds: seconds)
    }

    private func start(_ probe: Probe, _ index: Int, _ answer: inout ProbeAnswer) -> Transfer? {
        let time = deadline - MonotonicClock.milliseconds
        guard requestsLeft > 0 else {
            answer.failure = .notSent("the limit of \(limits.maxRequests) requests is reached")
            return nil
        }
        guard time > 0 else {
            answer.failure = .notSent("the limit of \(limits.total.components.seconds) s for all requests is reached")
            return nil
        }
        let bound = min(limits.request.milliseconds, probe.timeout ?? .max)
        guard let transfer = Transfer(probe, index: index, limits: limits, milliseconds: min(bound, time), network: network) else {
            answer.failure = .other("libcurl has no memory left")
            return nil
        }
        sent += 1
        curl_multi_add_handle(multi, transfer.handle)
        return transfer
    }

    /// Lets libcurl work once, and takes what has ended.
    private func turn(_ active: inout [Transfer], _ answers: inout [ProbeAnswer]) {
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
        var handle: UnsafeMutableRawPointer?
        var code = CURLE_OK
        while wayleave_curl_multi_finished(multi, &handle, &code) >= 0 {
            guard let position = active.firstIndex(where: { $0.handle == handle }) else { continue }
            end(active.remove(at: position), code, &answers)
        }
        let now = MonotonicClock.milliseconds
        for position in active.indices.reversed() where active[position].hasReadLongEnough(at: now) {
            let transfer = active.remove(at: position)
            transfer.hasEnough = true
            transfer.answer.isCutShort = true
            end(transfer, CURLE_OK, &answers)
        }
        guard !active.isEmpty else { return }
        curl_multi_poll(multi, nil, 0, active.contains { $0.probe.readsFor != nil } ? 20 : 200, nil)
    }

    private func end(_ transfer: Transfer, _ code: CURLcode, _ answers: inout [ProbeAnswer]) {
        curl_multi_remove_handle(multi, transfer.handle)
        answers[transfer.index] = transfer.finish(code)
    }
}
