/// What a reader found next. Pointers are valid until the reader or the buffer is touched again.
package enum WebSocketEvent {
    /// Nothing more without more bytes.
    case needMore
    /// A complete message; text is valid UTF-8.
    case message(isText: Bool, UnsafeRawBufferPointer)
    /// A complete message whose first frame had RSV1, only if the reader allows it: still compressed, text not yet validated.
    case compressedMessage(isText: Bool, UnsafeRawBufferPointer)
    /// A ping; answer with a pong of the same payload, at most 125 bytes.
    case ping(UnsafeRawBufferPointer)
    case pong(UnsafeRawBufferPointer)
    /// The peer's close frame; `nil` if it carried no code. Echo it and close the transport. No event follows.
    case close(WebSocketCloseCode?, reason: UnsafeRawBufferPointer)
    /// The peer broke the protocol or a limit: send a close frame with the code and close the transport. No event follows.
    case failure(WebSocketCloseCode, reason: StaticString)
}
