import WayleaveJSON

/// The items that wait to be read, and who waits for some.
final class UploadBuffer<Element: Decodable & Sendable>: UploadChannel {
    private let capacity: Int
    private var items: [Element] = []
    private var first = 0
    private var waiting: [CheckedContinuation<Element?, any Error>] = []
    private var end: Result<Void, any Error>?

    init(capacity: Int) { self.capacity = max(capacity, 1) }

    override func receive(_ document: JSONDocument, _ token: Int) {
        guard end == nil else { return }
        do {
            let item = try document.decode(Element.self, at: token)
            guard waiting.isEmpty else { return waiting.removeFirst().resume(returning: item) }
            items.append(item)
            if items.count - first >= capacity { setFull(true) }
        } catch {
            finish(error)
        }
    }

    override func finish(_ error: (any Error)?) {
        guard end == nil else { return }
        end = error.map { .failure($0) } ?? .success(())
        let abandoned = waiting
        waiting = []
        for continuation in abandoned { resume(continuation) }
        setFull(false)
    }

    func take(_ continuation: CheckedContinuation<Element?, any Error>) {
        if first < items.count {
            let item = items[first]
            first += 1
            if first == items.count {
                items.removeAll(keepingCapacity: true)
                first = 0
                setFull(false)
            }
            continuation.resume(returning: item)
        } else if end != nil {
            resume(continuation)
        } else {
            waiting.append(continuation)
        }
    }

    /// Tells the end: an error once, afterwards nothing.
    private func resume(_ continuation: CheckedContinuation<Element?, any Error>) {
        guard case .failure(let error)? = end else { return continuation.resume(returning: nil) }
        end = .success(())
        continuation.resume(throwing: error)
    }

    private func setFull(_ full: Bool) {
        guard full != isFull else { return }
        isFull = full
        context?.restrain(full)
    }
}
