/// Methods that clients call, and the clients they call.
public protocol Hub: AnyObject {}
