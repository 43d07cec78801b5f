/// Local Network Access: public pages need permission to reach private networks; no server header can grant it.
enum LocalNetworkAccess {
    static func fault(_ request: NetworkRequest, settings: BrowserSettings, browser: BrowserProfile) -> LocalNetworkFault? {
        let target = settings.addressSpace(request.url)
        let isPrivate = target < settings.addressSpace(request.client.base)
        switch browser.localNetwork {
        case .none: return nil
        case .permission: return isPrivate && settings.localNetworkPermission != .granted ? .denied(target) : nil
        case .announced:
            // A wrong announcement fails before anything else is asked.
            if let announced = request.targetAddressSpace, announced != target { return .wrongSpace(announced: announced, actual: target) }
            guard isPrivate else { return nil }
            guard request.client.isSecure else { return .insecurePage(target) }
            return settings.localNetworkPermission == .granted ? nil : .denied(target)
        }
    }
}
