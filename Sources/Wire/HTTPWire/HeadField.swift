/// One field line of a request head: where its name and its value, without the white space around it, stand.
@usableFromInline
package struct HeadField: Sendable {
    @usableFromInline package let name: HeadSlice
    @usableFromInline package let value: HeadSlice
}
