import Synchronization
import WayleaveEngineIO
import WayleaveEventLoop
import WayleaveJSON

/// The figures that are reported again and again, and what is told of rooms.
extension Admin {
    /// Begins with the reports, on the first loop.
    func start(on locals: [LoopBound<SocketLoop>]) {
        guard let first = locals.first else { return }
        first.loop.execute { [interval = options.statsInterval] in
            guard let admin = first.value.admin else { return }
            admin.timer = admin.loop.schedule(after: interval) { [weak admin] in admin?.report(every: interval) }
        }
        guard options.mode == .development else { return }
        for namespace in server.allNamespaces { watchRooms(of: namespace) }
        server.newNamespaceHandlers.withLock { handlers in
            handlers.append { [weak self] namespace in self?.watchRooms(of: namespace) }
        }
    }

    /// Ends the reports.
    func stop(on locals: [LoopBound<SocketLoop>]) {
        guard let first = locals.first else { return }
        first.loop.execute {
            first.value.admin?.timer?.cancel()
            first.value.admin?.timer = nil
        }
    }

    private func watchRooms(of namespace: Namespace) {
        let name = namespace.name
        namespace.onRoomEvent { [weak self] event in
            guard let loop = EventLoop.current, let local = self?.server.local(of: loop) else { return }
            local.admin?.changed(event, of: name)
        }
    }

    func report() async {
        var figures = AdminFigures()
        for local in server.loops.withLock({ $0 }) {
            figures.add(
                await withCheckedContinuation { continuation in
                    local.loop.execute { continuation.resume(returning: local.value.admin?.take() ?? AdminFigures()) }
                })
        }
        guard isWatched else { return }
        tell("server_stats", [stats(figures)])
        if figures.hasGap { await tellAllSockets() }
    }

    private func stats(_ figures: AdminFigures) -> JSONValue {
        var stats: JSONObject = [
            "serverId": .string(options.serverID ?? "\(host.name)#\(host.processID)"), "hostname": .string(host.name),
            "pid": .number(JSONNumber(host.processID)),
        ]
        stats["uptime"] = JSONNumber(host.uptime).map { .number($0) }
        stats["clientsCount"] = .number(JSONNumber(engine.clientsCount))
        stats["pollingClientsCount"] = .number(JSONNumber(figures.polling))
        stats["aggregatedEvents"] = .array(figures.events)
        stats["namespaces"] = .array(
            server.allNamespaces.map { ["name": .string($0.name), "socketsCount": .number(JSONNumber($0.socketsCount))] })
        if figures.dropped > 0 { stats["droppedMessages"] = .number(JSONNumber(figures.dropped)) }
        return .object(stats)
    }
}

extension AdminLoop {
    /// Reports, unless the last report is still being made, and arms the timer for the next.
    fileprivate func report(every interval: Duration) {
        timer?.reschedule(after: interval)
        guard !isReporting else { return }
        isReporting = true
        loop.startTask { [self] in
            await admin.report()
            isReporting = false
        }
    }
}
