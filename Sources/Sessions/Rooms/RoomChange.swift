/// What changed in the rooms; told only when something did.
package enum RoomChange<Member: AnyObject> {
    /// The first member is about to join.
    case created(room: String)
    case joined(room: String, Member)
    case left(room: String, Member)
    /// The last member has left.
    case deleted(room: String)
}
