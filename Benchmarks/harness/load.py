"""One round of traffic: our load generator, or wrk."""

import json
import re
import subprocess
from pathlib import Path

from . import tools

MICROSECONDS = {"us": 1.0, "ms": 1e3, "s": 1e6, "m": 60e6}


class LoadGenerator:
    """Sends a scenario's traffic to a running server from the other core."""

    def __init__(self, core, seconds):
        self.core, self.seconds = core, seconds
        self.executable = tools.build_load_generator()

    def round(self, scenario, server, seconds=None):
        """Rate, CPU per operation and latencies of one round, as a dictionary."""
        seconds = seconds or self.seconds
        if scenario.mode == "wrk":
            return self.wrk(scenario, server, max(1, round(seconds)))
        return self.run(scenario, server, ["--warmup", 0.3, "--seconds", seconds])

    def idle(self, scenario, server):
        """Memory per idle connection, as a dictionary."""
        return self.run(scenario, server, ["--seconds", 1])

    def operations(self, scenario, server, count):
        """Exactly `count` operations, however long they take."""
        result = self.run(scenario, server, ["--operations", count], limit=700)
        if result["ops"] != count:
            raise tools.BenchmarkError(f"{server.kind.name}: only {result['ops']} of {count} operations in {result['seconds']:.0f} s")

    def run(self, scenario, server, extra, limit=150):
        command = [self.executable, scenario.mode, "127.0.0.1", server.port, scenario.path, *scenario.arguments, *extra]
        command += ["--watch", server.pid]
        done = self.pinned(command, limit)
        try:
            result = json.loads(done.stdout)
        except ValueError:
            result = {"error": f"the load generator ended with {done.returncode}"}
        if "error" in result or result["errors"] > 0:
            reason = result.get("error") or f"{result['errors']} wrong replies or lost connections"
            raise tools.BenchmarkError(f"{server.kind.name}: {reason} {done.stderr.strip()}".strip())
        if result.get("ops") == 0:
            raise tools.BenchmarkError(f"{server.kind.name}: not one {scenario.operation} in {result['seconds']:.1f} s")
        return result

    def wrk(self, scenario, server, seconds):
        url = f"http://127.0.0.1:{server.port}{scenario.path}"
        before, waited_before = cpu_time(server.pid)
        done = self.pinned(["wrk", "-t1", f"-c{scenario.arguments[0]}", f"-d{seconds}s", "--latency", url], seconds + 30)
        after, waited_after = cpu_time(server.pid)
        total = re.search(r"(\d+) requests in ([\d.]+)(us|ms|s|m)", done.stdout)
        problem = re.search(r"(Non-2xx.*|Socket errors.*)", done.stdout)
        if not total or int(total[1]) == 0 or problem:
            raise tools.BenchmarkError(f"{server.kind.name}: wrk says {problem[1] if problem else done.stdout + done.stderr}")
        operations, elapsed = int(total[1]), float(total[2]) * MICROSECONDS[total[3]] / 1e6

        def latency(percent):
            match = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)", done.stdout, re.MULTILINE)
            return float(match[1]) * MICROSECONDS[match[2]]

        return {
            "mode": "wrk", "ops": operations, "seconds": elapsed, "rate": operations / elapsed, "p50_us": latency(50),
            "p99_us": latency(99), "errors": 0, "server_cpu_us": (after - before) / 1e3 / operations,
            "server_busy": (after - before) / 1e9 / elapsed, "server_waited": (waited_after - waited_before) / 1e9 / elapsed,
            "server_rss": resident(server.pid),
        }

    def pinned(self, command, limit):
        command = ["taskset", "-c", str(self.core)] + [str(part) for part in command]
        try:
            return subprocess.run(command, capture_output=True, text=True, timeout=limit)
        except subprocess.TimeoutExpired:
            raise tools.BenchmarkError(f"{Path(command[3]).name} did not end within {limit} s")


def cpu_time(pid):
    """Nanoseconds all threads of a process ran, and nanoseconds they were ready but had to wait for the core."""
    ran = waited = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        try:
            fields = (thread / "schedstat").read_text().split()
            ran, waited = ran + int(fields[0]), waited + int(fields[1])
        except FileNotFoundError:  # a kernel without schedstat: clock ticks, as load/watch.c does
            fields = (thread / "stat").read_text().rpartition(")")[2].split()
            ran += (int(fields[11]) + int(fields[12])) * 10_000_000
    return ran, waited


def resident(pid):
    """Bytes of memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024
