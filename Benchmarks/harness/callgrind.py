"""Instructions a server executes in user space for a number of operations, counted by valgrind."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from . import tools
from .server import Server

START_LIMIT = 120.0  # seconds: valgrind starts a program some fifty times slower


def stripped(executable, directory):
    """A copy without debugging information, which valgrind cannot always read and does not need for counting."""
    copy = Path(directory) / Path(executable).name
    if subprocess.run(["strip", "-g", "-o", str(copy), str(executable)], capture_output=True).returncode != 0:
        shutil.copy2(executable, copy)
    return copy


def count(kind, scenario, load, core, operations, directory):
    """Instructions from the server's start to its end, `operations` operations in between."""
    output = Path(directory) / "callgrind.out"
    output.unlink(missing_ok=True)
    # Without random hash seeds two runs with the same traffic execute nearly the same instructions.
    kind = replace(kind, environment={**kind.environment, "SWIFT_DETERMINISTIC_HASHING": "1"})
    wrapper = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}"]
    with Server(kind, core, wrapper, START_LIMIT) as server:
        load.operations(scenario, server, operations)
        server.stop()
        text = output.read_text() if output.exists() else ""
        total = re.search(r"^(?:summary|totals): (\d+)", text, re.MULTILINE)
        if not total or int(total[1]) == 0:
            raise tools.BenchmarkError(f"callgrind counted nothing for {kind.name}: {server.output()}")
    return int(total[1])


def per_operation(kind, scenario, load, core, operations, directory):
    """Two runs that differ only in their number of operations: start, handshakes and end cancel out."""
    few = count(kind, scenario, load, core, operations, directory)
    many = count(kind, scenario, load, core, 3 * operations, directory)
    return (many - few) / (2 * operations)
