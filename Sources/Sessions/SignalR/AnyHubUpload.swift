/// Any ``HubUpload``.
protocol AnyHubUpload {
    static func make(context: HubCallerContext) -> (upload: Any, channel: UploadChannel)
}
