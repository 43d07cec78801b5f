import CLibCurl

/// libcurl's codes in the doctor's words.
enum CurlFailures {
    static func failure(_ code: CURLcode, text: String, milliseconds: Int, hasHead: Bool) -> ProbeFailure {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_URL_MALFORMAT: .unresolved(text)
        case CURLE_COULDNT_CONNECT: .refused(text)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
            .tls(text)
        case CURLE_OPERATION_TIMEDOUT: .timedOut(seconds: max(1, milliseconds / 1_000))
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING:
            .noHTTP(text)
        case CURLE_OUT_OF_MEMORY: .tooManyHeaders(text)
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE: .closed(text)
        default: .other(text)
        }
    }
}
