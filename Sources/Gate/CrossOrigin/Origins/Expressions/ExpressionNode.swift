/// A regular expression over ASCII, as read.
indirect enum ExpressionNode {
    /// The empty text.
    case empty
    /// One byte of a set: bit n stands for byte n.
    case byte(UInt128)
    case sequence([ExpressionNode])
    case choice([ExpressionNode])
    /// Between `minimum` and `maximum` times; `nil` for without end.
    case repetition(ExpressionNode, minimum: Int, maximum: Int?)
}
