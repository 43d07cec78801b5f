// CPU time and memory of another process, all its threads together, read from /proc.
#pragma once
#include <stdint.h>

struct Usage {
    uint64_t cpu;       // nanoseconds spent running
    uint64_t waited;    // nanoseconds ready to run while others held the core; 0 when the kernel keeps no schedstat
    uint64_t resident;  // bytes
};

/// What `process` has used so far. Sampling here rather than in the runner puts both samples exactly at the counted window's ends.
struct Usage usage_of(int process);
