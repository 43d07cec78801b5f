extension VerdictTable {
    /// Which origins are granted: actual requests.
    static let origins = """
        policy origins=https://app.example.com credentials
        GET https://app.example.com grant
        HEAD https://app.example.com grant
        POST https://app.example.com grant
        PUT https://app.example.com grant
        DELETE https://app.example.com grant
        OPTIONS https://app.example.com grant
        get https://app.example.com grant
        GET - none
        POST - none
        OPTIONS - none
        GET null deny origin-null
        GET http://app.example.com deny scheme-mismatch
        GET https://app.example.com:8443 deny port-mismatch
        GET https://app.example.com:80 deny port-mismatch
        GET http://app.example.com:8443 deny scheme-mismatch
        GET https://app.example.com. deny suffix-lookalike
        GET https://app.example.com.evil.test deny suffix-lookalike
        GET https://evilapp.example.com deny suffix-lookalike
        GET https://app.example.community deny suffix-lookalike
        GET https://example.com deny origin-not-listed
        GET https://evil.test deny origin-not-listed
        GET https://x.app.example.com deny origin-not-listed
        GET https://app-example.com deny origin-not-listed
        GET https://APP.example.com deny origin-malformed
        GET HTTPS://app.example.com deny origin-malformed
        GET https://app.example.com/ deny origin-malformed
        GET https://app.example.com/x deny origin-malformed
        GET https://app.example.com? deny origin-malformed
        GET https://app.example.com# deny origin-malformed
        GET https://app.example.com\\ deny origin-malformed
        GET https://app.example.com:443 deny origin-malformed
        GET https://app.example.com: deny origin-malformed
        GET https://app.example.com:0 deny origin-malformed
        GET https://app.example.com:65536 deny origin-malformed
        GET https://app.example.com:08443 deny origin-malformed
        GET https://user@app.example.com deny origin-malformed
        GET https://app.example.com@evil.test deny origin-malformed
        GET https://[app.example.com] deny origin-malformed
        GET https://app..example.com deny origin-malformed
        GET https://.app.example.com deny origin-malformed
        GET https://app.example.com.. deny origin-malformed
        GET https://app%2eexample.com deny origin-malformed
        GET https://app.example.com,https://evil.test deny origin-malformed
        GET https://evil.test,https://app.example.com deny origin-malformed
        GET app.example.com deny origin-malformed
        GET //app.example.com deny origin-malformed
        GET https:/app.example.com deny origin-malformed
        GET https:app.example.com deny origin-malformed
        GET * deny origin-malformed
        GET Null deny origin-malformed
        GET NULL deny origin-malformed
        GET https://*.example.com deny origin-malformed
        GET https://app.example.com and=https://app.example.com deny several-origins
        GET https://app.example.com and=https://evil.test deny several-origins
        GET https://evil.test and=https://app.example.com deny several-origins
        GET https://evil.test host=evil.test tls none
        GET https://evil.test host=evil.test deny origin-not-listed
        GET http://api.test:3000 host=api.test:3000 none
        GET http://api.test:3000 host=API.test:3000 none
        GET http://api.test host=api.test:80 none
        GET http://api.test host=api.test none
        GET http://api.test host=api.test:3000 deny origin-not-listed
        GET http://api.test:3000 host=api.test deny origin-not-listed
        GET null host=null deny origin-null
        GET http://u@api.test host=u@api.test deny origin-malformed

        policy origins=https://*.example.com credentials
        GET https://a.example.com grant
        GET https://a.b.example.com grant
        GET https://a.b.c.d.e.example.com grant
        GET https://1.example.com grant
        GET https://_x.example.com grant
        GET https://xn--bcher-kva.example.com grant
        GET https://0x1f.example.com grant
        GET https://example.com deny origin-not-listed
        GET https://evilexample.com deny suffix-lookalike
        GET https://a.evilexample.com deny suffix-lookalike
        GET https://example.com.evil.test deny suffix-lookalike
        GET https://a.example.com.evil.test deny origin-not-listed
        GET https://a.example.com. deny origin-not-listed
        GET https://.example.com deny origin-malformed
        GET https://..example.com deny origin-malformed
        GET https://a..example.com deny origin-malformed
        GET https://*.example.com deny origin-malformed
        GET https://a/b.example.com deny origin-malformed
        GET https://a?b.example.com deny origin-malformed
        GET https://a#b.example.com deny origin-malformed
        GET https://a@b.example.com deny origin-malformed
        GET https://evil.test/.example.com deny origin-malformed
        GET https://evil.test#.example.com deny origin-malformed
        GET https://evil.test\\.example.com deny origin-malformed
        GET https://evil.test:.example.com deny origin-malformed
        GET https://[::1].example.com deny origin-malformed
        GET https://A.example.com deny origin-malformed
        GET https://a.example.com:443 deny origin-malformed
        GET https://a.example.com:8443 deny port-mismatch
        GET http://a.example.com deny scheme-mismatch
        GET https://a.example.org deny origin-not-listed
        GET - none

        policy origins=http://localhost:* credentials
        GET http://localhost grant
        GET http://localhost:1 grant
        GET http://localhost:80 deny origin-malformed
        GET http://localhost:443 grant
        GET http://localhost:3000 grant
        GET http://localhost:65535 grant
        GET http://localhost:65536 deny origin-malformed
        GET http://localhost:0 deny origin-malformed
        GET http://localhost:03000 deny origin-malformed
        GET http://localhost:3000x deny origin-malformed
        GET https://localhost:3000 deny scheme-mismatch
        GET https://localhost deny scheme-mismatch
        GET http://localhost.evil.test deny suffix-lookalike
        GET http://a.localhost:3000 deny origin-not-listed
        GET http://127.0.0.1:3000 deny origin-not-listed
        GET http://[::1]:3000 deny origin-not-listed

        policy origins=https://*.example.com:*
        GET https://a.example.com grant
        GET https://a.example.com:8443 grant
        GET https://a.b.example.com:1 grant
        GET https://example.com:8443 deny origin-not-listed
        GET http://a.example.com:8443 deny scheme-mismatch
        GET https://a.example.com:443 deny origin-malformed

        policy origins=https://*.example.com:8443,https://example.com
        GET https://example.com grant
        GET https://a.example.com:8443 grant
        GET https://a.example.com deny port-mismatch
        GET https://example.com:8443 deny port-mismatch
        GET https://a.example.com:8444 deny port-mismatch

        policy origins=*
        GET https://app.example.com any
        GET http://evil.test any
        GET null any
        GET - any
        GET not-an-origin any
        GET https://[app.example.com] any
        GET https://a.test and=https://b.test any
        DELETE https://a.test any
        OPTIONS https://a.test any

        policy origins=null null
        GET null grant
        GET Null deny origin-malformed
        GET https://null deny origin-not-listed
        GET - none

        policy origins=http://app.example.com,https://app.example.com:8443,http://[::1]:3000,http://[2001:db8::1],https://1.2.3.4
        GET http://app.example.com grant
        GET https://app.example.com:8443 grant
        GET https://app.example.com deny scheme-mismatch
        GET http://app.example.com:8443 deny scheme-mismatch
        GET http://[::1]:3000 grant
        GET http://[::1] deny port-mismatch
        GET http://[0:0:0:0:0:0:0:1]:3000 deny origin-malformed
        GET http://[::0001]:3000 deny origin-malformed
        GET http://[::1%25lo]:3000 deny origin-malformed
        GET http://[2001:db8::1] grant
        GET http://[2001:DB8::1] deny origin-malformed
        GET http://[2001:db8:0::1] deny origin-malformed
        GET https://1.2.3.4 grant
        GET https://1.2.3.04 deny origin-malformed
        GET https://16909060 deny origin-malformed
        GET https://0x1.2.3.4 deny origin-malformed
        GET https://1.2.772 deny origin-malformed
        GET https://1.2.3.4. deny origin-malformed
        GET https://1.2.3.4.evil.test deny suffix-lookalike
        GET https://a.1.2.3.4 deny origin-malformed

        policy origins=tauri://localhost,capacitor://localhost,chrome-extension://abcdefghijklmnopabcdefghijklmnop,http://localhost credentials
        GET tauri://localhost grant
        GET capacitor://localhost grant
        GET ionic://localhost deny scheme-mismatch
        GET tauri://localhost:80 deny port-mismatch
        GET chrome-extension://abcdefghijklmnopabcdefghijklmnop grant
        GET moz-extension://abcdefghijklmnopabcdefghijklmnop deny scheme-mismatch
        GET chrome-extension://abcdefghijklmnopabcdefghijklmnoq deny origin-not-listed
        GET http://localhost grant
        GET https://localhost deny scheme-mismatch
        GET file:// deny origin-malformed

        policy origins=https://xn--bcher-kva.example credentials
        GET https://xn--bcher-kva.example grant
        GET https://bücher.example deny origin-malformed
        GET https://bucher.example deny origin-not-listed
        GET https://XN--bcher-kva.example deny origin-malformed
        GET https://xn--bcher-kva.example. deny suffix-lookalike

        policy origins=https://example.com. credentials
        GET https://example.com. grant
        GET https://example.com deny origin-not-listed
        GET https://example.com.. deny origin-malformed

        policy origins=https://{label}.example.com credentials
        GET https://a.example.com grant
        GET https://xn--bcher-kva.example.com grant
        GET https://a.b.example.com deny origin-not-listed
        GET https://example.com deny origin-not-listed
        GET https://.example.com deny origin-malformed
        GET https://a..example.com deny origin-malformed
        GET https://{label}.example.com deny origin-malformed
        GET https://evil.test/.example.com deny origin-malformed

        policy origins=http://localhost:3000-3010,http://*.localhost:5173-5175 credentials
        GET http://localhost:3000 grant
        GET http://localhost:3005 grant
        GET http://localhost:3010 grant
        GET http://localhost:3011 deny port-mismatch
        GET http://localhost:2999 deny port-mismatch
        GET http://localhost deny port-mismatch
        GET http://localhost:30000 deny port-mismatch
        GET http://localhost:3000-3010 deny origin-malformed
        GET http://a.b.localhost:5174 grant
        GET http://a.b.localhost:5176 deny port-mismatch
        GET https://localhost:3005 deny scheme-mismatch

        policy origins=/https:\\/\\/pr-\\d+\\.example\\.com/ credentials
        GET https://pr-1.example.com grant
        GET https://pr-123456.example.com grant
        GET https://pr-.example.com deny origin-not-listed
        GET https://pr-1.example.com.evil.test deny origin-not-listed
        GET https://pr-1xexample.com deny origin-not-listed
        GET https://pr-1.example.com:8443 deny origin-not-listed
        GET https://pr-1.example.com/ deny origin-malformed
        GET http://pr-1.example.com deny origin-not-listed
        GET xhttps://pr-1.example.com deny origin-not-listed
        GET https://evil.test/https://pr-1.example.com deny origin-malformed

        policy origins=https://xn--bcher-kva.example,https://a.test
        GET https://xn--.example deny origin-malformed
        """
}
