// Load generator for the benchmarks: one thread, epoll, verifies every reply, prints one line of JSON. Usage: run without arguments.
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "run.h"
#include "tls.h"
#include "watch.h"

struct Run run;

enum { OPENING_AT_ONCE = 64 };  // fewer than any server's accept queue
static const double opening_limit = 60, operations_limit = 540, grace = 20;  // seconds

static void print_escaped(const char *text) {
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') printf("\\%c", *text);
        else if ((unsigned char)*text >= 32 && (unsigned char)*text < 127) putchar(*text);
        else putchar(' ');
    }
}

_Noreturn void fail(const char *format, ...) {
    char text[700];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    printf("{\"mode\": \"%s\", \"error\": \"", run.options.mode_name);
    print_escaped(text);
    printf("\"}\n");
    fflush(stdout);
    _exit(1);
}

static void out_of_time(int signal) {
    (void)signal;
    static const char text[] = "{\"error\": \"the load generator ran out of time: the server answers too slowly or not at all\"}\n";
    if (write(STDOUT_FILENO, text, sizeof text - 1)) {}
    _exit(1);
}

/// Handles what is ready; waits at most `limit` nanoseconds (and, epoll counting in milliseconds, up to one more).
static void turn(uint64_t limit) {
    struct epoll_event events[1024];
    int count = epoll_wait(run.poll, events, 1024, (int)((limit + 999999) / 1000000));
    if (count < 0 && errno != EINTR) fail("epoll_wait: %s", strerror(errno));
    for (int i = 0; i < count && !run.finished; i++) connection_ready(events[i].data.ptr, events[i].events);
}

static void run_until(uint64_t end) {
    for (uint64_t time = now(); time < end && !run.finished; time = now()) turn(end - time);
}

static void open_all(void) {
    uint64_t end = now() + (uint64_t)(opening_limit * 1e9);
    while (run.ready < run.options.connections) {
        while (run.opened < run.options.connections && run.opened - run.ready < OPENING_AT_ONCE)
            open_connection(run.connections + run.opened);
        uint64_t time = now();
        if (time >= end) fail("%d of %d connections were ready after %.0f s", run.ready, run.options.connections, opening_limit);
        turn(end - time);
    }
}

static double process_cpu(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void hold(struct Usage before) {
    uint64_t opening = now();
    open_all();
    double seconds = (double)(now() - opening) / 1e9;
    run_until(now() + (uint64_t)(run.options.seconds * 1e9));
    struct Usage after = usage_of(run.options.watched);
    double growth = (double)after.resident - (double)before.resident;
    printf(
        "{\"mode\": \"%s\", \"connections\": %d, \"open_seconds\": %.3f, \"rss_before\": %llu, \"rss_after\": %llu, "
        "\"bytes_per_connection\": %.0f, \"errors\": %llu}\n",
        run.options.mode_name, run.ready, seconds, (unsigned long long)before.resident, (unsigned long long)after.resident,
        growth / run.options.connections, (unsigned long long)run.errors);
}

static void measure(void) {
    if (run.options.mode == MODE_SIO_CONNECT) {
        for (int i = 0; i < run.options.connections; i++) open_connection(run.connections + i);
    } else {
        open_all();
        start_traffic();
    }
    if (run.options.operations == 0) run_until(now() + (uint64_t)(run.options.warmup * 1e9));

    run.counting = true;
    uint64_t first = run.operations, begin = now();
    double own = process_cpu();
    struct Usage before = usage_of(run.options.watched);
    run_until(begin + (uint64_t)((run.options.operations ? operations_limit : run.options.seconds) * 1e9));
    struct Usage after = usage_of(run.options.watched);
    own = process_cpu() - own;
    double seconds = (double)(now() - begin) / 1e9;
    if (run.options.operations) first = 0;

    double operations = (double)(run.operations - first), per = operations > 0 ? operations : 1;
    printf(
        "{\"mode\": \"%s\", \"ops\": %.0f, \"seconds\": %.4f, \"rate\": %.1f, \"p50_us\": %.1f, \"p99_us\": %.1f, \"max_us\": %.1f, "
        "\"errors\": %llu, \"client_cpu_us\": %.4f",
        run.options.mode_name, operations, seconds, operations / seconds,
        (double)histogram_quantile(&run.latencies, 0.5) / 1e3, (double)histogram_quantile(&run.latencies, 0.99) / 1e3,
        (double)run.latencies.maximum / 1e3, (unsigned long long)run.errors, own * 1e6 / per);
    if (run.options.watched) {
        double cpu = (double)(after.cpu - before.cpu), waited = (double)(after.waited - before.waited);
        printf(
            ", \"server_cpu_us\": %.4f, \"server_busy\": %.4f, \"server_waited\": %.4f, \"server_rss\": %llu", cpu / 1e3 / per,
            cpu / 1e9 / seconds, waited / 1e9 / seconds, (unsigned long long)after.resident);
    }
    printf("}\n");
}

int main(int count, char **arguments) {
    run.options = parse_options(count, arguments);
    signal(SIGALRM, out_of_time);
    alarm((unsigned)((run.options.operations ? operations_limit : run.options.warmup + run.options.seconds) + opening_limit + grace));
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    size_t connections = (size_t)run.options.connections, depth = (size_t)run.options.depth;
    run.traffic = make_traffic(&run.options);
    if (run.options.tls) tls_start();
    run.connections = calloc(connections, sizeof *run.connections);
    run.broadcast_at = calloc(depth, sizeof *run.broadcast_at);
    run.broadcast_remaining = calloc(depth, sizeof *run.broadcast_remaining);
    uint64_t *sent_at = calloc(connections * depth, sizeof *sent_at);
    run.poll = epoll_create1(EPOLL_CLOEXEC);
    if (!run.connections || !run.broadcast_at || !run.broadcast_remaining || !sent_at || run.poll < 0) fail("out of memory");
    for (size_t i = 0; i < connections; i++) run.connections[i].sent_at = sent_at + i * depth;
    run.unsent = run.options.operations;
    if (run.options.mode == MODE_SIO_CONNECT) run.unsent -= run.options.connections;  // the first ones are opened unasked

    struct Usage before = usage_of(run.options.watched);
    if (only_holds(run.options.mode)) hold(before);
    else measure();
    return run.errors > 0 ? 1 : 0;
}
