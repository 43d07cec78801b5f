/// The faults of a configuration that need no look into files.
enum ConfigurationCheck {
    static func faults(_ configuration: TLSConfiguration) -> [TLSConfigurationFault] {
        var faults: [TLSConfigurationFault] = []
        if configuration.certificates.isEmpty {
            faults.append(
                .init("tls-no-certificate", "`certificates` is empty", "give a certificate: `TLSConfiguration(chainFile: …, keyFile: …)`"))
        }
        for name in configuration.applicationProtocols where !(1...255).contains(name.utf8.count) {
            faults.append(
                .init(
                    "tls-protocol-name", "`applicationProtocols` holds `\(name)` of \(name.utf8.count) bytes",
                    "give names of 1 to 255 bytes, as registered for ALPN"))
        }
        if configuration.ticketLifetime < .zero || configuration.ticketLifetime > .seconds(86_400) {
            faults.append(
                .init(
                    "tls-ticket-lifetime-out-of-range", "`ticketLifetime` is \(configuration.ticketLifetime)",
                    "set it from zero to one day"))
        }
        if configuration.handshakeTimeout < .seconds(1) || configuration.handshakeTimeout > .seconds(600) {
            faults.append(
                .init(
                    "timeout-out-of-range", "`handshakeTimeout` is \(configuration.handshakeTimeout)",
                    "set it from one second to ten minutes"))
        }
        return faults
    }
}
