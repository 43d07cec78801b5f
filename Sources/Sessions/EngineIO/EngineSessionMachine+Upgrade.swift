package import WayleaveEngineIOWire

/// The move from polling to WebSocket: attach, probe, upgrade (Engine.IO v4 § Upgrade).
extension EngineSessionMachine {
    /// A WebSocket handshake with this session's id arrived.
    package mutating func webSocketArrived(now: UInt64) -> EngineActions {
        if hasExpired(now: now) { return fail(.pingTimeout).union(.refuseUnknownSession) }
        guard phase != .closed else { return .refuseUnknownSession }
        guard settings.allowsUpgrades else { return .refuseBadRequest }
        // Refused without harm to the first one. After the handshake, as the reference does: clients expect a close, not an error.
        guard transport == .polling, upgrade == .none else { return .acceptAndCloseWebSocket }
        upgrade = .attached
        upgradeDue = now &+ settings.upgradeTimeout
        return .acceptCandidate
    }

    /// A packet arrived on the candidate; `isProbe` if its data is `probe`.
    package mutating func candidatePacketArrived(_ type: EnginePacketType, isProbe: Bool) -> EngineActions {
        switch (upgrade, type) {
        case (.attached, .ping) where isProbe, (.probed, .ping) where isProbe:
            upgrade = .probed
            guard hasPendingPoll else { return .sendProbeReply }
            // The client waits for its poll to end before it upgrades.
            hasPendingPoll = false
            return [.sendProbeReply, .answerPollWithNoop]
        case (.probed, .upgrade):
            return adoptCandidate()
        default:
            return abandonUpgrade()
        }
    }

    /// Something that is no packet, or a binary message, arrived on the candidate.
    package mutating func candidateGarbageArrived() -> EngineActions { abandonUpgrade() }

    /// The candidate is gone: polling goes on.
    package mutating func candidateClosed() -> EngineActions {
        guard upgrade != .none else { return [] }
        return abandonUpgrade().subtracting(.closeCandidate)
    }

    /// Gives the upgrade up: polling goes on, what was queued meanwhile waits for the next poll.
    mutating func abandonUpgrade() -> EngineActions {
        guard upgrade != .none else { return [] }
        upgrade = .none
        upgradeDue = .max
        guard hasPendingPoll, !queue.isEmpty else { return .closeCandidate }
        return flushPoll().union(.closeCandidate)
    }

    private mutating func adoptCandidate() -> EngineActions {
        upgrade = .none
        upgradeDue = .max
        transport = .webSocket
        var actions: EngineActions = [.adoptCandidate, .flushWebSocket]
        if hasPendingData {
            hasPendingData = false
            actions.insert(.answerData)
        }
        guard phase == .open else { return actions.union(finish()) }
        return actions.union(.notifyUpgraded)
    }
}
