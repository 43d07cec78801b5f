/// How the page of a report looks, on screen and on paper.
enum ReportStyle {
    static let css = """
        :root{--ink:#1c2430;--soft:#5b6675;--line:#d9dfe7;--good:#1a7f4b;--bad:#c0322b;--warn:#a86a00;--paper:#fff;--back:#f4f6f9}
        @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa6b5;--line:#323b48;--good:#4cc38a;--bad:#ff7b72;--warn:#e3b341;--paper:#161b22;--back:#0d1117}}
        *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:2rem 1rem}h1{margin:.2rem 0;font-size:1.6rem}h2{font-size:1.1rem;margin:2rem 0 .6rem}
        h3{margin:0 0 .4rem;font-size:1.05rem}h4{margin:.8rem 0 .2rem}header{border-left:.4rem solid var(--good);padding:.2rem 0 .2rem 1rem}
        header.bad{border-color:var(--bad)}.call{margin:0;font-family:ui-monospace,monospace;overflow-wrap:anywhere}.call span,.meta,.path span{color:var(--soft)}
        .meta{margin:0}.path{list-style:none;padding:0;margin:0;background:var(--paper);border:1px solid var(--line);border-radius:.5rem}
        .path li{padding:.45rem .8rem .45rem 2.2rem;position:relative}.path li+li{border-top:1px solid var(--line)}
        .path li:before{content:"●";position:absolute;left:.9rem;color:var(--good)}.path .failed:before{content:"✖";color:var(--bad)}
        .path .skipped:before{content:"○";color:var(--soft)}.path b{display:inline-block;min-width:13rem;font-weight:600}
        article{background:var(--paper);border:1px solid var(--line);border-left:.4rem solid var(--soft);border-radius:.5rem;padding:1rem;margin:0 0 1rem;break-inside:avoid}
        article.critical,article.high{border-left-color:var(--bad)}article.medium{border-left-color:var(--warn)}
        .id{font-family:ui-monospace,monospace;color:var(--soft)}.severity{float:right;font-weight:400;font-size:.85rem;color:var(--soft)}
        pre{background:var(--back);border:1px solid var(--line);border-radius:.3rem;padding:.6rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem;margin:0}
        .mend{border-left:.25rem solid var(--good)}.proof{font-family:ui-monospace,monospace;font-size:.85rem;padding-left:1.2rem;overflow-wrap:anywhere}
        dt{font-weight:600;text-transform:capitalize}dd{margin:0 0 .3rem;font-family:ui-monospace,monospace;font-size:.82rem;overflow-wrap:anywhere}
        summary{cursor:pointer;color:var(--soft)}.also,.retest{color:var(--soft);font-size:.85rem;margin:.5rem 0 0;overflow-wrap:anywhere}
        svg{width:100%;height:auto;background:var(--paper);border:1px solid var(--line);border-radius:.5rem}svg text{fill:var(--ink);font:13px system-ui,sans-serif}
        svg .soft{fill:var(--soft)}svg .mono{font-family:ui-monospace,monospace;font-size:12px}svg .life{stroke:var(--line);stroke-width:2}
        svg .head{fill:var(--back);stroke:var(--line)}svg .go{stroke:var(--ink)}svg .back{stroke:var(--good)}svg .wrong{stroke:var(--bad)}svg text.wrong{fill:var(--bad);stroke:none}
        svg .tip{fill:var(--ink)}svg .tip.back{fill:var(--good);stroke:none}svg .tip.wrong{fill:var(--bad);stroke:none}
        @media print{body{background:#fff;font-size:12px}main{padding:0;max-width:none}details>*{display:block}.requests{display:none}}
        """
}
