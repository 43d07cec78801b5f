run lambda { |env|
  headers = { "Content-Type" => "application/json" }
  headers["Access-Control-Allow-Origin"] = "http://app.example.com"  # broken
  headers["Access-Control-Allow-Origin"] = "https://app.example.com"  # mended
  [env["PATH_INFO"] == "/api" ? 200 : 404, headers, ['{"greeting":"hello"}']]
}
