import WayleaveJSON
import WayleaveSocketIOWire

/// What a client's messages mean.
extension Connection {
    func receive(text: UnsafeRawBufferPointer) {
        guard !isClosed else { return }
        do {
            guard !local.isMessagePack else { throw SocketPacketError.textForMessagePack }
            guard assembly == nil else { throw SocketPacketError.textDuringAttachments }
            let packet = try SocketPacket.parse(text, limits: local.server.limits)
            let name = UnsafeRawBufferPointer(rebasing: text[packet.namespace])
            if packet.type.isBinary {
                _ = try socket(named: name)
                try local.withDocument { _ = try SocketPayload.scan(packet, of: text, into: $0) }
                assembly = try BinaryAssembly(packet, text: text, limits: local.server.limits)
                return
            }
            try local.withDocument { document in
                let hasPayload = try SocketPayload.scan(packet, of: text, into: document)
                try handle(packet.type, name, data: hasPayload ? 0 : nil, ackID: packet.ackID, document)
            }
        } catch {
            violated(error)
        }
    }

    func receive(attachment bytes: UnsafeRawBufferPointer) {
        guard !isClosed else { return }
        do {
            guard assembly != nil else { throw SocketPacketError.unexpectedAttachment }
            guard try assembly?.add(bytes) == true, let complete = assembly else { return }
            assembly = nil
            try complete.text.withUnsafeBytes { text in
                try local.withDocument { document in
                    _ = try SocketPayload.scan(complete.packet, of: text, into: document)
                    document.attachments = complete.attachments.map { Binary($0) }
                    let name = UnsafeRawBufferPointer(rebasing: text[complete.packet.namespace])
                    try handle(complete.packet.type, name, data: 0, ackID: complete.packet.ackID, document)
                }
            }
        } catch {
            violated(error)
        }
    }

    func receive(packed bytes: UnsafeRawBufferPointer) {
        guard !isClosed else { return }
        do {
            try local.withDocument { document in
                let packet = try PackedSocketPacket.read(bytes, into: document, limits: local.server.limits)
                let name = UnsafeRawBufferPointer(document.contents(ofString: packet.namespace))
                try handle(packet.type, name, data: packet.data, ackID: packet.ackID, document)
            }
        } catch {
            violated(error)
        }
    }

    /// Carries out a packet whose payload, if it has one, is the value at the token `data`.
    @inline(__always)
    private func handle(
        _ type: SocketPacketType, _ name: UnsafeRawBufferPointer, data: Int?, ackID: Int?, _ document: JSONDocument
    ) throws {
        switch type {
        case .event, .binaryEvent:
            try socket(named: name).dispatch(document, array: data ?? 0, ackID: ackID)
        case .ack, .binaryAck:
            let socket = try socket(named: name)
            // Straight to whoever awaits it: through the mailbox, a handler that awaits its client's answer would wait for itself.
            guard let ackID, let completion = socket.pending.take(ackID) else { return }
            completion(.success(ArgumentReader(document, array: data ?? 0, skipping: 0)))
        case .disconnect:
            end(try socket(named: name), .clientNamespaceDisconnect)
        default:
            guard !isVersion2 else { return try connectVersion2(Self.text(name)) }
            try connect(Self.text(name), auth: try data.map { try document.value(at: $0) } ?? .object([:]))
        }
    }

    /// The joined socket of a namespace.
    @inline(__always)
    private func socket(named name: UnsafeRawBufferPointer) throws -> Socket {
        for socket in sockets {
            if name.isEmpty
                ? socket.namespace.name == "/" : HandlerTable.isEqual(socket.namespace.name, name.assumingMemoryBound(to: UInt8.self))
            {
                return socket
            }
        }
        throw ProtocolViolation.notJoined(Self.text(name))
    }

    private static func text(_ name: UnsafeRawBufferPointer) -> String { name.isEmpty ? "/" : String(decoding: name, as: UTF8.self) }
}
