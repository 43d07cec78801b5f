/// Fetch § destination: what the response is for.
enum Destination {
    case empty, image, script, style, font, frame, form, webSocket

    /// Mixed Content § upgradeable: images and media of named hosts.
    var isUpgradeable: Bool { self == .image }

    /// Whether it is a navigation, which fails differently.
    var isNavigation: Bool { self == .frame || self == .form }
}
