import Testing
import WayleaveWebSocketWire

@Suite struct UTF8ValidatorTests {
    private func isValid(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { UTF8Validator.isValid($0) } }

    @Test("it agrees with the standard library about every two- and three-byte sequence that can matter")
    func agreement() {
        let interesting: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1,
            0xF3, 0xF4, 0xF5, 0xFF,
        ]
        for a in interesting {
            for b in interesting {
                for c in interesting {
                    for bytes in [[a, b], [a, b, c], [a, b, c, 0x80], [0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, a, b, c, 0xBF]] {
                        #expect(isValid(bytes) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
                    }
                }
            }
        }
    }

    @Test("cut anywhere, valid text stays valid and is complete only between characters")
    func pieces() {
        let text = Array("The price: 10 €, naïve 😀 and forty more ASCII letters behind it to run wide.".utf8)
        for cut in 0...text.count {
            var validator = UTF8Validator()
            let first = text[..<cut].withUnsafeBytes { validator.append($0) }
            #expect(first)
            #expect(validator.isComplete == (String(validating: text[..<cut], as: UTF8.self) != nil))
            let second = text[cut...].withUnsafeBytes { validator.append($0) }
            #expect(second && validator.isComplete)
        }
    }
}
