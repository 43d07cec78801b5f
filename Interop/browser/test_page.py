"""The demo's own page, used as a visitor would, from both origins."""

from playwright.sync_api import expect

from demo import eventually

ATTEMPTS = ["get", "preflight", "unlisted-header", "polling", "websocket", "echo"]


def sides(page, attempt):
    return page.locator(f"#attempt-{attempt} .side")


def test_visitor_of_the_listed_origin_chats(demo, page, ada, screenshot):
    page.goto(demo.allowed)
    expect(page.locator("#transport")).to_contain_text("HTTP polling → WebSocket")
    expect(page.locator("#transport")).to_contain_text("upgraded after")
    expect(page.locator("#gate-standing")).to_have_text("open")
    expect(page.locator("#members")).to_contain_text("Ada")

    page.fill("#text", "<b>hello</b>")
    page.press("#text", "Enter")
    expect(page.locator("#messages .mine .text")).to_have_text("<b>hello</b>")
    ada.emit("message", "hello yourself")
    expect(page.locator("#messages")).to_contain_text("hello yourself")
    eventually(lambda: ada.heard and ada.heard[0][1] == "<b>hello</b>", lambda: ada.heard)

    page.click("#run-all")
    expect(sides(page, "echo").first).to_contain_text("echo: hello over there")
    for attempt in ATTEMPTS:
        outcome = "refused" if attempt == "unlisted-header" else "allowed"
        expect(page.locator(f"#attempt-{attempt} .sides")).to_have_attribute("data-outcome", outcome)
    expect(sides(page, "get").first).to_contain_text("x-request-id")
    screenshot(page, "allowed")
    assert not [line for line in page.said if "uncaught" in line or "Content Security Policy" in line]


def test_visitor_changes_rooms_and_transports(demo, page, ada):
    page.goto(demo.allowed)
    expect(page.locator("#members")).to_contain_text("Ada")
    page.get_by_role("button", name="harbour").click()
    expect(page.locator("#members li")).to_have_count(1)
    page.get_by_role("button", name="polling only").click()
    expect(page.locator("#transport")).to_have_text("HTTP polling")
    expect(page.locator("#state-text")).to_have_text("connected")
    page.get_by_role("button", name="WebSocket only").click()
    expect(page.locator("#transport")).to_have_text("WebSocket")
    expect(page.locator("#state-text")).to_have_text("connected")
    page.fill("#name", "Grace")
    page.press("#name", "Enter")
    expect(page.locator("#members")).to_have_text("Grace")


def test_one_message_reaches_socketio_signalr_and_websocket_visitors_alike(demo, chromium, ada, screenshot):
    visitors = {}
    for protocol, ways in {"SignalR": ["WebSocket", "event stream", "long polling"], "WebSocket": ["WebSocket"], "Socket.IO": [""]}.items():
        for way in ways:
            context = chromium.new_context()
            page = visitors[protocol, way] = context.new_page()
            page.goto(demo.allowed)
            expect(page.locator("#state-text")).to_have_text("connected")  # before, nothing listens to clicks
            page.get_by_role("tab", name=protocol).click()
            if way:
                page.locator("#ways").get_by_role("button", name=way).click()
                expect(page.locator("#transport")).to_have_text(way)
            expect(page.locator("#state-text")).to_have_text("connected")
            page.fill("#name", f"{protocol} {way}".strip())
            page.press("#name", "Enter")
    everybody = [f"{protocol} {way}".strip() for protocol, way in visitors] + ["Ada"]
    for page in visitors.values():
        expect(page.locator("#members li")).to_have_count(len(everybody))
        assert sorted(page.locator("#members li").all_inner_texts()) == sorted(everybody)

    for (protocol, way), page in visitors.items():
        page.fill("#text", f"from {protocol} {way}")
        page.press("#text", "Enter")
        for other in visitors.values():
            expect(other.locator("#messages li").last).to_contain_text(f"from {protocol} {way}")
            expect(other.locator("#messages li").last.locator("small")).to_have_text(protocol)
    ada.emit("message", "and from Python")
    for page in visitors.values():
        expect(page.locator("#messages")).to_contain_text("and from Python")
    screenshot(visitors["SignalR", "long polling"], "signalr")
    leaving = visitors["SignalR", "long polling"]
    leaving.get_by_role("tab", name="Socket.IO").click()  # says goodbye to the hub, which a closed tab does not
    expect(leaving.locator("#transport")).to_contain_text("polling")
    expect(leaving.locator("#state-text")).to_have_text("connected")
    for page in visitors.values():
        page.context.close()
    eventually(lambda: ada.members == ["Ada"], lambda: ada.members)


def test_the_unlisted_origin_is_refused_whatever_it_speaks(demo, page):
    page.goto(demo.refused)
    expect(page.locator("#chat")).to_have_attribute("data-state", "refused")
    for protocol in ["SignalR", "WebSocket"]:
        page.get_by_role("tab", name=protocol).click()
        expect(page.locator("#chat")).to_have_attribute("data-state", "refused")
    expect(page.locator("#entries")).to_contain_text("/chatHub/negotiate")


