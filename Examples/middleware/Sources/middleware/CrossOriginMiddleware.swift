import CrossOrigin

/// Applies `policy` around `next`; make it the outermost, so that errors of all others carry its fields too.
func crossOrigin(_ policy: CrossOriginPolicy, isSecure: Bool, _ next: @escaping Handler) -> Handler {
    { request in
        func values(_ name: String) -> [String] { request.headers.filter { $0.name.lowercased() == name }.map(\.value) }
        let verdict = await policy.judgeLookingUp(
            CrossOriginRequest(
                method: request.method, origins: values("origin"), requestedMethod: values("access-control-request-method").first,
                requestedHeaders: values("access-control-request-headers"), isUpgrade: !values("upgrade").isEmpty,
                host: values("host").first, isSecure: isSecure))
        var response: Response
        if let status = verdict.status {
            // A preflight, or an upgrade that is refused: nothing else sees it.
            response = Response(status: status)
            if let refusal = verdict.refusal { print("refused: \(refusal)") }
        } else {
            // A page must be able to read what went wrong, so an error becomes a response here.
            do { response = try await next(request) } catch { response = Response(status: 500, body: "internal error") }
        }
        // The policy's own fields replace the handler's; Vary is added to.
        response.headers.removeAll { $0.name.lowercased().hasPrefix("access-control-") }
        response.headers += verdict.fields.list
        return response
    }
}
