require "rack/cors"

use Rack::Cors do
  allow do
    origins(/example\.com\z/)  # broken
    origins "https://app.example.com"  # mended
    resource "*", headers: :any, methods: %i[get post put patch delete], credentials: true, max_age: 600
  end
end
run ->(env) { [env["PATH_INFO"] == "/api" ? 200 : 404, { "Content-Type" => "application/json", "Vary" => "Origin" }, ['{"greeting":"hello"}']] }
