"""Tables for people."""

import statistics


def time_text(microseconds):
    if microseconds < 1000:
        return f"{microseconds:.2f} µs" if microseconds < 100 else f"{microseconds:.0f} µs"
    return f"{microseconds / 1000:.1f} ms"


def bytes_text(count):
    for unit, size in (("MiB", 1 << 20), ("KiB", 1 << 10)):
        if abs(count) >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count:.0f} B"


def aligned(rows):
    """Rows of cells as lines; the first column left, the others right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  " + "  ".join([row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]).rstrip()
        for row in rows
    ]


def expectation_text(result, expected):
    outcome = "met" if expected["met"] else "MISSED"
    if expected["figure"] == "bytes":
        return f"  expected at most {bytes_text(expected['bound'])} per {result['operation']}: {outcome} ({bytes_text(expected['actual'])})"
    what, relation = ("rate", ">=") if expected["figure"] == "rate" else (f"CPU per {result['operation']}", "<=")
    return f"  expected {what} {relation} {expected['bound']:.2f} x {expected['peer']}: {outcome} ({expected['actual']:.2f})"


def traffic_lines(result):
    operation = result["operation"]
    rows = [["", f"{operation}/s", f"CPU/{operation}", "(min - max)", "p50", "p99", "RSS", "core"]]
    for name, figures in result["servers"].items():
        median, cpu = figures["median"], [round["server_cpu_us"] for round in figures["rounds"]]
        rows.append([
            name, f"{median['rate']:,.0f}", time_text(median["server_cpu_us"]), f"({min(cpu):.2f} - {max(cpu):.2f})",
            time_text(median["p50_us"]), time_text(median["p99_us"]), bytes_text(median["server_rss"]),
            f"{median['server_busy']:.0%}",
        ])
    for peer, ratio in result["ratios"].items():
        rows.append([f"wayleave / {peer}", f"{ratio['rate']:.3f}", f"{ratio['cpu']:.3f}", "", f"{ratio['p50']:.2f}",
                     f"{ratio['p99']:.2f}", f"{ratio['rss']:.2f}", ""])
    return aligned(rows)


def idle_lines(result):
    rows = [["", "RSS before", "RSS after", "per connection"]]
    for name, figures in result["servers"].items():
        median = figures["median"]
        rows.append([name, bytes_text(median["rss_before"]), bytes_text(median["rss_after"]),
                     bytes_text(median["bytes_per_connection"])])
    return aligned(rows)


def scenario_text(result):
    """The table of one scenario."""
    lines = [result["title"]]
    lines += [f"  {note}" for note in result["notes"]]
    if result["servers"]:
        lines += idle_lines(result) if result["idle"] else traffic_lines(result)
    return "\n".join(lines + [expectation_text(result, expected) for expected in result["expectations"]]) + "\n"


def summary_text(results):
    """The ratios to the peer whose rates the goals are about, over all scenarios that have it; None without one."""
    ratios = [ratio["rate"] for result in results for peer, ratio in result["ratios"].items() if peer == "uWebSockets"]
    if len(ratios) < 2:
        return None
    return (
        f"wayleave / uWebSockets, rates of {len(ratios)} scenarios: lowest {min(ratios):.3f}, median {statistics.median(ratios):.3f}, "
        f"highest {max(ratios):.3f}\n")


def noise_text(results):
    """A warning when other processes took the servers' core, or None."""
    waited = [
        round["server_waited"] for result in results for figures in result["servers"].values() for round in figures["rounds"]
        if "server_waited" in round
    ]
    worst = max(waited, default=0)
    if worst < 0.05:
        return None
    return (
        f"Others used the servers' core: in the worst round a server waited {worst:.0%} of the time for it. "
        "Rates and latencies are off by as much; CPU per operation is steadier."
    )
