internal import CLibUV
package import WayleaveBytes

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Files, read without making the loop wait for a disk.
extension EventLoop {
    /// Reads `count` bytes of a file from `offset` on; `nil` when it is shorter or cannot be read. On the loop only.
    ///
    /// What the system has in memory is read here, which is cheaper than to trouble another thread; only what must come from the disk is
    /// read by libuv's pool. Where the system cannot tell the two apart (macOS, some file systems), everything is.
    package func read(_ descriptor: Int32, from offset: Int, count: Int) async -> SharedBytes? {
        var got = 0
        let piece = SharedBytes(count: count) { got = Self.readCached(descriptor, offset, $0) }
        if got == count { return piece }
        return await onPool { () -> SharedBytes? in
            var isWhole = false
            let piece = SharedBytes(count: count) { isWhole = Self.readAll(descriptor, offset, $0) }
            return isWhole ? piece : nil
        }
    }

    /// Runs `body`, which may block, on a thread of libuv's pool; returns its result on the loop. On the loop only.
    package func onPool<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            let work = PoolWork { continuation.resume(returning: body()) }
            let request = UnsafeMutablePointer<uv_work_t>.allocate(capacity: 1)
            request.pointee.data = Unmanaged.passRetained(work).toOpaque()
            guard uv_queue_work(uv, request, poolCallback, afterPoolCallback) == 0 else {
                // Without a pool the loop has to wait.
                afterPoolCallback(request, 0)
                return continuation.resume(returning: body())
            }
        }
    }

    /// How many of the bytes the system had in memory; 0 if it cannot tell.
    private static func readCached(_ descriptor: Int32, _ offset: Int, _ target: UnsafeMutableRawBufferPointer) -> Int {
        max(0, wayleave_pread_cached(descriptor, target.baseAddress, target.count, off_t(offset)))
    }

    private static func readAll(_ descriptor: Int32, _ offset: Int, _ target: UnsafeMutableRawBufferPointer) -> Bool {
        var got = 0
        while got < target.count {
            let more = pread(descriptor, target.baseAddress.map { $0 + got }, target.count - got, off_t(offset + got))
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { return false }
            got += more
        }
        return true
    }
}

/// Work on its way to the pool and back.
private final class PoolWork {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

// C callbacks; see the remark in EventLoop.swift.

private func poolCallback(_ request: UnsafeMutablePointer<uv_work_t>?) {
    guard let data = request?.pointee.data else { return }
    Unmanaged<PoolWork>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.run() }
}

private func afterPoolCallback(_ request: UnsafeMutablePointer<uv_work_t>?, _: Int32) {
    guard let request, let data = request.pointee.data else { return }
    Unmanaged<PoolWork>.fromOpaque(data).release()
    request.deallocate()
}
