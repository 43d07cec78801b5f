#include "watch.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int add_schedstat(int process, const char *thread, struct Usage *usage) {
    char path[96];
    snprintf(path, sizeof path, "/proc/%d/task/%.20s/schedstat", process, thread);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    unsigned long long ran = 0, waited = 0;
    int fields = fscanf(file, "%llu %llu", &ran, &waited);
    fclose(file);
    if (fields != 2) return 0;
    usage->cpu += ran;
    usage->waited += waited;
    return 1;
}

// Kernels without schedstat: user and system time in clock ticks, usually 10 ms.
static void add_stat(int process, const char *thread, struct Usage *usage) {
    char path[96], line[1024];
    snprintf(path, sizeof path, "/proc/%d/task/%.20s/stat", process, thread);
    FILE *file = fopen(path, "r");
    if (!file) return;
    if (fgets(line, sizeof line, file)) {
        char *rest = strrchr(line, ')');
        unsigned long long user = 0, system = 0;
        if (rest && sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &user, &system) == 2)
            usage->cpu += (user + system) * (1000000000ull / (unsigned long long)sysconf(_SC_CLK_TCK));
    }
    fclose(file);
}

struct Usage usage_of(int process) {
    struct Usage usage = {0};
    if (process <= 0) return usage;
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", process);
    DIR *threads = opendir(path);
    if (threads) {
        for (struct dirent *entry; (entry = readdir(threads));)
            if (entry->d_name[0] != '.' && !add_schedstat(process, entry->d_name, &usage)) add_stat(process, entry->d_name, &usage);
        closedir(threads);
    }
    snprintf(path, sizeof path, "/proc/%d/statm", process);
    FILE *file = fopen(path, "r");
    if (file) {
        unsigned long long pages = 0;
        if (fscanf(file, "%*u %llu", &pages) == 1) usage.resident = pages * (unsigned long long)sysconf(_SC_PAGESIZE);
        fclose(file);
    }
    return usage;
}
