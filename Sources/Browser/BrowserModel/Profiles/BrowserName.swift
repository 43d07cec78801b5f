/// The browsers the model knows.
public enum BrowserName: String, Sendable, CaseIterable {
    /// The standards to the letter; findings in Chromium's vocabulary.
    case standard
    /// Chromium 156, measured.
    case chromium
    /// Firefox ESR 153, measured.
    case firefox
    /// Safari as WebKit documents it; unmeasured.
    case safari
}
