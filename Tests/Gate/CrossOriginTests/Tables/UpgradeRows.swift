extension VerdictTable {
    /// Which upgrades are let through.
    static let upgrades = """
        policy origins=https://app.example.com credentials
        GET^ https://app.example.com grant
        GET^ https://app.example.com host=api.example.com tls grant
        GET^ - none
        GET^ null refuse origin-null
        GET^ https://evil.test refuse origin-not-listed
        GET^ http://app.example.com refuse scheme-mismatch
        GET^ https://app.example.com:8443 refuse port-mismatch
        GET^ wss://app.example.com refuse scheme-mismatch
        GET^ https://app.example.com.evil.test refuse suffix-lookalike
        GET^ https://APP.example.com refuse origin-malformed
        GET^ https://[app.example.com] refuse origin-malformed
        GET^ https://app.example.com and=https://app.example.com refuse several-origins
        GET^ https://api.example.com host=api.example.com tls none
        GET^ https://api.example.com host=api.example.com:443 tls none
        GET^ https://api.example.com host=api.example.com refuse origin-not-listed
        GET^ http://api.example.com host=api.example.com tls refuse origin-not-listed
        GET^ http://api.example.com host=api.example.com:80 none
        GET^ http://api.example.com:3000 host=api.example.com:3000 none
        GET^ http://api.example.com:3000 host=api.example.com refuse origin-not-listed
        GET^ http://evil.test host=api.example.com refuse origin-not-listed
        GET^ http://api.example.com.evil.test host=api.example.com refuse origin-not-listed
        GET^ http://evilapi.example.com host=api.example.com refuse origin-not-listed
        GET^ http://[::1]:3000 host=[::1]:3000 none
        GET^ http://x@api.test host=x@api.test refuse origin-malformed
        GET^ http://api.test/ host=api.test/ refuse origin-malformed
        GET^ null host=null refuse origin-null
        GET^ https://evil.test host=api.test and=http://api.test refuse several-origins

        policy origins=https://app.example.com upgrades-need-origin no-own
        GET^ https://app.example.com grant
        GET^ - refuse origin-missing
        GET^ - host=api.test refuse origin-missing
        GET^ http://api.test host=api.test refuse origin-not-listed
        GET - none
        GET http://api.test host=api.test deny origin-not-listed

        policy origins=*
        GET^ https://anything.test any
        GET^ null any
        GET^ - any
        GET^ https://[a] refuse origin-malformed

        policy origins=https://*.a.test,http://localhost:*
        GET^ https://x.a.test grant
        GET^ https://x.y.a.test grant
        GET^ https://a.test refuse origin-not-listed
        GET^ https://xa.test refuse suffix-lookalike
        GET^ http://localhost:5173 grant
        GET^ https://localhost:5173 refuse scheme-mismatch
        GET^ ws://localhost:5173 refuse scheme-mismatch
        """
}
