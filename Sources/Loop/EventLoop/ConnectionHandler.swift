/// What stands above a TCP connection: it is given bytes and tells how many it used.
///
/// All calls come on the connection's loop.
package protocol ConnectionHandler: AnyObject {
    /// Bytes arrived; they may be changed in place (unmasking) and are valid only during the call.
    ///
    /// - Returns: how many bytes were used. The rest is presented again, in front of what arrives next; unless reading is paused it must
    ///   be smaller than 64 KiB.
    func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int

    /// The peer will send nothing more; writing is still possible.
    func ended()

    /// So much output waits that the peer is not read from until it has left.
    func backedUp()

    /// Everything queued has been handed to the kernel, after some of it had to wait.
    func drained()

    /// About a second has passed; the place to look at time-outs without a timer per connection.
    ///
    /// - Parameter now: seconds since the loop started.
    func tick(_ now: Int)

    /// The connection is gone; the last call. `error` is `nil` when this side closed it or the peer left in order.
    func closed(_ error: IOError?)
}

extension ConnectionHandler {
    package func backedUp() {}
}
