"""Each policy × page × request: what the policy's verdicts predict is what the page sees, in both browsers."""

import pytest
import requests

from policies import NULL, PAGES, REQUESTS, normalized, policies, unsafe_names

# Runs in the page, or in a sandboxed frame of it: every request, a few at a time; answers with what a script can see of each.
RUN = """
const [cases, sandboxed, done] = arguments;
const worker = `
  const see = async ({url, method, headers, credentials}) => {
    try {
      const answer = await fetch(url, {method, headers, credentials, cache: 'no-store'});
      if (method !== 'HEAD') await answer.text();
      return {read: true, status: answer.status, shown: answer.headers.has('x-shown'), other: answer.headers.has('x-other')};
    } catch (error) { return {read: false}; }
  };
  const open = (url) => new Promise((tell) => {
    const socket = new WebSocket(url);
    socket.onmessage = () => { socket.close(); tell({read: true}); };
    socket.onclose = socket.onerror = () => tell({read: false});
  });
  const all = async (cases) => {
    const seen = new Array(cases.length);
    let next = 0;
    await Promise.all(Array.from({length: 6}, async () => {
      while (next < cases.length) {
        const at = next++;
        seen[at] = cases[at].socket ? await open(cases[at].url) : await see(cases[at]);
      }
    }));
    return seen;
  };
`;
if (sandboxed) {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts';
  frame.srcdoc = `<script>${worker}; onmessage = async (m) => parent.postMessage(await all(m.data), '*');</` + `script>`;
  onmessage = (message) => { frame.remove(); done(message.data); };
  frame.onload = () => frame.contentWindow.postMessage(cases, '*');
  document.body.append(frame);
} else {
  new Function(worker + '; return all')()(cases).then(done);
}
"""

STATUSES = {"200": 200, "401": 401, "404": 404, "500": 500, "no/such/path": 404, "thrown": 500}


class Prediction:
    """What a page will see, from the policy's verdicts on its preflight and its request."""

    def __init__(self, page_origin, request, judged):
        self.method, self.fields, self.mode, self.path = request
        self.origin = page_origin
        self.preflight, self.actual = judged

    @property
    def readable(self):
        return all(self.granted(verdict) for verdict in (self.preflight, self.actual) if verdict) and (
            self.preflight is None or self.preflight["action"] == "answer-preflight"
        )

    def granted(self, verdict):
        allowed = verdict["fields"].get("access-control-allow-origin")
        if self.mode != "include":
            return allowed in ("*", self.origin)
        return allowed == self.origin and verdict["fields"].get("access-control-allow-credentials") == "true"

    def sees(self, name):
        exposed = self.actual["fields"].get("access-control-expose-headers", "").replace(" ", "").split(",")
        return name in exposed or ("*" in exposed and self.mode != "include")


def origin_of(kind, page_ports):
    host, server = PAGES[kind]
    return f"http://{host}:{page_ports[server]}"


def facts(policy, origin, request):
    """The preflight (or none) and the request, as the server will receive them."""
    method, fields, _, _ = request
    method, names = normalized(method), unsafe_names(fields)
    asks = method not in ("GET", "HEAD", "POST") or names
    common = {"policy": policy, "origin": origin, "isUpgrade": False}
    preflight = {**common, "method": "OPTIONS", "asked": method, "fields": ",".join(names) or None} if asks else None
    return preflight, {**common, "method": method, "asked": None, "fields": None}


def judge(api, stated):
    asked = [one for one in stated if one]
    answers = iter(requests.post(f"{api}/judge", json=asked, timeout=10).json())
    return [next(answers) if one else None for one in stated]


@pytest.mark.parametrize("kind", list(PAGES))
def test_pages_see_what_the_policies_predict(browser, api, page_ports, kind):
    page = origin_of(kind, page_ports)
    origin = "null" if kind == NULL else page
    rows = [(policy, request) for policy in policies(page_ports) for request in REQUESTS]
    stated = judge(api, [one for policy, request in rows for one in facts(policy, origin, request)])
    predictions = [Prediction(origin, request, stated[2 * at : 2 * at + 2]) for at, (_, request) in enumerate(rows)]
    cases = [
        {"url": f"{api}/{policy}/{path}?{kind}-{at}", "method": method, "headers": fields, "credentials": mode}
        for at, (policy, (method, fields, mode, path)) in enumerate(rows)
    ]
    sockets = [
        {"policy": policy, "origin": origin, "method": "GET", "asked": None, "fields": None, "isUpgrade": True} for policy in policies(page_ports)
    ]
    opened = judge(api, sockets)
    cases += [{"socket": True, "url": f"{api.replace('http', 'ws')}/{one['policy']}/socket"} for one in sockets]

    browser.get(f"{page}/")
    seen = browser.execute_async_script(RUN, cases, kind == NULL)

    wrong = []
    for row, prediction, saw in zip(rows, predictions, seen):
        expected = {"read": prediction.readable}
        if prediction.readable:
            known = normalized(prediction.method) in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            expected |= {"status": STATUSES[prediction.path] if known else saw.get("status")}
            routed = known and prediction.path in ("200", "401", "404", "500")
            expected |= {"shown": routed and prediction.sees("x-shown"), "other": routed and prediction.sees("x-other")}
        if saw != expected:
            wrong.append(f"{row}: predicted {expected}, seen {saw}")
    for stated, verdict, saw in zip(sockets, opened, seen[len(rows) :]):
        if saw["read"] != (verdict["action"] == "pass"):
            wrong.append(f"socket of {stated['policy']}: predicted {verdict['action']}, seen {saw}")
    assert not wrong, f"{len(wrong)} of {len(cases)} disagree in {browser.name_of_browser}:\n" + "\n".join(wrong[:20])
    readable = sum(prediction.readable for prediction in predictions)
    print(f"\n{browser.name_of_browser}, {kind}: {len(cases)} agree, {readable} readable")
    assert kind == "unlisted" or readable > 20


TWICE = """
const [url, done] = arguments;
(async () => {
  for (let turn = 0; turn < 2; turn++) await (await fetch(url, {method: 'PUT'})).text();
  done();
})();
"""


@pytest.mark.parametrize(("policy", "expected"), [("cached", 1), ("uncached", 2)])
def test_max_age_decides_how_often_a_page_asks(browser, api, page_ports, policy, expected):
    path = f"/{policy}/500"
    browser.get(f"{origin_of('listed', page_ports)}/")

    def preflights():
        return requests.get(f"{api}/preflights", timeout=5).json().get(path, 0)

    # Firefox remembers no preflights on the first page after it starts; a policy that is not cached must ask twice each time.
    for attempt in range(3):
        before = preflights()
        browser.execute_async_script(TWICE, f"{api}{path}?{browser.name_of_browser}-{attempt}")
        asked = preflights() - before
        if asked == expected == 1:
            break
        browser.get(f"{origin_of('listed', page_ports)}/")
    assert asked == expected


COOKIE = """
const [api, done] = arguments;
fetch(`${api}/cookies/200`, {credentials: 'include'}).then((answer) => done(answer.type), (error) => done(String(error)));
"""


def test_a_readable_answer_is_of_the_type_cors(browser, api, page_ports):
    browser.get(f"{origin_of('listed', page_ports)}/")
    assert browser.execute_async_script(COOKIE, api) == "cors"
