"""Tables for people."""


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


def verdict_text(result):
    limit, ratio = result["cpu_limit"], result["ratio"]
    if limit is None or not ratio:
        return None
    outcome = "met" if result["verdict"] == "met" else "MISSED"
    return f"  expected CPU per {result['operation']} <= {limit:.2f} x {result['peer']}: {outcome} ({ratio['cpu']:.2f})"


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
    if result["ratio"]:
        ratio = result["ratio"]
        rows.append([f"wayleave / {result['peer']}", f"{ratio['rate']:.2f}", f"{ratio['cpu']:.2f}", "", f"{ratio['p50']:.2f}",
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
    verdict = verdict_text(result)
    return "\n".join(lines + [verdict] if verdict else lines) + "\n"


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
