/// What `wayleave --help` prints.
enum Help {
    static let all = """
        wayleave: real-time servers that browsers may cross origins to

        commands
          demo    serves a chat to a page on another origin, and shows how the same page on a third is refused
          verdict says what a browser would do with each line of a truth table
          doctor  walks the path from a page to a server, and says what stands in the way and how to mend it
          explain says what a finding's name means
          help    prints this

        wayleave demo
          --port N               the API's port (3000)
          --allowed-port N       the port of the page whose origin is listed (8080)
          --refused-port N       the port of the same page, not listed (8081)
          --broken-port N        the port of the endpoints that are broken on purpose, for the page's doctor (3001)
          --dangerously-examine-any-address
                                 lets the page's doctor leave this machine: whoever reaches the page could make it fetch anything
          --origin ORIGIN        lists a further origin; may be repeated
          --client-directory D   a folder with the official client, socket.io.min.js (`make setup` brings one);
                                 without it the page loads the client from its public CDN

        wayleave verdict [--browser B] [--requests] FILE|-
          reads lines of JSON (Documentation/BrowserModel.md) from FILE, or from standard input for `-`, and prints one line
          for each: what the page may read, which requests leave the browser, the browser's own error codes, and why
          --browser B            standard, chromium, firefox or safari; otherwise each line names its own
          --requests             adds the requests that leave, and the response headers that script may read

        wayleave doctor URL --origin ORIGIN (Documentation/Doctor.md)
          --kind KIND            fetch, socketio, signalr, websocket, sse; default auto: found out by asking
          --method M             the method of the page's call (GET); others than GET and HEAD are asked for, not sent
          --send                 sends them after all
          --header 'N: V'        a header that the page sets; may be repeated
          --credentials C        include or omit; default as the client has it
          --page URL             the page itself: its policies and its network count
          --direct URL           the server behind the proxy, to compare with
          --fail-on SEVERITY     info, low, medium, high or critical (medium)
          --json --curl --trace --verbose --html FILE --junit FILE
                                 the report for programs, as commands, each exchange in a line,
                                 at length, as a page, for CI
          --har FILE             looks at a recording instead of the network
          --idle SECONDS         holds a silent WebSocket that long, to see who cuts it
          --max-requests N       requests in all (60)      --timeout SECONDS  for all of them (60)
          --insecure --cacert FILE --connect-to HOST:PORT:HOST:PORT --http1
                                 as curl's flags of these names

        wayleave explain [ID…]
          tells what each diagnosis is, how it is seen and mended; without an ID, lists them

        exit codes
          0  ended as asked     1  failed while running, a line was malformed, or the doctor found something
          2  wrong arguments    3  configuration refused: a port is taken, a file is missing, a rule has a fault;
                                   of the doctor: the server is not reached
        """
}
