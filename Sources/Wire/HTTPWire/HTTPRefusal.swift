/// Why a request is not served: the status to answer and one sentence for whoever sent it.
///
/// After a refusal of a head or a chunked body the connection cannot go on: where the next request begins is unknown.
package struct HTTPRefusal: Error, Sendable {
    /// The status of the answer, 4xx or 5xx.
    package let status: HTTPStatus
    /// What is wrong and what would be right, without any of the peer's bytes.
    package let reason: StaticString
    /// Complete field lines, each ended by CRLF, that the answer must carry; mostly empty.
    package let fieldLines: StaticString

    package init(_ status: HTTPStatus, _ reason: StaticString, fieldLines: StaticString = "") {
        self.status = status
        self.reason = reason
        self.fieldLines = fieldLines
    }
}
