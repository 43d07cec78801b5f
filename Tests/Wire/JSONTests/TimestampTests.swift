import Testing

@testable import WayleaveJSON

@Suite("Points in time")
struct TimestampTests {
    @Test(
        "are the same text after being read",
        arguments: [
            "2002-04-01T10:20:15Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59.25Z", "1969-12-31T23:59:59.999999999Z",
            "0001-01-01T00:00:00Z",
        ])
    func text(text: String) throws {
        let time = try #require(Timestamp(text))
        #expect(time.text == text)
        #expect(try MessagePack.decode(Timestamp.self, from: MessagePack.encode(time)) == time)
        #expect(try JSON.decode(Timestamp.self, from: JSON.encode(time)) == time)
        #expect(try JSON.encode(time) == Array("\"\(text)\"".utf8))
    }

    @Test("may be written in other zones, or none")
    func zones() {
        #expect(Timestamp("2002-04-01T12:20:15+02:00")?.text == "2002-04-01T10:20:15Z")
        #expect(Timestamp("2002-04-01T00:20:15.1234567-05:30")?.text == "2002-04-01T05:50:15.1234567Z")
        #expect(Timestamp("2002-04-01T10:20:15")?.seconds == 1_017_656_415)
    }

    @Test(
        "are no other text",
        arguments: [
            "", "2002-04-01", "2002-13-01T10:20:15Z", "2002-02-29T10:20:15Z", "2002-04-01T24:00:00Z", "2002-04-01T10:20:15.Z",
            "2002-04-01T10:20:15+2:00", "2002-04-01 10:20:15Z", "2002-04-01T10:20:15Zz",
        ])
    func others(text: String) { #expect(Timestamp(text) == nil) }

    @Test("take MessagePack's shortest extension")
    func packed() throws {
        #expect(try MessagePack.encode(Timestamp(seconds: 1_491_868_800)) == [0xD6, 0xFF, 0x58, 0xEC, 0x1C, 0x80])
        #expect(try MessagePack.encode(Timestamp(seconds: 1, nanoseconds: 1)) == [0xD7, 0xFF, 0, 0, 0, 4, 0, 0, 0, 1])
        #expect(try MessagePack.encode(Timestamp(seconds: -1)).count == 15)
    }
}
