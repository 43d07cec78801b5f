/// What `wayleave --help` prints.
enum Help {
    static let all = """
        wayleave: real-time servers that browsers may cross origins to

        commands
          demo    serves a chat to a page on another origin, and shows how the same page on a third is refused
          help    prints this

        wayleave demo
          --port N               the API's port (3000)
          --allowed-port N       the port of the page whose origin is listed (8080)
          --refused-port N       the port of the same page, not listed (8081)
          --origin ORIGIN        lists a further origin; may be repeated
          --client-directory D   a folder with the official client, socket.io.min.js (`make setup` brings one);
                                 without it the page loads the client from its public CDN

        exit codes
          0  ended as asked     1  failed while running
          2  wrong arguments    3  configuration refused: a port is taken, a folder is missing, a rule has a fault
        """
}
