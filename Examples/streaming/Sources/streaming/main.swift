// swift run --package-path Examples/streaming
//
// Bodies piece by piece: a clock as Server-Sent Events, a long answer that a slow reader slows, an upload that is counted as it arrives.
//   curl -N localhost:3000/clock
//   curl -N localhost:3000/count?to=1000000 | tail -1
//   curl -T some-file localhost:3000/upload
// In a page of http://localhost:8080:
//   new EventSource("http://localhost:3000/clock").onmessage = event => console.log(event.data, event.lastEventId)

import Wayleave

let policy = try CrossOriginPolicy {
    $0.origins = ["http://localhost:8080"]
    $0.methods = ["GET", "PUT"]
}
var server = Server(policy: policy)

let clock = EventChannel()
server.events("/clock", on: clock)

server.get("/count") { request in
    let last = Int(request.queryValue("to") ?? "") ?? 1000
    return .stream(contentType: .plainText) { writer in
        var number = 0
        while number < last {
            number += 1
            try await writer.write("\(number)\n")
        }
    }
}

server.upload("/upload", method: .put) { request, body in
    var count = 0
    for try await piece in body { count += piece.count }
    return .text("\(count) bytes\n")
}

Task {
    var seconds = 0
    while true {
        try await Task.sleep(for: .seconds(1))
        seconds += 1
        clock.send(try ServerSentEvent(data: "\(seconds) s", id: "\(seconds)"))
    }
}
try await server.run(port: 3000)
