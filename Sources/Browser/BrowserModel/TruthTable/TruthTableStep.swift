/// Reads `steps[].context` and `steps[].request`.
enum TruthTableStep {
    static func action(_ step: JSONNode) throws(TruthTableError) -> PageAction {
        let context = try step.optional("context").map { node throws(TruthTableError) in try TruthTablePage.context(node) } ?? .page
        let request = try step.required("request")
        // The wait stands at the request or at the step.
        let wait = try (request.optional("wait_before") ?? step.optional("wait_before"))?.number() ?? 0
        return PageAction(try self.request(request), in: context, after: wait / 1_000)
    }

    private static func request(_ node: JSONNode) throws(TruthTableError) -> PageRequest {
        let url = try node.required("url").string()
        let api = try node.string("api", default: "fetch")
        switch api {
        case "fetch": return .fetch(try fetch(node, url))
        case "xhr": return .xhr(try xhr(node, url))
        case "eventsource": return .eventSource(url: url, withCredentials: try node.flag("withCredentials"))
        case "websocket":
            var protocols: [String] = []
            for name in try node.optional("protocols")?.elements() ?? [] { protocols.append(try name.string()) }
            return .webSocket(url: url, protocols: protocols)
        case "beacon": return .beacon(url: url, body: try body(node))
        case "element": return .element(try element(node, url))
        default: throw TruthTableError(path: node.path + ".api", what: "no API `\(api)`")
        }
    }

    private static func fetch(_ node: JSONNode, _ url: String) throws(TruthTableError) -> FetchCall {
        var call = FetchCall(url)
        call.method = try node.string("method", default: call.method)
        call.mode = try node.string("mode", default: call.mode)
        call.credentials = try node.string("credentials", default: call.credentials)
        call.headers = try node.headers("headers")
        call.body = try body(node)
        call.redirect = try node.string("redirect", default: call.redirect)
        call.cache = try node.string("cache", default: call.cache)
        call.referrerPolicy = try node.string("referrerPolicy", default: "")
        call.duplex = try node.optional("duplex")?.string()
        call.targetAddressSpace = try node.optional("targetAddressSpace")?.string()
        return call
    }

    private static func xhr(_ node: JSONNode, _ url: String) throws(TruthTableError) -> XHRCall {
        var call = XHRCall(url)
        call.method = try node.string("method", default: call.method)
        call.withCredentials = try node.flag("withCredentials")
        call.hasUploadListener = try node.flag("uploadListener")
        call.headers = try node.headers("headers")
        call.body = try body(node)
        return call
    }

    private static func body(_ node: JSONNode) throws(TruthTableError) -> RequestBody? {
        guard let body = node.optional("body") else { return nil }
        let kind = try body.required("k")
        switch try kind.string() {
        case "string": return .string
        case "usp": return .parameters
        case "form": return .formData
        case "blob": return .blob(type: try body.string("type", default: ""))
        case "buffer": return .buffer
        case "stream": return .stream
        default: throw kind.mismatch("a kind of body")
        }
    }

    private static func element(_ node: JSONNode, _ url: String) throws(TruthTableError) -> ElementLoad {
        let tag = try node.required("tag")
        let kind: ElementLoad.Kind
        switch try tag.string() {
        case "img": kind = .image
        case "script": kind = try node.string("type", default: "") == "module" ? .moduleScript : .script
        case "dynimport": kind = .dynamicImport
        case "link":
            kind =
                try node.string("rel", default: "stylesheet") == "preload" ? .preload(as: try node.string("as", default: "")) : .stylesheet
        case "iframe": kind = .frame
        case "form":
            kind = .form(
                method: try node.string("method", default: "GET"),
                encoding: try node.string("enctype", default: "application/x-www-form-urlencoded"),
                noReferrer: try node.string("rel", default: "").split(separator: " ").contains("noreferrer"))
        default: throw tag.mismatch("an element")
        }
        return ElementLoad(kind, url: url, crossOrigin: try node.optional("crossorigin")?.string())
    }
}
