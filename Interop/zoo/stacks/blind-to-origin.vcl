vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "{{BACKEND}}"; }
sub vcl_backend_response {
  set beresp.http.Vary = "Origin";  # mended
  set beresp.ttl = 60s;
}
sub vcl_deliver { set resp.http.X-Cache = obj.hits; }
