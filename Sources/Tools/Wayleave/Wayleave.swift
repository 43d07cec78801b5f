// `import Wayleave` is all that a server needs: the modules whose types users meet, and nothing else.

@_exported public import CrossOrigin
@_exported public import WayleaveEngineIO
@_exported public import WayleaveEventLoop
@_exported public import WayleaveHTTPWire
@_exported public import WayleaveJSON
@_exported public import WayleaveJSONWebToken
@_exported public import WayleavePublicSuffixList
@_exported public import WayleaveServer
@_exported public import WayleaveSignalR
@_exported public import WayleaveSignalRConnections
@_exported public import WayleaveSignalRWire
@_exported public import WayleaveSocketIO
@_exported public import WayleaveTLS
@_exported public import WayleaveWebSocketRooms
@_exported public import WayleaveWebSocketWire
