/// Why a request's `Origin` is not one that a browser could have sent.
package enum OriginFlaw: String, Sendable, CaseIterable {
    case empty = "it is empty"
    case tooLong = "it is longer than 512 bytes"
    case scheme = "it does not begin with a lower-case scheme and `://`"
    case upperCase = "it has upper-case letters, which browsers never send"
    case nonASCII = "it has bytes outside ASCII, where browsers send punycode"
    case userinfo = "it has userinfo (`@`)"
    case path = "it has a path, query or fragment"
    case list = "it is a list of several origins"
    case hostEmpty = "its host is empty"
    case hostByte = "its host has a byte that no host has"
    case label = "its host has an empty label or one longer than 63 bytes"
    case hostTooLong = "its host is longer than 253 bytes"
    case ipv4 = "its IPv4 address is not in canonical form"
    case ipv6 = "its IPv6 address is not in canonical form"
    case port = "its port is not a number from 1 to 65535 without leading zeros"
    case defaultPort = "it spells out the default port of its scheme"
}
