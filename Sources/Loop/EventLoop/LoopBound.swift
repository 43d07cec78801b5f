/// A reference to something confined to one loop, for `Sendable` code that has to carry it there.
///
/// Soundness of `@unchecked Sendable`: the value is handed out only on the loop's own thread, which every access checks.
package struct LoopBound<Value>: @unchecked Sendable {
    /// The loop the value belongs to.
    package let loop: EventLoop
    private let confined: Value

    /// Gives `value`, which nobody else holds, to `loop`; from any thread.
    package init(handing value: sending Value, to loop: EventLoop) {
        self.loop = loop
        confined = value
    }

    /// Wraps a value that already belongs to `loop`. On the loop only.
    package init(_ value: Value, on loop: EventLoop) {
        precondition(loop.inLoop, "a loop's value must be wrapped on its loop")
        self.loop = loop
        confined = value
    }

    /// The value. On the loop only.
    package var value: Value {
        precondition(loop.inLoop, "a loop's value was touched on another thread")
        return confined
    }
}
