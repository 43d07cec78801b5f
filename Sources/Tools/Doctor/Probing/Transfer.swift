import CLibCurl
import WayleaveBrowserModel

/// One exchange on its way, filled by libcurl's callbacks; it stays on the thread that drives it.
final class Transfer {
    let probe: Probe
    /// Its place in the batch.
    let index: Int
    let limits: ProbeLimits
    let handle: UnsafeMutableRawPointer
    var answer = ProbeAnswer()
    /// Whether we left off because we know all we want.
    var hasEnough = false
    /// Our own bound that the answer went beyond.
    private(set) var excess: ProbeFailure?
    /// When the head was whole, in milliseconds of ``MonotonicClock``.
    private(set) var headAt: Int?
    private let started = MonotonicClock.milliseconds
    private let milliseconds: Int
    private var headBytes = 0
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private let errorText: UnsafeMutablePointer<CChar>

    /// - Parameter milliseconds: how long it may take at most.
    init?(_ probe: Probe, index: Int, limits: ProbeLimits, milliseconds: Int, network: NetworkOptions) {
        guard let handle = curl_easy_init() else { return nil }
        (self.probe, self.index, self.limits, self.handle, self.milliseconds) = (probe, index, limits, handle, milliseconds)
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        configure(network)
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
        errorText.deallocate()
    }

    private func set(_ option: CURLoption, _ value: Int) { _ = wayleave_curl_set_long(handle, option, value) }
    private func set(_ option: CURLoption, _ value: String) { _ = wayleave_curl_set_text(handle, option, value) }

    private func set(_ option: CURLoption, list words: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for word in words { list = curl_slist_append(list, word) ?? list }
        guard let list else { return }
        lists.append(list)
        _ = wayleave_curl_set_list(handle, option, list)
    }

    private func configure(_ network: NetworkOptions) {
        _ = wayleave_curl_set_text(handle, CURLOPT_ERRORBUFFER, errorText)
        set(CURLOPT_URL, probe.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_HTTP09_ALLOWED, 0)
        set(CURLOPT_TIMEOUT_MS, milliseconds)
        set(CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, limits.connect.milliseconds))
        let mayUseHTTP2 = network.usesHTTP2 && !probe.isHandshake
        set(CURLOPT_HTTP_VERSION, Int(mayUseHTTP2 ? 4 : 2))  // CURL_HTTP_VERSION_2TLS, CURL_HTTP_VERSION_1_1
        if WebURL(probe.url)?.isLoopback == true { set(CURLOPT_NOPROXY, "*") }
        if probe.isHandshake || probe.needsOwnConnection {
            set(CURLOPT_FRESH_CONNECT, 1)
            set(CURLOPT_FORBID_REUSE, 1)
        }
        if network.isInsecure {
            set(CURLOPT_SSL_VERIFYPEER, 0)
            set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if let file = network.certificateAuthorities { set(CURLOPT_CAINFO, file) }
        set(CURLOPT_CONNECT_TO, list: network.connectTo)
        writeRequest()
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = wayleave_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, receiveHead, context)
        _ = wayleave_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, receiveBody, context)
    }

    private func writeRequest() {
        if probe.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else if probe.method != "GET" || !probe.body.isEmpty {
            if !probe.body.isEmpty || probe.method == "POST" {
                set(CURLOPT_POSTFIELDSIZE, probe.body.count)
                set(CURLOPT_COPYPOSTFIELDS, String(decoding: probe.body, as: UTF8.self))
            }
            set(CURLOPT_CUSTOMREQUEST, probe.method)
        }
        // `Name;` is how libcurl is told of a header without a value, `Name:` how it is told to leave one of its own out.
        var words = probe.headers.lines.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" } + ["Expect:"]
        if !probe.headers.contains("Accept") { words.append("Accept:") }
        if !probe.headers.contains("Content-Type") { words.append("Content-Type:") }
        set(CURLOPT_HTTPHEADER, list: words)
    }

    // MARK: What arrives

    /// A line of a head; `false` ends the transfer.
    func takeHeadLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headBytes += bytes.count
        let line = Latin1.text(bytes).trimmingLineEnd
        if line.hasPrefix("HTTP/") {
            // A new head: what came before was an interim one.
            answer.headers = HeaderList()
            let words = line.split(separator: " ", maxSplits: 2)
            answer.version = words.first.map(String.init) ?? ""
            answer.status = words.count > 1 ? Int(words[1]) ?? 0 : 0
            return withinBounds
        }
        if line.isEmpty {
            guard answer.status >= 200 || answer.status == 101 else { return true }
            headAt = MonotonicClock.milliseconds
            answer.firstByte = MonotonicClock.milliseconds - started
            if answer.status == 101 || probe.isHandshake && answer.status < 300 {
                hasEnough = answer.status == 101
                return !hasEnough
            }
            return true
        }
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, headAt == nil || answer.status == 101 {
            answer.headers.append(String(parts[0]), parts[1].trimmingSpaces)
        }
        return withinBounds
    }

    private var withinBounds: Bool {
        if headBytes > limits.maxHeadBytes {
            excess = .tooManyHeaders("more than \(limits.maxHeadBytes) bytes")
        } else if answer.headers.lines.count > limits.maxHeadLines {
            excess = .tooManyHeaders("more than \(limits.maxHeadLines) lines")
        }
        return excess == nil
    }

    /// A piece of the body; `false` ends the transfer.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if answer.arrivals.count < 64 {
            answer.arrivals.append(.init(at: MonotonicClock.milliseconds - started, bytes: bytes.count))
        }
        let room = limits.maxBodyBytes - answer.body.count
        answer.body.append(contentsOf: bytes.prefix(max(room, 0)))
        if bytes.count > room {
            answer.isCutShort = true
            hasEnough = true
        }
        return !hasEnough
    }

    /// Whether the time for reading an answer without an end is over.
    func hasReadLongEnough(at now: Int) -> Bool {
        guard let time = probe.readsFor, let headAt else { return false }
        return now - headAt >= time
    }

    /// The answer, once libcurl is done with it.
    func finish(_ code: CURLcode) -> ProbeAnswer {
        answer.total = MonotonicClock.milliseconds - started
        var address: UnsafePointer<CChar>?
        if wayleave_curl_get_text(handle, CURLINFO_PRIMARY_IP, &address) == CURLE_OK, let address {
            answer.address = String(cString: address)
        }
        if let excess {
            answer.failure = excess
        } else if !hasEnough, code != CURLE_OK {
            answer.failure = CurlFailures.failure(code, text: message(code), milliseconds: milliseconds, hasHead: answer.hasHead)
        }
        return answer
    }

    private func message(_ code: CURLcode) -> String {
        let text = String(cString: errorText)
        return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    }
}

private func receiveHead(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?) -> Int {
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.takeHeadLine(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private func receiveBody(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?) -> Int {
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}
