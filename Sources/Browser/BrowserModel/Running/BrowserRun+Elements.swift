extension BrowserRun {
    /// HTML § the elements that load: `crossorigin` decides between CORS and opaque.
    mutating func element(_ load: ElementLoad, _ client: Client) -> StepVerdict {
        guard let url = WebURL(load.url, base: client.base) else { return refuse("`\(load.url)` is no URL", url: load.url) }
        switch load.kind {
        case .image: return image(request(url, load, .image, "image", client))
        case .script: return script(request(url, load, .script, "script", client), isModule: false)
        case .moduleScript, .dynamicImport: return script(request(url, load, .script, "script", client, isModule: true), isModule: true)
        case .stylesheet: return stylesheet(request(url, load, .style, "CSS stylesheet", client))
        case .preload(let kind): return preload(url, load, kind, client)
        case .frame: return frame(url, client)
        case .form(let method, let encoding, let noReferrer):
            return form(url, method: method, encoding: encoding, noReferrer: noReferrer, client)
        }
    }

    /// HTML § create a potential-CORS request; module scripts are always CORS.
    private func request(
        _ url: WebURL, _ load: ElementLoad, _ destination: Destination, _ label: String, _ client: Client, isModule: Bool = false
    ) -> NetworkRequest {
        let includes = load.crossOrigin.map { Text.isSameIgnoringCase($0, "use-credentials") } ?? !isModule
        let usesCORS = isModule || load.crossOrigin != nil
        var request = NetworkRequest(
            url, mode: usesCORS ? .cors : .noCORS, credentials: includes ? .include : .sameOrigin, label: label, client: client)
        request.destination = destination
        return request
    }

    /// An image shows whatever its status; its pixels can be read unless it is opaque.
    private mutating func image(_ request: NetworkRequest) -> StepVerdict {
        var request = request
        guard case .response(let response) = load(&request) else { return StepVerdict(readable: .none) }
        guard ImageBytes.isImage(response.body, type: response.headers.combined("Content-Type")) else {
            return fail("the body is no image", request)
        }
        return StepVerdict(readable: response.tainting == .opaque ? .opaque : .full)
    }

    private mutating func script(_ request: NetworkRequest, isModule: Bool) -> StepVerdict {
        var request = request
        guard case .response(let response) = load(&request) else { return StepVerdict(readable: .none) }
        guard isModule ? (200...299).contains(response.status) : isTaken(response.status) else {
            return fail("status \(response.status)", request)
        }
        let type = MIMEType.essence(response.headers.combined("Content-Type") ?? "") ?? ""
        let isNoScript = type.hasPrefix("image/") || type.hasPrefix("audio/") || type.hasPrefix("video/") || type == "text/csv"
        guard isModule ? MIMEType.isJavaScript(type) : !isNoScript else { return fail("the type `\(type)` is none for scripts", request) }
        return StepVerdict(readable: .loaded)
    }

    private mutating func stylesheet(_ request: NetworkRequest) -> StepVerdict {
        var request = request
        guard case .response(let response) = load(&request) else { return StepVerdict(readable: .none) }
        guard isTaken(response.status) else { return fail("status \(response.status)", request) }
        guard MIMEType.essence(response.headers.combined("Content-Type") ?? "") == "text/css" else {
            return fail("the type is not text/css", request)
        }
        return StepVerdict(readable: response.tainting == .opaque ? .opaque : .full)
    }

    /// A preload's success says that something came, no more.
    private mutating func preload(_ url: WebURL, _ load: ElementLoad, _ kind: String, _ client: Client) -> StepVerdict {
        let destinations: [String: Destination] = ["font": .font, "image": .image, "script": .script, "style": .style]
        var request = request(url, load, destinations[kind] ?? .empty, kind, client)
        let isForcedFont = kind == "font" && browser.fontPreloadIsAlwaysCORS
        if isForcedFont { (request.mode, request.credentials) = (.cors, .sameOrigin) }
        switch self.load(&request) {
        case .blocked(.cors) where isForcedFont: return StepVerdict(readable: .opaque)
        case .blocked: return StepVerdict(readable: .none)
        case .response(let response):
            return isTaken(response.status) ? StepVerdict(readable: .opaque) : fail("status \(response.status)", request)
        }
    }

    /// HTML § navigate in a new frame; even error pages fire `load`, blocked mixed content does not.
    private mutating func frame(_ url: WebURL, _ client: Client) -> StepVerdict {
        var request = NetworkRequest(url, mode: .navigate, credentials: .include, label: "document", client: client)
        request.destination = .frame
        return navigate(request)
    }

    /// HTML § form submission, into a frame, of the one field `a=1`.
    private mutating func form(_ url: WebURL, method: String, encoding: String, noReferrer: Bool, _ client: Client) -> StepVerdict {
        var url = url
        let posts = Text.isSameIgnoringCase(method, "POST")
        if !posts { url.query = "a=1" }
        var request = NetworkRequest(url, mode: .navigate, credentials: .include, label: "document", client: client)
        request.destination = .form
        if posts {
            request.method = "POST"
            let types = ["multipart/form-data": "multipart/form-data; boundary=----boundary", "text/plain": "text/plain"]
            request.headers.append("Content-Type", types[Text.lowercased(encoding)] ?? "application/x-www-form-urlencoded")
        }
        if noReferrer { request.referrerPolicy = .noReferrer }
        return navigate(request)
    }

    private mutating func navigate(_ request: NetworkRequest) -> StepVerdict {
        var request = request
        switch load(&request) {
        case .blocked(.mixedContent): return StepVerdict(readable: .none)
        case .blocked(.localNetwork): return StepVerdict(readable: browser.localNetwork == .announced ? .loaded : .none)
        case .response(let response) where response.status == 204 || response.status == 205: return StepVerdict(readable: .none)
        default: return StepVerdict(readable: .loaded)
        }
    }

    /// Whether an element loads with this status.
    private func isTaken(_ status: Int) -> Bool { (200..<(browser.elementsTakeStatusesBelow400 ? 400 : 300)).contains(status) }

    private mutating func fail(_ why: String, _ request: NetworkRequest) -> StepVerdict {
        report(.element(why), request, isCORS: false)
        return StepVerdict(readable: .none)
    }
}
