/// What `wayleave --help` prints.
enum Help {
    static let all = """
        wayleave: real-time servers that browsers may cross origins to

        commands
          demo    serves a chat to a page on another origin, and shows how the same page on a third is refused
          verdict says what a browser would do with each line of a truth table
          help    prints this

        wayleave demo
          --port N               the API's port (3000)
          --allowed-port N       the port of the page whose origin is listed (8080)
          --refused-port N       the port of the same page, not listed (8081)
          --origin ORIGIN        lists a further origin; may be repeated
          --client-directory D   a folder with the official client, socket.io.min.js (`make setup` brings one);
                                 without it the page loads the client from its public CDN

        wayleave verdict [--browser B] [--requests] FILE|-
          reads lines of JSON (Documentation/BrowserModel.md) from FILE, or from standard input for `-`, and prints one line
          for each: what the page may read, which requests leave the browser, the browser's own error codes, and why
          --browser B            standard, chromium, firefox or safari; otherwise each line names its own
          --requests             adds the requests that leave, and the response headers that script may read

        exit codes
          0  ended as asked     1  failed while running, or a line was malformed
          2  wrong arguments    3  configuration refused: a port is taken, a file is missing, a rule has a fault
        """
}
