/// Fetch § redirect mode.
enum RedirectMode: String {
    case follow, error, manual
}
