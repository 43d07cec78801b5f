/// Referrer policies, as far as they change the `Origin` header (Referrer Policy § 3).
enum ReferrerPolicy: String {
    case noReferrer = "no-referrer"
    case noReferrerWhenDowngrade = "no-referrer-when-downgrade"
    case sameOrigin = "same-origin"
    case origin
    case strictOrigin = "strict-origin"
    case originWhenCrossOrigin = "origin-when-cross-origin"
    case strictOriginWhenCrossOrigin = "strict-origin-when-cross-origin"
    case unsafeURL = "unsafe-url"

    static let standard = ReferrerPolicy.strictOriginWhenCrossOrigin
}
