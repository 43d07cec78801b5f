import Wayleave

/// The hub of the official functional tests, `/testhub`.
final class FunctionalTestHub: Hub {
    func echo(message: String) -> String { message }
    func getCallerConnectionId() -> String { context.connectionId }
    func getNumRedirects() -> Int { context.request.queryValue("numRedirects").flatMap { Int($0) } ?? 0 }
    func throwException(message: String) throws { throw InvalidOperationException(message) }
    func invokeWithString(message: String) { clients.caller.send("Message", message) }
    func sendCustomObject(object: CustomObject) { clients.caller.send("CustomObject", object) }
    func getActiveTransportName() -> String { context.transport.rawValue }
    func echoComplexObject(object: ComplexObject) -> ComplexObject { object }
    func getContentTypeHeader() -> String? { context.request.headers["Content-Type"] }
    func getHeader(name: String) -> String? { context.request.headers[name] }
    func getCookie(name: String) -> String? { context.request.cookie(name) }

    func sendComplexObject() -> ComplexObject {
        ComplexObject(
            string: "hello world", integers: [1, 2, 3], bytes: [1, 2, 3], guid: "00010203-0405-0607-0706-050403020100",
            time: Timestamp(seconds: 946_684_800))
    }

    func stream() -> AsyncStream<String> {
        AsyncStream { continuation in
            for item in ["a", "b", "c"] { continuation.yield(item) }
            continuation.finish()
        }
    }

    func infiniteStream() -> AsyncStream<Int> {
        let caller = hubContext.clients.client(context.connectionId)
        return AsyncStream { continuation in
            continuation.onTermination = { _ in caller.send("StreamCanceled") }
        }
    }

    func emptyStream() -> AsyncStream<Int> { AsyncStream { $0.finish() } }

    func streamThrowException(message: String) throws -> AsyncStream<Int> { throw InvalidOperationException(message) }

    func streamingConcat(items: HubUpload<String>) async throws -> String { try await items.reduce("", +) }

    static func methods(_ table: inout HubMethods<FunctionalTestHub>) {
        table.add("Echo", FunctionalTestHub.echo)
        table.add("GetCallerConnectionId", FunctionalTestHub.getCallerConnectionId)
        table.add("GetNumRedirects", FunctionalTestHub.getNumRedirects)
        table.add("ThrowException", FunctionalTestHub.throwException)
        table.add("InvokeWithString", FunctionalTestHub.invokeWithString)
        table.add("SendCustomObject", FunctionalTestHub.sendCustomObject)
        table.add("GetActiveTransportName", FunctionalTestHub.getActiveTransportName)
        table.add("EchoComplexObject", FunctionalTestHub.echoComplexObject)
        table.add("SendComplexObject", FunctionalTestHub.sendComplexObject)
        table.add("GetContentTypeHeader", FunctionalTestHub.getContentTypeHeader)
        table.add("GetHeader", FunctionalTestHub.getHeader)
        table.add("GetCookie", FunctionalTestHub.getCookie)
        table.stream("Stream", FunctionalTestHub.stream)
        table.stream("InfiniteStream", FunctionalTestHub.infiniteStream)
        table.stream("EmptyStream", FunctionalTestHub.emptyStream)
        table.stream("StreamThrowException", FunctionalTestHub.streamThrowException)
        table.add("StreamingConcat", FunctionalTestHub.streamingConcat)
    }
}

/// The hub that only knows who sends, `/authorizedhub`.
final class AuthorizedHub: Hub {
    func echo(message: String) -> String { message }
    static func methods(_ table: inout HubMethods<AuthorizedHub>) { table.add("Echo", AuthorizedHub.echo) }
}

/// The hub that nobody can make, `/uncreatable`.
final class UncreatableHub: InjectedHub {
    static func methods(_ table: inout HubMethods<UncreatableHub>) {}
}
