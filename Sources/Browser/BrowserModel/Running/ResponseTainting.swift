/// Fetch § response tainting: how much of a response its page may see.
enum ResponseTainting {
    case basic, cors, opaque
}
