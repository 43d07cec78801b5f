/// Cookies by which load balancers find the same backend again.
enum BalancerCookie {
    private static let prefixes = [
        "awsalb", "awselb", "serverid", "route", "ingresscookie", "arraffinity", "io", "sticky", "_cfuvid", "lb", "backend", "srv",
    ]

    static func matches(_ name: String) -> Bool {
        let name = name.lowercased()
        return prefixes.contains { name == $0 || $0.count > 3 && name.hasPrefix($0) }
    }
}
