/// What a server does with a request once it has been judged.
public enum CrossOriginAction: String, Sendable {
    /// Handle the request and send the fields with whatever response comes of it, errors included.
    ///
    /// So it goes for requests of refused origins too: Fetch withholds responses from scripts, it does not protect handlers from requests.
    case pass
    /// Answer at once with status 204 (or the rules' ``CrossOriginRules/preflightStatus``) and the fields; handle nothing.
    case answerPreflight = "answer-preflight"
    /// Answer at once with status 403 and the fields; handle nothing.
    case refuse
}
