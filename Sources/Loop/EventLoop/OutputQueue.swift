internal import WayleaveBytes

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Output that waits for the kernel: shared frames by reference, followed by a tail of owned bytes.
///
/// An idle connection's queue is empty and holds no memory.
struct OutputQueue: ~Copyable {
    private(set) var chunks: [SharedBytes] = []
    private var tail: [UInt8] = []
    /// How much of the first chunk (or of the tail, when there is no chunk) has been written.
    private(set) var offset = 0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    /// Whether shared frames wait, not only owned bytes.
    var hasChunks: Bool { !chunks.isEmpty }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else { return }
        tail.append(contentsOf: bytes)
        count &+= bytes.count
    }

    mutating func append(_ shared: SharedBytes) {
        guard shared.count > 0 else { return }
        sealTail()
        chunks.append(shared)
        count &+= shared.count
    }

    /// Turns the tail into a shared chunk, so that everything is in `chunks` and keeps its address.
    mutating func sealTail() {
        guard !tail.isEmpty else { return }
        chunks.append(SharedBytes(tail))
        tail = []
    }

    /// Drops `written` bytes from the front.
    mutating func consume(_ written: Int) {
        count &-= written
        guard count > 0 else {
            chunks = []
            tail = []
            offset = 0
            return
        }
        var rest = written + offset
        var done = 0
        while done < chunks.count, rest >= chunks[done].count {
            rest -= chunks[done].count
            done += 1
        }
        if done > 0 { chunks.removeFirst(done) }
        offset = rest
    }

    /// Fills `vectors` with the unwritten pieces, in order; returns how many it filled.
    ///
    /// The pieces are valid until the queue is next changed.
    func fill(_ vectors: UnsafeMutableBufferPointer<iovec>) -> Int {
        var filled = 0
        var skip = offset
        for chunk in chunks where filled < vectors.count {
            chunk.withUnsafeBytes { vectors[filled] = iovec(skipping: skip, of: $0) }
            skip = 0
            filled += 1
        }
        if filled < vectors.count, !tail.isEmpty {
            tail.withUnsafeBytes { vectors[filled] = iovec(skipping: skip, of: $0) }
            filled += 1
        }
        return filled
    }

    /// Calls `body` with the unwritten bytes if they lie in one piece; `nil` if there are several.
    @inline(__always)
    func withOnlyPiece(_ body: (UnsafeRawPointer, Int) -> Int) -> Int? {
        func piece(_ bytes: UnsafeRawBufferPointer) -> Int? {
            bytes.baseAddress.map { body($0 + offset, bytes.count - offset) }
        }
        switch (chunks.count, tail.isEmpty) {
        case (1, true): return chunks[0].withUnsafeBytes { piece($0) }
        case (0, false): return tail.withUnsafeBytes { piece($0) }
        default: return nil
        }
    }

    /// Takes everything out, as chunks and the offset into the first.
    mutating func takeAll() -> (chunks: [SharedBytes], offset: Int) {
        sealTail()
        let taken = (chunks, offset)
        chunks = []
        offset = 0
        count = 0
        return taken
    }
}

extension iovec {
    fileprivate init(skipping offset: Int, of bytes: UnsafeRawBufferPointer) {
        self.init(
            iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress.map { $0 + offset }), iov_len: bytes.count - offset)
    }
}
