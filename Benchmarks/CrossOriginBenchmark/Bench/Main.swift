internal import CrossOrigin

/// Prints what each kind of decision costs, header bytes written; `make bench-gate` runs it.
@main
enum Main {
    static func main() throws {
        func policy(_ origins: [String]) throws -> CrossOriginPolicy {
            try CrossOriginPolicy {
                $0.origins = origins
                $0.credentials = true
                $0.methods = ["GET", "HEAD", "POST", "PUT", "DELETE"]
                $0.requestHeaders = ["content-type", "authorization", "x-request-id"]
                $0.exposedHeaders = ["x-request-id"]
            }
        }
        func exact(_ count: Int) -> [String] { (0..<count).map { "https://tenant-\($0).example.com" } }
        let ten = try policy(exact(10))
        let many = try policy(exact(10_000))
        let wild = try policy(["https://*.example.com"])
        let wilds = try policy((0..<10_000).map { "https://*.tenant-\($0).example.com" })
        let expression = try policy(["/https:\\/\\/tenant-[0-9]+\\.example\\.com/"])
        let asked = "authorization,content-type"
        let measurements = [
            Measurement("actual, 10 exact", ten, "GET", "https://tenant-7.example.com"),
            Measurement("actual, 10,000 exact", many, "GET", "https://tenant-7777.example.com"),
            Measurement("actual, wildcard", wild, "GET", "https://tenant-7.example.com"),
            Measurement("actual, 10,000 wildcards", wilds, "GET", "https://a.tenant-7777.example.com"),
            Measurement("actual, expression", expression, "GET", "https://tenant-7.example.com"),
            Measurement("actual, denied by 10", ten, "GET", "https://evil-tenant.example.com"),
            Measurement("actual, denied by 10,000", many, "GET", "https://evil-tenant.example.com"),
            Measurement("actual, denied by 10,000 wildcards", wilds, "GET", "https://evil-tenant.example.net"),
            Measurement("actual, malformed", ten, "GET", "https://user@tenant-7.example.com"),
            Measurement("preflight, 10 exact, no fields", ten, "OPTIONS", "https://tenant-7.example.com", asks: "PUT"),
            Measurement("preflight, 10 exact, two fields", ten, "OPTIONS", "https://tenant-7.example.com", asks: "PUT", headers: asked),
            Measurement(
                "preflight, 10,000 exact, two fields", many, "OPTIONS", "https://tenant-7777.example.com", asks: "PUT", headers: asked),
            Measurement("preflight, denied origin", ten, "OPTIONS", "https://evil-tenant.example.com", asks: "PUT", headers: asked),
            Measurement("preflight, denied field", ten, "OPTIONS", "https://tenant-7.example.com", asks: "PUT", headers: "x-other"),
            Measurement(
                "preflight, 1 MiB of commas", ten, "OPTIONS", "https://tenant-7.example.com", asks: "PUT",
                headers: String(repeating: ",", count: 1 << 20)),
            Measurement(
                "preflight, 8 KiB of commas", ten, "OPTIONS", "https://tenant-7.example.com", asks: "PUT",
                headers: String(repeating: ",", count: 8192)),
            Measurement(
                "preflight, 250 fields of 31 bytes", ten, "OPTIONS", "https://tenant-7.example.com", asks: "PUT",
                headers: Array(repeating: "content-type                    ", count: 240).joined(separator: ","), repetitions: 500),
            Measurement("denied, 127 labels", wilds, "GET", "https://" + String(repeating: "a.", count: 125) + "a", repetitions: 2000),
        ]
        print("| decision | ns | allocations | header bytes |\n|---|---|---|---|")
        for measurement in measurements {
            let (nanoseconds, allocations, bytes) = measurement.run()
            print("| \(measurement.name) | \((nanoseconds * 10).rounded() / 10) | \((allocations * 100).rounded() / 100) | \(bytes) |")
        }
    }
}
