#pragma once

/// The number of allocations this process has made.
unsigned long allocation_count(void);
