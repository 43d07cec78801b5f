/// Fetch § request's mode.
enum RequestMode {
    case cors, noCORS, sameOrigin, navigate, webSocket
}
