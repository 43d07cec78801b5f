extension VerdictTable {
    /// Which preflights are granted.
    static let preflights = """
        policy origins=https://a.test
        GET? https://a.test answer
        HEAD? https://a.test answer
        POST? https://a.test answer
        PUT? https://a.test refuse method-not-allowed
        PATCH? https://a.test refuse method-not-allowed
        DELETE? https://a.test refuse method-not-allowed
        get? https://a.test refuse method-not-allowed
        Post? https://a.test refuse method-not-allowed
        TRACE? https://a.test refuse method-not-allowed
        ? https://a.test refuse method-malformed
        P@T? https://a.test refuse method-malformed
        PUT,POST? https://a.test refuse method-malformed
        POST? https://a.test fields=content-type refuse header-not-allowed
        POST? https://a.test fields= answer
        POST? https://a.test fields=, answer
        POST? https://b.test refuse origin-not-listed
        POST? https://a.test. refuse suffix-lookalike
        POST? null refuse origin-null
        POST? https://A.test refuse origin-malformed
        POST? https://a.test and=https://a.test refuse several-origins
        POST? - none
        PUT? - none
        POST? http://own.test host=own.test refuse origin-not-listed

        policy origins=https://a.test methods=PUT,DELETE,PATCH headers=content-type,X-A credentials
        PUT? https://a.test answer
        DELETE? https://a.test answer
        PATCH? https://a.test answer
        patch? https://a.test refuse method-not-allowed
        Put? https://a.test refuse method-not-allowed
        PUTS? https://a.test refuse method-not-allowed
        PU? https://a.test refuse method-not-allowed
        POST? https://a.test answer
        GET? https://a.test answer
        OPTIONS? https://a.test refuse method-not-allowed
        PUT? https://a.test fields=content-type answer
        PUT? https://a.test fields=Content-Type answer
        PUT? https://a.test fields=CONTENT-TYPE,X-A answer
        PUT? https://a.test fields=content-type,x-a answer
        PUT? https://a.test fields=x-a,content-type answer
        PUT? https://a.test fields=x-a,x-a,x-a answer
        PUT? https://a.test fields=x-a,_content-type answer
        PUT? https://a.test fields=_x-a_,____content-type_ answer
        PUT? https://a.test fields=,,x-a,,,content-type, answer
        PUT? https://a.test fields=x-a fields=content-type answer
        PUT? https://a.test fields=x-a,x-b refuse header-not-allowed
        PUT? https://a.test fields=x-b,x-a refuse header-not-allowed
        PUT? https://a.test fields=x-a fields=x-b refuse header-not-allowed
        PUT? https://a.test fields=x-a_content-type refuse header-malformed
        PUT? https://a.test fields=x-a;content-type refuse header-malformed
        PUT? https://a.test fields=x-a: refuse header-malformed
        PUT? https://a.test fields=x-aa refuse header-not-allowed
        PUT? https://a.test fields=x- refuse header-not-allowed
        PUT? https://a.test fields=authorization refuse header-not-allowed
        PUT? https://a.test fields=* refuse header-not-allowed
        PURGE? https://a.test fields=x-b refuse method-not-allowed
        PURGE? https://b.test fields=x-b refuse origin-not-listed

        policy origins=https://a.test methods=* headers=*
        PUT? https://a.test fields=x-a,content-type answer
        patch? https://a.test answer
        PURGE? https://a.test fields=x-whatever answer
        *? https://a.test fields=* answer
        TRACE? https://a.test refuse method-not-allowed
        CONNECT? https://a.test refuse method-not-allowed
        TRACK? https://a.test refuse method-not-allowed
        PUT? https://a.test fields=authorization refuse header-not-allowed
        PUT? https://a.test fields=x-a,Authorization refuse header-not-allowed
        PUT? https://a.test fields=x(a refuse header-malformed
        PUT? https://b.test refuse origin-not-listed

        policy origins=https://a.test methods=* headers=* credentials
        PUT? https://a.test fields=x-a,content-type answer
        patch? https://a.test answer
        *? https://a.test fields=* answer
        TRACE? https://a.test refuse method-not-allowed
        PUT? https://a.test fields=authorization refuse header-not-allowed
        PUT? https://a.test fields=x"a refuse header-malformed
        P/T? https://a.test refuse method-malformed

        policy origins=https://a.test headers=*,Authorization
        POST? https://a.test fields=authorization answer
        POST? https://a.test fields=AUTHORIZATION,x-a answer

        policy origins=https://a.test headers=*,authorization credentials
        POST? https://a.test fields=authorization answer
        POST? https://a.test fields=x-a,Authorization,x-b answer

        policy origins=* methods=GET,PUT headers=authorization
        GET? https://a.test answer-any
        PUT? https://a.test fields=authorization answer-any
        PUT? null answer-any
        PUT? https://A.test refuse origin-malformed
        PUT? https://a.test and=https://b.test refuse several-origins
        DELETE? https://a.test refuse method-not-allowed
        PUT? https://a.test fields=x-a refuse header-not-allowed

        policy origins=https://*.a.test,http://localhost:* methods=purge headers=x-a credentials
        purge? https://x.a.test answer
        PURGE? https://x.a.test refuse method-not-allowed
        purge? http://localhost:3000 fields=X-A answer
        purge? https://a.test refuse origin-not-listed
        purge? https://x.a.test:8443 refuse port-mismatch
        purge? https://localhost:3000 refuse scheme-mismatch
        """
}
