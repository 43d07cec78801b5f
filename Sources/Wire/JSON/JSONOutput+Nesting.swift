import WayleaveBytes

extension JSONOutput {
    /// Begins an element with `begin` and opens a container for it; an error is kept for ``encode(_:)``, as the caller cannot throw.
    func openNested(object: Bool, begin: () throws -> Void) -> JSONContainerID {
        do {
            try begin()
            return open(object: object)
        } catch {
            fail("\(error)")
            return JSONContainerID(depth: -1, offset: 0)
        }
    }

    /// Begins an element with `begin` and returns an encoder for its value.
    func nestedEncoder(begin: () throws -> Void) -> any Encoder {
        do {
            try begin()
            return JSONElementEncoder(output: self, level: depth, start: writer.count)
        } catch {
            fail("\(error)")
            return JSONElementEncoder(output: self, level: -1, start: -1)
        }
    }
}
