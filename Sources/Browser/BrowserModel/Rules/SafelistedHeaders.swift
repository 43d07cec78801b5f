/// Which request headers need no preflight (Fetch § CORS-safelisted request-header).
struct SafelistedHeaders {
    let browser: BrowserProfile

    /// The names that need a preflight: lower case, sorted, once each in most browsers (Fetch § CORS-unsafe request-header names).
    func unsafeNames(_ headers: HeaderList) -> [String] {
        var unsafe: [String] = []
        var safe: Set<String> = []
        var safeLength = 0
        for line in headers.lines {
            let name = Text.lowercased(line.name)
            let value = browser.joinsBeforeMeasuring ? headers.combined(name) ?? "" : Text.trimmed(line.value)
            if isSafe(name, value) {
                if safe.insert(name).inserted || !browser.joinsBeforeMeasuring { safeLength += length(value) }
            } else {
                unsafe.append(name)
            }
        }
        // All together may not exceed 1024 bytes.
        if safeLength > 1_024 { unsafe += safe }
        return browser.repeatsUnsafeNames ? unsafe.sorted() : Set(unsafe).sorted()
    }

    /// Whether a header of this name and value needs no preflight.
    func isSafe(_ name: String, _ value: String) -> Bool {
        if browser.safelistsClientHints, ClientHints.names.contains(name) { return ClientHints.isSound(name, value) }
        guard length(value) <= 128 else { return false }
        switch name {
        case "accept": return !hasUnsafeByte(value)
        case "accept-language", "content-language": return isLanguage(value)
        case "content-type": return !hasUnsafeByte(value) && isFormType(value)
        case "range": return RangeValue.isSimple(value, beyond64Bits: browser.longRangeIsSafe)
        default: return false
        }
    }

    /// Fetch § no-CORS-safelisted request-header name and value: what survives `mode: "no-cors"`.
    func survivesWithoutCORS(_ name: String, _ value: String) -> Bool {
        ["accept", "accept-language", "content-language", "content-type"].contains(name) && isSafe(name, value)
    }

    /// Fetch § CORS-unsafe request-header byte.
    private func hasUnsafeByte(_ value: String) -> Bool {
        value.unicodeScalars.contains { scalar in
            if scalar.value < 0x20 { return scalar != "\t" }
            if scalar.value >= 0x80 { return !browser.highBytesAreSafe }
            return scalar.value == 0x7F || "\"():<>?@[\\]{}".unicodeScalars.contains(scalar)
        }
    }

    private func isLanguage(_ value: String) -> Bool {
        value.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, UInt8(ascii: "*"), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: ";"), UInt8(ascii: "="):
                true
            default: false
            }
        }
    }

    private func isFormType(_ value: String) -> Bool {
        if !browser.emptyParameterIsSafe, value.contains(";;") { return false }
        guard let essence = MIMEType.essence(value) else { return false }
        return ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"].contains(essence)
    }

    /// Bytes on the wire: header values are Latin-1.
    private func length(_ value: String) -> Int { value.unicodeScalars.count }
}
