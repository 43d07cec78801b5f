import CrossOrigin
import WayleaveEngineIO
import WayleaveHTTPWire
import WayleaveServer
import WayleaveSocketIO

enum GuideEngine {
    static func options() -> SocketIOOptions {
        // snippet: engine-options
        var options = SocketIOOptions()
        options.transports = [.webSocket]
        options.cookie = EngineCookie()
        options.cookie?.maxAge = .seconds(86_400)
        options.perMessageDeflate = WebSocketCompression()
        options.httpCompression?.threshold = 2_048
        options.allowEIO3 = true
        options.clientDirectory = "node_modules/socket.io/client-dist"
        options.allowRequest = .sync { request in
            request.headers["x-deny"] == nil ? .allow : .refuse("denied by policy")
        }
        // end
        return options
    }

    static func hooks(_ io: SocketIO) {
        // snippet: engine-hooks
        io.engine.use { passage in
            guard passage.request.headers["x-tenant"] != nil else {
                passage.response = .status(.forbidden)
                return
            }
            passage.headers.append(("x-served-by", "1"))
        }
        io.engine.onInitialHeaders { headers, _ in headers.append(("set-cookie", "seen=1")) }
        io.engine.onHeaders { headers, request in headers.append(("x-method", request.method.rawValue)) }
        io.engine.onConnectionError { error in print(error.code, error.message, error.context) }
        print(io.engine.clientsCount)
        // end
    }
}
