/// Searches that look at eight bytes at a time.
///
/// Soundness: every function reads only `p[i..<n]`; words are loaded while eight bytes are left, the rest goes byte by byte.
enum HeadScan {
    @inline(__always)
    static func word(_ p: UnsafePointer<UInt8>, _ i: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(p + i).loadUnaligned(as: UInt64.self))
    }

    /// The index of the first byte that is a control character other than HTAB, or DEL; `n` if there is none.
    @inline(__always)
    static func fieldValueEnd(_ p: UnsafePointer<UInt8>, _ start: Int, _ n: Int) -> Int {
        var i = start
        while i &+ 8 <= n {
            let word = word(p, i)
            // The lowest marked byte is exact; borrows only mark bytes above it.
            let control = (word &- 0x2020_2020_2020_2020) & ~word
            let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
            let marks = (control | ((delete &- 0x0101_0101_0101_0101) & ~delete)) & 0x8080_8080_8080_8080
            if marks == 0 {
                i &+= 8
                continue
            }
            i &+= marks.trailingZeroBitCount &>> 3
            if p[i] != 0x09 { return i }
            i &+= 1
        }
        while i < n {
            let byte = p[i]
            if (byte < 0x20 && byte != 0x09) || byte == 0x7F { return i }
            i &+= 1
        }
        return n
    }

    /// The index of the first byte that is not visible ASCII; `n` if there is none.
    @inline(__always)
    static func visibleEnd(_ p: UnsafePointer<UInt8>, _ start: Int, _ n: Int) -> Int {
        var i = start
        while i &+ 8 <= n {
            let word = word(p, i)
            let below = (word &- 0x2121_2121_2121_2121) & ~word
            let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
            let marks = (below | word | ((delete &- 0x0101_0101_0101_0101) & ~delete)) & 0x8080_8080_8080_8080
            if marks != 0 { return i &+ marks.trailingZeroBitCount &>> 3 }
            i &+= 8
        }
        while i < n, p[i] &- 0x21 < 0x5E { i &+= 1 }
        return i
    }

    /// The index of the first byte that is no tchar; `n` if there is none.
    @inline(__always)
    static func tokenEnd(_ p: UnsafePointer<UInt8>, _ start: Int, _ n: Int) -> Int {
        var i = start
        while i &+ 8 <= n {
            // Letters and "-" make up nearly every field name. Each lane adds at most 0x9E: no carries, so every mark is exact.
            let word = word(p, i)
            let lower = (word | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
            let letters = (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x0505_0505_0505_0505) & ~word
            let hyphen = word ^ 0x2D2D_2D2D_2D2D_2D2D
            let others = ((hyphen & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | hyphen
            let marks = ~letters & others & 0x8080_8080_8080_8080
            if marks == 0 {
                i &+= 8
                continue
            }
            i &+= marks.trailingZeroBitCount &>> 3
            if !ByteClass.token.contains(p[i]) { return i }
            i &+= 1
        }
        while i < n, ByteClass.token.contains(p[i]) { i &+= 1 }
        return i
    }

    /// Whether the `n` token bytes at `p` are the `n` bytes of `name`, which is lower case, ignoring the case of letters.
    ///
    /// Setting bit 5 makes no two tchars equal of which one is a letter or "-": exact for tokens and such names.
    @inline(__always)
    static func isName(_ p: UnsafePointer<UInt8>, _ n: Int, _ name: StaticString) -> Bool {
        let other = name.utf8Start
        var i = 0
        while i &+ 8 <= n {
            if word(p, i) | 0x2020_2020_2020_2020 != word(other, i) { return false }
            i &+= 8
        }
        while i < n {
            if p[i] | 0x20 != other[i] { return false }
            i &+= 1
        }
        return true
    }
}
