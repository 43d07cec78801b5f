/// One field line of a request head: where its name and its value, without the white space around it, stand.
package struct HeadField: Sendable {
    package let name: HeadSlice
    package let value: HeadSlice
}
