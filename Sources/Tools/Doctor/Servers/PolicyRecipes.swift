/// A whole policy, for each software (verified configurations: names and order matter).
enum PolicyRecipes {
    static func text(_ software: ServerSoftware, _ topic: MendTopic, _ facts: MendFacts) -> String? {
        switch software {
        case .nginx: nginx(facts)
        case .haproxy: haproxy(facts)
        case .httpd: httpd(facts)
        case .caddy: caddy(facts)
        case .envoy: envoy(facts)
        case .traefik: traefik(facts)
        default: ApplicationRecipes.text(software, topic, facts)
        }
    }

    private static func nginx(_ facts: MendFacts) -> String {
        """
        map $http_origin $allowed { default ""; "\(facts.origin)" $http_origin; }
        map "$request_method|$allowed|$http_access_control_request_method" $preflight { default 0; "~^OPTIONS\\|.+\\|.+" 1; }
        location / {
            add_header Access-Control-Allow-Origin $allowed always;   # always: errors too
        \(facts.credentials ? "    add_header Access-Control-Allow-Credentials true always;\n" : "")    add_header Vary Origin always;
            if ($preflight) {                                         # add_header must be repeated: inheritance ends here
                add_header Access-Control-Allow-Origin $allowed always;
        \(facts.credentials ? "        add_header Access-Control-Allow-Credentials true always;\n" : "")        add_header Access-Control-Allow-Methods "\(facts.methodList)" always;
                add_header Access-Control-Allow-Headers "\(facts.headerList)" always;
                add_header Access-Control-Max-Age 3600 always;
                add_header Vary "Origin, Access-Control-Request-Method, Access-Control-Request-Headers" always;
                return 204;
            }
            proxy_hide_header Access-Control-Allow-Origin;
        }
        """
    }

    private static func haproxy(_ facts: MendFacts) -> String {
        """
        acl okorigin req.hdr(origin) -m str \(facts.origin)
        http-request set-var(txn.o) req.hdr(origin) if okorigin
        http-request return status 204 hdr Access-Control-Allow-Methods "\(facts.methodList)" hdr Access-Control-Allow-Headers "\(facts.headerList)" hdr Access-Control-Max-Age 3600 if METH_OPTIONS { req.hdr(access-control-request-method) -m found } okorigin
        http-after-response set-header Access-Control-Allow-Origin %[var(txn.o)] if { var(txn.o) -m found }
        \(facts.credentials ? "http-after-response set-header Access-Control-Allow-Credentials true if { var(txn.o) -m found }\n" : "")http-after-response add-header Vary Origin
        """
    }

    private static func httpd(_ facts: MendFacts) -> String {
        """
        SetEnvIf Origin "^\(facts.origin.split(separator: ".").joined(separator: "\\."))$" OK=$0
        RewriteEngine On
        RewriteCond %{REQUEST_METHOD} =OPTIONS
        RewriteCond %{HTTP:Access-Control-Request-Method} .
        RewriteCond %{ENV:OK} .
        RewriteRule ^ - [R=204,L]
        Header onsuccess unset Access-Control-Allow-Origin
        Header always set Access-Control-Allow-Origin %{OK}e env=OK
        \(facts.credentials ? "Header always set Access-Control-Allow-Credentials true env=OK\n" : "")Header always set Access-Control-Allow-Methods "\(facts.methodList)" "expr=env('OK') != '' && %{REQUEST_METHOD} == 'OPTIONS'"
        Header always set Access-Control-Allow-Headers "\(facts.headerList)" "expr=env('OK') != '' && %{REQUEST_METHOD} == 'OPTIONS'"
        Header always merge Vary Origin
        """
    }

    private static func caddy(_ facts: MendFacts) -> String {
        """
        @ok header Origin \(facts.origin)
        @pre expression `{method} == "OPTIONS" && {header.Origin} == "\(facts.origin)" && {header.Access-Control-Request-Method} != ""`
        header Vary Origin
        header @ok Access-Control-Allow-Origin \(facts.origin)
        \(facts.credentials ? "header @ok Access-Control-Allow-Credentials true\n" : "")header @pre Access-Control-Allow-Methods "\(facts.methodList)"
        header @pre Access-Control-Allow-Headers "\(facts.headerList)"
        respond @pre 204
        reverse_proxy backend:8080 {
            header_down -Access-Control-Allow-Origin
        }
        """
    }

    private static func envoy(_ facts: MendFacts) -> String {
        """
        typed_per_filter_config:              # of the virtual host; http_filters: envoy.filters.http.cors before the router
          envoy.filters.http.cors:
            "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy
            allow_origin_string_match: [{exact: "\(facts.origin)"}]
            allow_methods: "\(facts.methodList)"
            allow_headers: "\(facts.headerList)"
        \(facts.credentials ? "    allow_credentials: true\n" : "")response_headers_to_add: [{header: {key: Vary, value: Origin}, append_action: APPEND_IF_EXISTS_OR_ADD}]
        """
    }

    private static func traefik(_ facts: MendFacts) -> String {
        """
        http:
          middlewares:
            cors: {headers: {accessControlAllowOriginList: ["\(facts.origin)"], accessControlAllowCredentials: \(facts.credentials), accessControlAllowMethods: [\(facts.methodList)], accessControlAllowHeaders: [\(facts.headerList)], addVaryHeader: true}}
        """
    }
}
