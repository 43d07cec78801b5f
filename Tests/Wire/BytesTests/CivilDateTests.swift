import Testing
import WayleaveBytes

@Suite("Civil dates")
struct CivilDateTests {
    @Test(
        "are those of the calendar, also before 1970 and before the common era",
        arguments: [
            (0, 1970, 1, 1), (-1, 1969, 12, 31), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1), (20_778, 2026, 11, 21), (-719_528, 0, 1, 1),
        ])
    func known(days: Int, year: Int, month: Int, day: Int) {
        let date = CivilDate(daysSince1970: days)
        #expect(date == CivilDate(year: year, month: month, day: day))
        #expect(date.daysSince1970 == days)
    }

    @Test("and counts of days are each other's inverse, day after day through several eras")
    func inverse() {
        for days in stride(from: -800_000, to: 3_000_000, by: 97) {
            let date = CivilDate(daysSince1970: days)
            #expect(date.daysSince1970 == days)
            #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
        }
    }

    @Test("that no year has are none", arguments: [(2026, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0)])
    func impossible(year: Int, month: Int, day: Int) { #expect(CivilDate(year: year, month: month, day: day) == nil) }

    @Test("begin at midnight UTC")
    func seconds() {
        #expect(CivilDate.at(-1).secondOfDay == 86_399)
        #expect(CivilDate.at(-1).date == CivilDate(daysSince1970: -1))
        #expect(CivilDate.at(86_400).secondOfDay == 0)
    }
}
