internal import CLibUV
internal import WayleaveTLS

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension EventLoop {
    /// Makes a connection of a connected socket's descriptor and takes ownership of it. On the loop only.
    func adopt(descriptor: Int32, limits: ConnectionLimits, ticket: ConnectionTicket, makeHandler: TCPConnection.HandlerMaker) {
        connection(of: descriptor, limits, ticket)?.start(makeHandler)
    }

    /// Goes on with a connection of another loop, whose unread bytes are `initial`; takes ownership of the descriptor. On the loop only.
    func adopt(
        descriptor: Int32, limits: ConnectionLimits, ticket: ConnectionTicket, initial: [UInt8], session: TLSSession?,
        makeHandler: TCPConnection.HandlerMaker
    ) {
        connection(of: descriptor, limits, ticket)?.resume(makeHandler, initial: initial, session: session)
    }

    private func connection(of descriptor: Int32, _ limits: ConnectionLimits, _ ticket: ConnectionTicket) -> TCPConnection? {
        let handle = UnsafeMutablePointer<uv_tcp_t>.allocate(capacity: 1)
        uv_tcp_init(uv, handle)
        guard uv_tcp_open(handle, descriptor) == 0 else {
            close(descriptor)
            admission?.release(ticket, now: second)
            uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), deallocateCallback)
            return nil
        }
        return TCPConnection(loop: self, handle: handle, limits: limits, ticket: ticket)
    }

    func flushDirtyConnections() {
        guard !state.pointee.dirty.isEmpty else { return }
        var dirty = state.pointee.spareDirty
        state.pointee.spareDirty = []
        swap(&dirty, &state.pointee.dirty)
        for connection in dirty { connection.flush() }
        dirty.removeAll(keepingCapacity: true)
        state.pointee.spareDirty = dirty
    }

    @inline(never)
    func uncorkCurrent() {
        guard let corked = state.pointee.corked else { return }
        Unmanaged<TCPConnection>.fromOpaque(corked)._withUnsafeGuaranteedRef { $0.uncork() }
    }
}

// C callbacks; see the remark in EventLoop.swift.

func allocateCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?, _: Int, _ buffer: UnsafeMutablePointer<uv_buf_t>?) {
    guard let data = handle?.pointee.data else { return }
    Unmanaged<TCPConnection>.fromOpaque(data)._withUnsafeGuaranteedRef { connection in
        let start = connection.loop.state.pointee.received + LoopState.gapBytes
        buffer?.pointee = uv_buf_t(base: UnsafeMutableRawPointer(start).assumingMemoryBound(to: CChar.self), len: LoopState.receiveBytes)
    }
}

func readCallback(_ stream: UnsafeMutablePointer<uv_stream_t>?, _ count: Int, _: UnsafePointer<uv_buf_t>?) {
    guard let data = stream?.pointee.data else { return }
    Unmanaged<TCPConnection>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.read(count) }
}

func writeCallback(_ request: UnsafeMutablePointer<uv_write_t>?, _ status: Int32) {
    guard let request, let data = request.pointee.data else { return }
    let connection = Unmanaged<TCPConnection>.fromOpaque(data).takeRetainedValue()
    request.deallocate()
    connection.wroteInBackground(status)
}

func closeCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    guard let data = handle?.pointee.data else { return }
    Unmanaged<TCPConnection>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.closed() }
}

private func deallocateCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    handle.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: uv_tcp_t.self).deallocate() }
}
