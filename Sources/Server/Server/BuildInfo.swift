/// What the metrics tell about the build.
enum BuildInfo {
    /// The version of Wayleave.
    static let version = "0.1.0"
}
