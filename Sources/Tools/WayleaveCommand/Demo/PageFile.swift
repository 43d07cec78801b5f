import Wayleave

/// A file of the demo's page, carried inside the executable.
struct PageFile: Sendable {
    let path: String
    let response: Response

    private init(_ path: String, _ contentType: String, _ bytes: [UInt8]) {
        self.path = path
        // The page runs its own scripts and the official client's, and talks to whatever API it is told to.
        let policy = "default-src 'self'; script-src 'self' https://cdn.socket.io; connect-src *; base-uri 'none'; frame-ancestors 'none'"
        response = Response(
            headers: [
                ("Content-Type", contentType), ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"),
                ("Content-Security-Policy", policy),
            ], body: bytes)
    }

    static let all: [PageFile] = [
        PageFile("/", "text/html; charset=utf-8", PackageResources.index_html),
        PageFile("/style.css", "text/css; charset=utf-8", PackageResources.style_css),
        PageFile("/app.js", javaScript, PackageResources.app_js),
        PageFile("/attempts.js", javaScript, PackageResources.attempts_js),
        PageFile("/chat.js", javaScript, PackageResources.chat_js),
        PageFile("/doctor.js", javaScript, PackageResources.doctor_js),
        PageFile("/patient.js", javaScript, PackageResources.patient_js),
        PageFile("/dom.js", javaScript, PackageResources.dom_js),
        PageFile("/gate.js", javaScript, PackageResources.gate_js),
        PageFile("/links.js", javaScript, PackageResources.links_js),
        PageFile("/signalr.js", javaScript, PackageResources.signalr_js),
        PageFile("/laboratory.js", javaScript, PackageResources.laboratory_js),
        PageFile("/icon.svg", "image/svg+xml", PackageResources.icon_svg),
    ]

    private static let javaScript = "text/javascript; charset=utf-8"
}
