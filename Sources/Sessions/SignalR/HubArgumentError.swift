/// An argument that does not fit the type its method takes.
struct HubArgumentError: Error {
    let underlying: any Error
}
