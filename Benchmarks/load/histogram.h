// Latencies in logarithmic buckets, each within 1.6 % of its value: recording costs a few instructions and no memory grows.
#pragma once
#include <stdint.h>

enum { HISTOGRAM_BUCKETS = 64 * 40 };

struct Histogram {
    uint64_t total;
    uint64_t maximum;  // nanoseconds
    uint64_t counts[HISTOGRAM_BUCKETS];
};

static inline unsigned histogram_bucket(uint64_t nanoseconds) {
    if (nanoseconds < 64) return (unsigned)nanoseconds;
    unsigned shift = 63 - 6 - (unsigned)__builtin_clzll(nanoseconds);
    unsigned bucket = (shift + 1) * 64 + (unsigned)((nanoseconds >> shift) & 63);
    return bucket < HISTOGRAM_BUCKETS ? bucket : HISTOGRAM_BUCKETS - 1;
}

static inline void histogram_record(struct Histogram *histogram, uint64_t nanoseconds) {
    histogram->total++;
    if (nanoseconds > histogram->maximum) histogram->maximum = nanoseconds;
    histogram->counts[histogram_bucket(nanoseconds)]++;
}

/// Nanoseconds below which `fraction` of the recorded latencies lie; 0 when none was recorded.
static inline uint64_t histogram_quantile(const struct Histogram *histogram, double fraction) {
    uint64_t wanted = (uint64_t)(fraction * (double)histogram->total), seen = 0;
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        seen += histogram->counts[bucket];
        if (seen > wanted) return bucket < 64 ? bucket : (uint64_t)(64 + bucket % 64) << (bucket / 64 - 1);
    }
    return histogram->maximum;
}
