import Testing
import WayleaveBytes
import WayleaveWebSocketWire

@Suite struct PerMessageDeflateTests {
    private static let frugal = PerMessageDeflate.Policy(keepsServerContext: false, keepsClientContext: false)
    private static let lavish = PerMessageDeflate.Policy(keepsServerContext: true, keepsClientContext: true)

    /// The parameters of the answer, or `nil` if all offers are declined.
    private func answer(_ offers: String, _ policy: PerMessageDeflate.Policy = lavish) -> String? {
        let agreed = Array(offers.utf8).withUnsafeBytes { PerMessageDeflate.negotiate($0, policy) }
        return agreed.map { agreed in
            var writer = ByteWriter()
            agreed.appendField(into: &writer)
            return String(String(decoding: writer.copyBytes(), as: UTF8.self).dropFirst(26).dropLast())  // CRLF is one character
        }
    }

    @Test(
        "an offer is answered with what it asks for",
        arguments: [
            ("permessage-deflate", "permessage-deflate"),
            ("permessage-deflate; client_max_window_bits", "permessage-deflate"),
            ("permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover"),
            ("permessage-deflate; client_no_context_takeover", "permessage-deflate; client_no_context_takeover"),
            ("permessage-deflate; server_max_window_bits=10", "permessage-deflate; server_max_window_bits=10"),
            ("permessage-deflate; server_max_window_bits=15", "permessage-deflate; server_max_window_bits=15"),
            ("permessage-deflate; server_max_window_bits=\"9\"", "permessage-deflate; server_max_window_bits=9"),
            ("permessage-deflate; client_max_window_bits=8", "permessage-deflate; client_max_window_bits=8"),
            (
                "permessage-deflate;client_max_window_bits=12 ; server_max_window_bits=9;server_no_context_takeover",
                "permessage-deflate; server_no_context_takeover; server_max_window_bits=9; client_max_window_bits=12"
            ),
            ("x-unknown, permessage-deflate", "permessage-deflate"),
        ])
    func agreed(offer: String, expected: String) { #expect(answer(offer) == expected) }

    @Test(
        "a bad offer is declined",
        arguments: [
            "x-webkit-deflate-frame", "permessage-deflate; unknown", "permessage-deflate; unknown=1",
            "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
            "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
            "permessage-deflate; server_no_context_takeover=1", "permessage-deflate; client_no_context_takeover=true",
            "permessage-deflate; server_max_window_bits", "permessage-deflate; server_max_window_bits=7",
            "permessage-deflate; server_max_window_bits=16", "permessage-deflate; server_max_window_bits=010",
            "permessage-deflate; server_max_window_bits=+9", "permessage-deflate; server_max_window_bits=1",
            "permessage-deflate; server_max_window_bits=9; server_max_window_bits=9", "permessage-deflate; client_max_window_bits=7",
            "permessage-deflate; client_max_window_bits=16", "permessage-deflate; client_max_window_bits=08",
            "permessage-deflate; client_max_window_bits; client_max_window_bits", "permessage-deflate; client_max_window_bits=abc",
            "permessage-deflate; client_max_window_bits=100",
            // zlib has no raw window of 256 bytes.
            "permessage-deflate; server_max_window_bits=8",
        ])
    func declined(offer: String) {
        #expect(answer(offer) == nil)
        // …and the next one is looked at (RFC 7692 § 5).
        #expect(answer("\(offer), permessage-deflate; server_no_context_takeover") == "permessage-deflate; server_no_context_takeover")
    }

    @Test("the first acceptable offer wins")
    func preference() {
        #expect(
            answer("permessage-deflate; server_max_window_bits=9, permessage-deflate; client_max_window_bits")
                == "permessage-deflate; server_max_window_bits=9")
    }

    @Test("a frugal server keeps no contexts and says so")
    func frugal() {
        #expect(
            answer("permessage-deflate; client_max_window_bits", Self.frugal)
                == "permessage-deflate; server_no_context_takeover; client_no_context_takeover")
    }

    @Test("small windows are named; a client that cannot be told keeps no context")
    func smallWindows() {
        let policy = PerMessageDeflate.Policy(
            keepsServerContext: true, keepsClientContext: true, serverWindowBits: 10, clientWindowBits: 11)
        #expect(
            answer("permessage-deflate; client_max_window_bits", policy)
                == "permessage-deflate; server_max_window_bits=10; client_max_window_bits=11")
        #expect(
            answer("permessage-deflate; client_max_window_bits=9; server_max_window_bits=12", policy)
                == "permessage-deflate; server_max_window_bits=10; client_max_window_bits=9")
        #expect(answer("permessage-deflate", policy) == "permessage-deflate; client_no_context_takeover; server_max_window_bits=10")
    }

    @Test("thousands of bad offers are declined in one pass")
    func manyOffers() {
        #expect(answer(String(repeating: "permessage-deflate; bad=1, ", count: 5_000) + "x") == nil)
    }
}