def test_visitor_of_the_unlisted_origin_sees_what_was_refused_and_how_to_mend_it(demo, page, screenshot):
    page.goto(demo.refused)
    mend = f"{demo.refused} is not listed; nearest: {demo.allowed}; add it to origins"
    expect(page.locator("#mend-sentence")).to_have_text(mend)
    expect(page.locator("#gate-standing")).to_have_text("refused")
    expect(page.locator("#state-text")).to_have_text("connect_error: xhr poll error")

    expect(sides(page, "echo")).to_have_count(3)
    for attempt in ATTEMPTS:
        expect(page.locator(f"#attempt-{attempt} .sides")).to_have_attribute("data-outcome", "refused")
        expect(sides(page, attempt).nth(1)).to_contain_text(mend)
    expect(sides(page, "get").first).to_contain_text("TypeError: Failed to fetch")
    expect(sides(page, "echo").first).to_contain_text("close 1006")
    expect(page.locator("#entries li").first).to_contain_text("refused 403")
    screenshot(page, "refused")


def test_what_the_page_says_of_the_console_is_what_the_console_says(demo, page):
    page.goto(demo.refused)
    expect(sides(page, "echo")).to_have_count(3)
    said = [line.split("?EIO")[0] for line in page.said]  # the client's query differs each time
    for attempt in ATTEMPTS:
        claimed = page.locator(f"#attempt-{attempt} .console").inner_text()
        assert any(claimed.startswith(line) or line.startswith(claimed.split("/socket.io/'")[0]) for line in said), claimed


def examine(page, ill):
    page.locator(f"#ills button[data-ill={ill}]").click()
    expect(page.locator("#examination")).not_to_have_attribute("data-outcome", "running")
    expect(page.locator("#examination .report")).to_be_visible()


def test_the_doctor_finds_nothing_wrong_with_the_demo(demo, page):
    page.goto(demo.allowed)
    examine(page, "good")
    expect(page.locator("#examination .healthy")).to_have_text("Nothing is wrong.")
    expect(page.locator("#examination .finding")).to_have_count(0)
    expect(page.locator("#examination .got")).to_contain_text("x-request-id")
    expect(page.locator("#examination .foretold")).to_have_attribute("data-agreed", "true")


def test_the_doctor_names_each_planted_fault_first_and_foretells_this_browser(demo, page, screenshot):
    page.goto(demo.allowed)
    ills = page.request.get(f"{demo.allowed}/broken.json").json()
    assert len(ills) >= 8
    for ill in ills:
        examine(page, ill["id"])
        expect(page.locator("#examination .finding").first).to_have_attribute("data-finding", ill["finding"])
        expect(page.locator("#examination .foretold")).to_have_attribute("data-agreed", "true")
    examine(page, "preflight-405")
    expect(page.locator("#examination .got")).to_contain_text("TypeError: Failed to fetch")
    claimed = page.locator("#examination .console").inner_text()
    assert any(line == claimed for line in page.said), claimed
    screenshot(page, "doctor")
    assert not [line for line in page.said if "uncaught" in line or "Content Security Policy" in line]


def test_the_doctor_finds_what_a_page_that_is_not_listed_runs_into(demo, page):
    page.goto(demo.refused)
    examine(page, "good")
    expect(page.locator("#examination .finding").first).to_have_attribute("data-finding", "A1")
    expect(page.locator("#examination .foretold")).to_have_attribute("data-agreed", "true")


def test_the_doctor_tells_kinds_apart_and_speaks_for_other_origins(demo, page):
    page.goto(demo.allowed)
    for path, kind in {"/socket.io/": "socketio", "/chatHub": "signalr"}.items():
        page.fill("#question [name=url]", demo.api + path)
        page.select_option("#question [name=kind]", "auto")
        page.click("#question button")
        expect(page.locator("#examination pre").last).to_contain_text({"socketio": "EIO=4", "signalr": "negotiate"}[kind])
        expect(page.locator("#examination .foretold")).to_have_attribute("data-agreed", "true")
    page.fill("#question [name=origin]", "https://elsewhere.example")
    page.click("#question button")
    expect(page.locator("#examination .finding").first).to_have_attribute("data-finding", "I1")
    expect(page.locator("#examination .patient")).to_contain_text("its own origin only")


def test_the_doctor_leaves_the_machine_for_nobody_and_answers_its_own_page_only(demo, page):
    page.goto(demo.allowed)
    for address in ["http://192.0.2.1/", "http://example.com/", "http://127.evil.example/", "http://localhost.evil.example/"]:
        page.fill("#question [name=url]", address)
        page.click("#question button")
        expect(page.locator("#examination")).to_contain_text("is not this machine")
        expect(page.locator("#examination")).to_contain_text("--dangerously-examine-any-address")
    question = {"url": demo.api, "origin": demo.allowed, "kind": "fetch", "method": "GET", "headers": [], "credentials": False}
    for headers in [{}, {"Origin": demo.refused}, {"Origin": "https://evil.example"}]:
        assert page.request.post(f"{demo.allowed}/doctor", data=question, headers=headers).status == 403
    assert page.request.post(f"{demo.allowed}/doctor", data={"url": 1}, headers={"Origin": demo.allowed}).status == 400


def test_dark_and_narrow_pages_hold_together(demo, chromium, screenshot):
    for name, options in {"dark": {"color_scheme": "dark"}, "narrow": {"viewport": {"width": 390, "height": 800}}}.items():
        for role, origin in {"allowed": demo.allowed, "refused": demo.refused}.items():
            context = chromium.new_context(**options)
            page = context.new_page()
            page.goto(origin)
            expect(page.locator("#gate-standing")).to_have_text("open" if role == "allowed" else "refused")
            if role == "refused":
                expect(sides(page, "echo")).to_have_count(3)
            examine(page, "reflects-anybody")
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            screenshot(page, f"{role}-{name}")
            context.close()
            assert overflow <= 0, f"{role}, {name}: {overflow} px wider than the window"
