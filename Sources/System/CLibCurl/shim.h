#pragma once
#include <curl/curl.h>

// Swift cannot call functions with variable arguments: one here for each type of argument.

static inline CURLcode wayleave_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode wayleave_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode wayleave_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode wayleave_curl_set_receiver(
    CURL *easy, CURLoption function, CURLoption context, size_t (*call)(char *, size_t, size_t, void *), void *argument
) {
    CURLcode code = curl_easy_setopt(easy, function, call);
    return code == CURLE_OK ? curl_easy_setopt(easy, context, argument) : code;
}
static inline CURLcode wayleave_curl_get_double(CURL *easy, CURLINFO info, double *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode wayleave_curl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode wayleave_curl_get_text(CURL *easy, CURLINFO info, const char **value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLMcode wayleave_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
// What a finished transfer ended with; -1 while there is none.
static inline int wayleave_curl_multi_finished(CURLM *multi, CURL **easy, CURLcode *code) {
    int left = 0;
    struct CURLMsg *message = curl_multi_info_read(multi, &left);
    if (message == NULL || message->msg != CURLMSG_DONE) return -1;
    *easy = message->easy_handle;
    *code = message->data.result;
    return left;
}
