internal import CLibUV
internal import WayleaveProxyProtocol

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A connection whose proxy has yet to say for whom it speaks; afterwards it is a connection like any other.
///
/// Confined to the loop. It reads the header and nothing beyond it, so that what follows, TLS for instance, knows of no proxy.
final class ProxyIntroduction {
    private let descriptor: Int32
    private var ticket: ConnectionTicket
    private let listener: TCPListener
    private let introductions: ProxyIntroductions
    private unowned(unsafe) let loop: EventLoop
    private let poll: UnsafeMutablePointer<uv_poll_t>
    private var parser = ProxyHeaderParser()
    private var timer: LoopTimer?
    private var isOver = false

    init(
        _ descriptor: Int32, _ ticket: ConnectionTicket, _ listener: TCPListener, _ introductions: ProxyIntroductions, on loop: EventLoop
    ) {
        self.descriptor = descriptor
        self.ticket = ticket
        self.listener = listener
        self.introductions = introductions
        self.loop = loop
        poll = .allocate(capacity: 1)
        uv_poll_init(loop.uv, poll, descriptor)
        poll.pointee.data = Unmanaged.passRetained(self).toOpaque()
    }

    func start() {
        loop.state.pointee.introductions[ObjectIdentifier(self)] = self
        timer = loop.schedule(after: introductions.timeout) { [weak self] in
            guard let self else { return }
            parser.isEmpty ? drop(nil) : drop(.malformedProxyHeader)
        }
        uv_poll_start(poll, Int32(UV_READABLE.rawValue), introductionCallback)
        read()
    }

    /// Closes it at once.
    func abort() { drop(nil) }

    fileprivate func read() {
        guard !isOver else { return }
        let result: ProxyHeaderParser.Result? = withUnsafeTemporaryAllocation(byteCount: ProxyHeaderParser.maxBytes, alignment: 1) {
            buffer in
            // Only looked at: what does not belong to the header is left to those it is for.
            let count = recv(descriptor, buffer.baseAddress, buffer.count, Platform.peek)
            guard count > 0 else { return count < 0 && Platform.wouldBlock ? .needMore : nil }
            let (used, result) = parser.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return recv(descriptor, buffer.baseAddress, used, 0) == used ? result : nil
        }
        switch result {
        case .needMore: break
        case .complete(let header): introduce(header)
        case .refused: drop(.malformedProxyHeader)
        // It has gone. Without a word: a look whether the port is open.
        case nil: parser.isEmpty ? drop(nil) : drop(.malformedProxyHeader)
        }
    }

    private func introduce(_ header: ProxyHeader) {
        switch header.source {
        case .address(let high, let low, let port):
            let bits = AddressBits(high: high, low: low)
            if let refusal = loop.admission?.transfer(&ticket, to: bits, now: loop.second) { return drop(refusal, bits) }
            ticket.introduced = IntroducedPeer(address: SocketAddress(bits, port: port), isSecure: header.isSecure)
        case .unknown: ticket.introduced = IntroducedPeer(address: nil, isSecure: header.isSecure)
        case .proxy: break
        }
        end()
        loop.adopt(
            descriptor: descriptor, limits: listener.options.limits, ticket: ticket, initial: [], makeHandler: listener.makeHandler)
    }

    private func drop(_ refusal: ConnectionRefusal?, _ address: AddressBits? = nil) {
        guard !isOver else { return }
        if let refusal { loop.note(refusal, address ?? Self.peer(of: descriptor)) }
        end()
        loop.admission?.release(ticket, now: loop.second)
        Platform.reset(descriptor)
    }

    /// Lets go of the descriptor.
    private func end() {
        isOver = true
        timer?.cancel()
        timer = nil
        uv_poll_stop(poll)
        uv_close(UnsafeMutableRawPointer(poll).assumingMemoryBound(to: uv_handle_t.self), introductionClosedCallback)
        loop.state.pointee.introductions[ObjectIdentifier(self)] = nil
    }

    private static func peer(of descriptor: Int32) -> AddressBits? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &length) }
        }
        return code == 0 ? AddressBits(storage) : nil
    }
}

// C callbacks; see the remark in EventLoop.swift.

private func introductionCallback(_ poll: UnsafeMutablePointer<uv_poll_t>?, _ status: Int32, _: Int32) {
    guard let data = poll?.pointee.data else { return }
    Unmanaged<ProxyIntroduction>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.read() }
}

private func introductionClosedCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    guard let handle, let data = handle.pointee.data else { return }
    Unmanaged<ProxyIntroduction>.fromOpaque(data).release()
    UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_poll_t.self).deallocate()
}
