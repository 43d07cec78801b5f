"""Parts of the benchmark runner; see ../README.md."""
