/// Decodes a chunked body (RFC 9112 § 7.1) strictly, from pieces of any size; trailer fields are checked and dropped.
///
/// Every line must end with CRLF, compared octet by octet; sizes are hexadecimal digits only; extensions follow their grammar.
package struct ChunkedBodyDecoder: Sendable {
    /// What a piece of the body led to. The whole piece is consumed unless the body is done.
    package enum Result: Sendable {
        case needMore
        /// The body ended after this many bytes of the piece; the next request follows.
        case done(consumed: Int)
        /// Answer this and close.
        case refused(HTTPRefusal)
    }

    /// The most bytes of chunk extensions in the whole body; more is answered 400.
    package static var maxExtensionBytes: Int { 4_096 }
    /// The most bytes of trailer fields; more is answered 431.
    package static var maxTrailerBytes: Int { 8_192 }

    private enum State {
        case sizeStart, size, sizeBlank, sizeLF
        case extensionNameStart, extensionName, extensionNameBlank
        case extensionValueStart, extensionValue, extensionQuoted, extensionEscape, extensionQuotedEnd
        case data, dataCR, dataLF
        case trailerStart, trailerName, trailerValue, trailerLF, endLF
        case done
    }

    /// The largest body in bytes; a larger one is refused with 413 as soon as a chunk announces it.
    package let maxBodyBytes: Int
    /// The bytes of the body so far.
    package private(set) var bodyBytes = 0
    private var state = State.sizeStart
    private var size = 0
    private var sizeDigits = 0
    private var extensionBytes = 0
    private var trailerBytes = 0

    package init(maxBodyBytes: Int) { self.maxBodyBytes = max(maxBodyBytes, 0) }

    /// Decodes the next piece and appends the body bytes in it to `body`.
    package mutating func decode(_ input: UnsafeRawBufferPointer, into body: inout [UInt8]) -> Result {
        decode(input) { body.append(contentsOf: $0) }
    }

    /// Decodes the next piece and calls `sink` with each run of body bytes in it.
    package mutating func decode(_ input: UnsafeRawBufferPointer, sink: (UnsafeRawBufferPointer) -> Void) -> Result {
        var i = 0
        while i < input.count {
            if state == .data {
                let n = min(size, input.count - i)
                sink(UnsafeRawBufferPointer(rebasing: input[i..<(i + n)]))
                i += n
                size -= n
                bodyBytes += n
                if size == 0 { state = .dataCR }
                continue
            }
            if let refusal = step(input[i]) { return .refused(refusal) }
            i += 1
            if state == .done { return .done(consumed: i) }
        }
        return state == .done ? .done(consumed: 0) : .needMore
    }

    private mutating func step(_ byte: UInt8) -> HTTPRefusal? {
        switch state {
        case .sizeStart, .size, .sizeBlank, .sizeLF: return stepSize(byte)
        case .extensionNameStart, .extensionName, .extensionNameBlank, .extensionValueStart, .extensionValue, .extensionQuoted,
            .extensionEscape, .extensionQuotedEnd:
            extensionBytes += 1
            guard extensionBytes <= Self.maxExtensionBytes else {
                return HTTPRefusal(.badRequest, "The chunk extensions of the body are longer than 4,096 bytes together.")
            }
            return stepExtension(byte)
        case .dataCR, .dataLF:
            guard byte == (state == .dataCR ? 0x0D : 0x0A) else {
                return HTTPRefusal(.badRequest, "The data of a chunk is not followed by CRLF; its size does not fit.")
            }
            state = state == .dataCR ? .dataLF : .sizeStart
            return nil
        case .trailerStart, .trailerName, .trailerValue, .trailerLF, .endLF: return stepTrailer(byte)
        case .data, .done: return nil
        }
    }

    private mutating func stepSize(_ byte: UInt8) -> HTTPRefusal? {
        switch state {
        case .sizeStart, .size:
            if let digit = HexDigit.value(byte) {
                if state == .sizeStart { (state, size, sizeDigits) = (.size, 0, 0) }
                sizeDigits += 1
                guard sizeDigits <= 16 else { return HTTPRefusal(.badRequest, "The size of a chunk has more than 16 digits.") }
                // Compared before the next digit can overflow: the limit is far below 2^59.
                size = size << 4 | Int(digit)
                guard size <= min(maxBodyBytes - bodyBytes, 1 << 58) else {
                    return HTTPRefusal(.contentTooLarge, "The body is larger than the limit.")
                }
                return nil
            }
            guard state == .size else { return HTTPRefusal(.badRequest, "The size of a chunk is not a hexadecimal number.") }
            return endOfSize(byte)
        case .sizeBlank: return byte == 0x0D ? sizeRefusal : endOfSize(byte)
        default:
            guard byte == 0x0A else { return HTTPRefusal(.badRequest, "A CR stands without LF in the line of a chunk's size.") }
            state = size == 0 ? .trailerStart : .data
            return nil
        }
    }

    private var sizeRefusal: HTTPRefusal {
        HTTPRefusal(.badRequest, "The size of a chunk is followed by something else than an extension or CRLF.")
    }

    private mutating func endOfSize(_ byte: UInt8) -> HTTPRefusal? {
        switch byte {
        case 0x0D: state = .sizeLF
        case UInt8(ascii: ";"): state = .extensionNameStart
        case 0x20, 0x09:
            extensionBytes += 1
            guard extensionBytes <= Self.maxExtensionBytes else { return sizeRefusal }
            state = .sizeBlank
        default: return sizeRefusal
        }
        return nil
    }

    /// chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ), § 7.1.1
    private mutating func stepExtension(_ byte: UInt8) -> HTTPRefusal? {
        let isToken = ByteClass.token.contains(byte)
        let isBlank = byte == 0x20 || byte == 0x09
        switch (state, byte) {
        case (.extensionNameStart, _) where isBlank, (.extensionValueStart, _) where isBlank: return nil
        case (.extensionNameStart, _) where isToken, (.extensionName, _) where isToken: state = .extensionName
        case (.extensionName, _) where isBlank, (.extensionNameBlank, _) where isBlank: state = .extensionNameBlank
        case (.extensionName, UInt8(ascii: "=")), (.extensionNameBlank, UInt8(ascii: "=")): state = .extensionValueStart
        case (.extensionValueStart, UInt8(ascii: "\"")): state = .extensionQuoted
        case (.extensionValueStart, _) where isToken, (.extensionValue, _) where isToken: state = .extensionValue
        case (.extensionQuoted, UInt8(ascii: "\"")): state = .extensionQuotedEnd
        case (.extensionQuoted, UInt8(ascii: "\\")): state = .extensionEscape
        case (.extensionQuoted, _), (.extensionEscape, _):
            guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { return extensionRefusal }
            state = .extensionQuoted
        case (.extensionName, _), (.extensionValue, _), (.extensionQuotedEnd, _): return endOfSize(byte)
        case (.extensionNameBlank, UInt8(ascii: ";")): state = .extensionNameStart
        default: return extensionRefusal
        }
        return nil
    }

    private var extensionRefusal: HTTPRefusal { HTTPRefusal(.badRequest, "A chunk extension is malformed.") }

    private mutating func stepTrailer(_ byte: UInt8) -> HTTPRefusal? {
        trailerBytes += 1
        guard trailerBytes <= Self.maxTrailerBytes else {
            return HTTPRefusal(.requestHeaderFieldsTooLarge, "The trailer fields are longer than 8,192 bytes.")
        }
        switch state {
        case .trailerStart where byte == 0x0D: state = .endLF
        case .trailerStart where ByteClass.token.contains(byte): state = .trailerName
        case .trailerName where byte == UInt8(ascii: ":"): state = .trailerValue
        case .trailerName where ByteClass.token.contains(byte): break
        case .trailerValue where byte == 0x0D: state = .trailerLF
        case .trailerValue where byte >= 0x20 && byte != 0x7F || byte == 0x09: break
        case .trailerLF where byte == 0x0A: state = .trailerStart
        case .endLF where byte == 0x0A: state = .done
        default: return HTTPRefusal(.badRequest, "A trailer field of the chunked body is malformed.")
        }
        return nil
    }
}
