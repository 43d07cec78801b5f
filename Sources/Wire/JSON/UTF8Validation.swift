/// Tells valid UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF).
enum UTF8Validation {
    static func isValid(_ base: UnsafePointer<UInt8>, count: Int) -> Bool {
        var i = 0
        while i < count {
            let byte = base[i]
            if byte < 0x80 {
                i &+= 1
                continue
            }
            let length: Int
            var lowest: UInt8 = 0x80
            var highest: UInt8 = 0xBF
            switch byte {
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF:
                length = 3
                if byte == 0xE0 { lowest = 0xA0 }
                if byte == 0xED { highest = 0x9F }
            case 0xF0...0xF4:
                length = 4
                if byte == 0xF0 { lowest = 0x90 }
                if byte == 0xF4 { highest = 0x8F }
            default: return false
            }
            guard count &- i >= length, base[i &+ 1] >= lowest, base[i &+ 1] <= highest else { return false }
            for offset in 2..<max(length, 2) where base[i &+ offset] & 0xC0 != 0x80 { return false }
            i &+= length
        }
        return true
    }
}
