/// How a load ends (Fetch § response; a network error is a reason).
enum LoadOutcome {
    case response(Response)
    case blocked(BlockReason)
}
