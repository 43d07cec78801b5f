internal import COpenSSL
internal import Synchronization
internal import WayleaveBytes

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The keys that session tickets are sealed with (RFC 5077 § 4), shared by all loops and kept when certificates are reloaded.
///
/// A key seals tickets for one lifetime and opens them for two; after that it is gone, and with it the way into recorded sessions.
final class TicketKeys: Sendable {
    struct Key {
        let name: [UInt8]
        let cipher: [UInt8]
        let mac: [UInt8]
        let made: Int
    }

    static let nameBytes = 16
    static let ivBytes = 16
    private static let keyBytes = 32

    let lifetimeSeconds: Int
    private let keys = Mutex<[Key]>([])

    init(lifetimeSeconds: Int) { self.lifetimeSeconds = lifetimeSeconds }

    /// The key to seal with, made anew when its time is over; `nil` if the system gives no randomness.
    func sealing(now: Int = TicketKeys.seconds()) -> Key? {
        keys.withLock { keys in
            if let newest = keys.first, now - newest.made < lifetimeSeconds { return newest }
            guard let name = Self.random(Self.nameBytes), let cipher = Self.random(Self.keyBytes), let mac = Self.random(Self.keyBytes)
            else { return nil }
            let key = Key(name: name, cipher: cipher, mac: mac, made: now)
            keys = [key] + keys.prefix(1).filter { now - $0.made < 2 * lifetimeSeconds }
            return key
        }
    }

    /// The key of that name, and whether tickets of it are to be replaced; `nil` for one that is unknown or too old.
    func opening(_ name: UnsafeRawBufferPointer, now: Int = TicketKeys.seconds()) -> (key: Key, isOld: Bool)? {
        keys.withLock { keys in
            guard let key = keys.first(where: { $0.name.elementsEqual(name) }), now - key.made < 2 * lifetimeSeconds else { return nil }
            return (key, now - key.made >= lifetimeSeconds)
        }
    }

    private static func random(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return RAND_bytes(&bytes, Int32(count)) == 1 ? bytes : nil
    }

    /// Monotonic seconds.
    static func seconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec
    }

    /// What OpenSSL's ticket callback does: 1 sealed or opened, 2 opened and to be replaced, 0 not ours, -1 failed.
    func handle(
        name: UnsafeMutablePointer<UInt8>, iv: UnsafeMutablePointer<UInt8>, cipher: OpaquePointer, mac: OpaquePointer, seals: Bool
    ) -> Int32 {
        if seals {
            guard let key = sealing(), RAND_bytes(iv, Int32(Self.ivBytes)) == 1 else { return -1 }
            name.update(from: key.name, count: Self.nameBytes)
            guard EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), nil, key.cipher, iv) == 1 else { return -1 }
            var macKey = key.mac
            return wayleave_set_ticket_mac(mac, &macKey, macKey.count) == 1 ? 1 : -1
        }
        guard let (key, isOld) = opening(UnsafeRawBufferPointer(start: name, count: Self.nameBytes)) else { return 0 }
        var macKey = key.mac
        guard wayleave_set_ticket_mac(mac, &macKey, macKey.count) == 1,
            EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), nil, key.cipher, iv) == 1
        else { return -1 }
        return isOld ? 2 : 1
    }
}
