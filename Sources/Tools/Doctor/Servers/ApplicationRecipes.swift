/// A whole policy, for application frameworks.
enum ApplicationRecipes {
    static func text(_ software: ServerSoftware, _ topic: MendTopic, _ facts: MendFacts) -> String? {
        switch software {
        case .express, .node: express(facts)
        case .socketIO: "new Server(http, { cors: { origin: [\"\(facts.origin)\"], credentials: \(facts.credentials) } })"
        case .pythonSocketIO: "socketio.AsyncServer(cors_allowed_origins=[\"\(facts.origin)\"])"
        case .fastAPI, .starlette: starlette(facts)
        case .django: django(facts)
        case .flask:
            "CORS(app, origins=[\"\(facts.origin)\"], supports_credentials=\(python(facts.credentials)), methods=[\(facts.quoted(facts.methods))], allow_headers=[\(facts.quotedHeaders)])  # add Vary: Origin to refusals yourself"
        case .quart:
            "cors(app, allow_origin=[\"\(facts.origin)\"], allow_credentials=\(python(facts.credentials)), allow_methods=[\(facts.quoted(facts.methods))], allow_headers=[\(facts.quotedHeaders)])"
        case .aiohttp: aiohttp(facts)
        case .litestar:
            "CORSConfig(allow_origins=[\"\(facts.origin)\"], allow_credentials=\(python(facts.credentials)), allow_methods=[\(facts.quoted(facts.methods))], allow_headers=[\(facts.quotedHeaders)])"
        case .rails, .rack: rack(facts)
        case .laravel: laravel(facts)
        case .spring: spring(facts)
        case .tomcat:
            "CorsFilter: cors.allowed.origins=\(facts.origin), cors.allowed.methods=\(facts.methods.joined(separator: ",")), cors.allowed.headers=\(facts.headerList), cors.support.credentials=\(facts.credentials)"
        case .jetty:
            "CrossOriginFilter: allowedOrigins=\(facts.origin), allowedMethods=\(facts.methods.joined(separator: ",")), allowedHeaders=\(facts.headerList), allowCredentials=\(facts.credentials), chainPreflight=false"
        case .aspNetCore, .signalR, .iis: aspNetCore(facts)
        case .go:
            "cors.New(cors.Options{AllowedOrigins: []string{\"\(facts.origin)\"}, AllowCredentials: \(facts.credentials), AllowedMethods: []string{\(facts.quoted(facts.methods))}, AllowedHeaders: []string{\(facts.quotedHeaders)}})"
        case .wayleave: wayleave(facts)
        default: nil
        }
    }

    private static func python(_ flag: Bool) -> String { flag ? "True" : "False" }

    private static func express(_ facts: MendFacts) -> String {
        """
        app.use(cors({                      // before the routes and before authentication
          origin: ["\(facts.origin)"], credentials: \(facts.credentials),
          methods: [\(facts.quoted(facts.methods))], allowedHeaders: [\(facts.quotedHeaders)], maxAge: 3600 }))
        """
    }

    private static func starlette(_ facts: MendFacts) -> String {
        """
        app = CORSMiddleware(app,           # around the finished app: add_middleware leaves unhandled 500s bare
            allow_origins=["\(facts.origin)"], allow_credentials=\(python(facts.credentials)),
            allow_methods=[\(facts.quoted(facts.methods))], allow_headers=[\(facts.quotedHeaders)], max_age=3600)
        """
    }

    private static func django(_ facts: MendFacts) -> String {
        """
        MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", ...]   # first
        CORS_ALLOWED_ORIGINS = ["\(facts.origin)"]
        CORS_ALLOW_CREDENTIALS = \(python(facts.credentials))
        CORS_ALLOW_METHODS = [\(facts.quoted(facts.methods))]
        CORS_ALLOW_HEADERS = [\(facts.quotedHeaders)]
        """
    }

    private static func aiohttp(_ facts: MendFacts) -> String {
        """
        cors = aiohttp_cors.setup(app, defaults={"\(facts.origin)": aiohttp_cors.ResourceOptions(
            allow_credentials=\(python(facts.credentials)), allow_methods=[\(facts.quoted(facts.methods))], allow_headers=[\(facts.quotedHeaders)])})
        for route in list(app.router.routes()): cors.add(route)       # add Vary: Origin in an on_response_prepare signal
        """
    }

    private static func rack(_ facts: MendFacts) -> String {
        """
        config.middleware.insert_before 0, Rack::Cors do
          allow do
            origins "\(facts.origin)"
            resource "*", headers: %w[\(facts.headers.isEmpty ? "content-type" : facts.headers.joined(separator: " "))], methods: %i[\(facts.methods.map { $0.lowercased() }.joined(separator: " ")) options], credentials: \(facts.credentials), max_age: 3600
          end
        end
        """
    }

    private static func laravel(_ facts: MendFacts) -> String {
        """
        // config/cors.php
        'paths' => ['*'], 'allowed_origins' => ['\(facts.origin)'], 'allowed_methods' => [\(facts.quoted(facts.methods, "'"))],
        'allowed_headers' => [\(facts.quoted(facts.headers, "'"))], 'supports_credentials' => \(facts.credentials), 'max_age' => 3600,
        """
    }

    private static func spring(_ facts: MendFacts) -> String {
        """
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of("\(facts.origin)"));
        cors.setAllowedMethods(List.of(\(facts.quoted(facts.methods)))); cors.setAllowedHeaders(List.of(\(facts.quotedHeaders)));
        cors.setAllowCredentials(\(facts.credentials));
        // register it for CorsFilter, and http.cors() in the security chain
        """
    }

    private static func aspNetCore(_ facts: MendFacts) -> String {
        """
        builder.Services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins("\(facts.origin)")
            .WithMethods(\(facts.quoted(facts.methods))).WithHeaders(\(facts.quotedHeaders))\(facts.credentials ? ".AllowCredentials()" : "")));
        app.UseRouting(); app.UseCors(); app.UseAuthentication(); app.UseAuthorization();   // in this order
        """
    }

    private static func wayleave(_ facts: MendFacts) -> String {
        """
        let policy = try CrossOriginPolicy {
            $0.origins = ["\(facts.origin)"]
            $0.credentials = \(facts.credentials)
            $0.methods = [\(facts.quoted(facts.methods))]
            $0.requestHeaders = [\(facts.quotedHeaders)]
        }
        """
    }
}
