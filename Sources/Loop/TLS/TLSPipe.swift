internal import COpenSSL
package import WayleaveBytes

/// What all sessions of one loop share while one of them works: bytes from the peer, bytes for the peer, and room for plaintext.
///
/// Sessions hold no buffers of their own while idle. It lives behind a pointer, so that no exclusivity check stands on the path.
///
/// Soundness: it is confined to its loop, and only one session works at a time; OpenSSL reaches it through the session's `BIO`.
package struct TLSPipe: ~Copyable {
    /// Room in front of the plaintext where the connection puts what its handler has not used yet.
    package let gapBytes: Int
    /// Plaintext of one read goes behind the gap.
    let plaintext: UnsafeMutablePointer<UInt8>
    let plaintextBytes: Int
    /// What the peer sent and the session has not taken yet.
    fileprivate(set) var input: UnsafePointer<UInt8>?
    fileprivate(set) var inputCount = 0
    /// What is to be sent to the peer.
    package var output = ByteWriter(capacity: 20 * 1024)
    /// Where small pieces of plaintext are joined, so that they share a record.
    package var joined = ByteWriter(capacity: 4 * 1024)

    /// The largest record (RFC 8446 § 5.2): a part of one may have come with an earlier read.
    private static let maxRecordBytes = 16 * 1024 + 256

    /// Makes the pipe of a loop whose reads bring at most `readBytes`.
    ///
    /// The plaintext of one read is smaller than the read and the part of a record that came before it, so there is always room for it.
    package static func make(readBytes: Int, gapBytes: Int) -> UnsafeMutablePointer<TLSPipe> {
        let pipe = UnsafeMutablePointer<TLSPipe>.allocate(capacity: 1)
        pipe.initialize(to: TLSPipe(readBytes: readBytes, gapBytes: gapBytes))
        return pipe
    }

    private init(readBytes: Int, gapBytes: Int) {
        self.gapBytes = gapBytes
        plaintextBytes = readBytes + 2 * Self.maxRecordBytes
        plaintext = .allocate(capacity: gapBytes + plaintextBytes)
    }

    deinit { plaintext.deallocate() }

    /// Where a session's plaintext begins; the gap lies in front of it.
    package var plaintextStart: UnsafeMutablePointer<UInt8> { plaintext + gapBytes }

    mutating func present(_ bytes: UnsafeRawBufferPointer) {
        input = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        inputCount = bytes.count
    }

    mutating func withdraw() {
        input = nil
        inputCount = 0
    }

    /// A new `BIO` through which OpenSSL reads and writes `pipe`.
    static func makeBIO(_ pipe: UnsafeMutablePointer<TLSPipe>) -> OpaquePointer? {
        guard let bio = BIO_new(method) else { return nil }
        BIO_set_data(bio, pipe)
        return bio
    }

    /// Sound: OpenSSL changes a method only while it is set up, which happens once.
    private nonisolated(unsafe) static let method: OpaquePointer? = {
        guard let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "wayleave") else { return nil }
        BIO_meth_set_create(method, createCallback)
        BIO_meth_set_ctrl(method, controlCallback)
        BIO_meth_set_write(method, writeCallback)
        BIO_meth_set_read(method, readCallback)
        return method
    }()
}

// C callbacks; formed inside an isolated context they would inherit its isolation.

private func createCallback(_ bio: OpaquePointer?) -> Int32 {
    BIO_set_init(bio, 1)
    return 1
}

private func controlCallback(_: OpaquePointer?, _ command: Int32, _: Int, _: UnsafeMutableRawPointer?) -> Int {
    command == BIO_CTRL_FLUSH ? 1 : 0
}

private func writeCallback(_ bio: OpaquePointer?, _ bytes: UnsafePointer<CChar>?, _ count: Int32) -> Int32 {
    guard let pipe = BIO_get_data(bio)?.assumingMemoryBound(to: TLSPipe.self), let bytes, count > 0 else { return 0 }
    pipe.pointee.output.append(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    return count
}

private func readCallback(_ bio: OpaquePointer?, _ bytes: UnsafeMutablePointer<CChar>?, _ room: Int32) -> Int32 {
    guard let pipe = BIO_get_data(bio)?.assumingMemoryBound(to: TLSPipe.self), let bytes, room > 0 else { return 0 }
    wayleave_bio_clear_retry(bio)
    let count = min(Int(room), pipe.pointee.inputCount)
    guard count > 0, let input = pipe.pointee.input else {
        wayleave_bio_would_block(bio)
        return -1
    }
    UnsafeMutableRawPointer(bytes).copyMemory(from: input, byteCount: count)
    pipe.pointee.input = input + count
    pipe.pointee.inputCount &-= count
    return Int32(count)
}
