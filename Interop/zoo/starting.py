"""Starts the processes of a stack on ports chosen now, waits until they serve, and ends them by their ids."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
STACKS = HERE / "stacks"
HOME = HERE.parents[1] / ".cache" / "zoo"
ORIGIN = "https://app.example.com"
START_LIMIT = 20  # seconds until a process must accept connections

# What a server needs around the few lines that make a stack.
FRAMES = {
    ".nginx": """pid {{DIRECTORY}}/nginx.pid;
error_log stderr warn;
events { worker_connections 256; }
http {
access_log off;
client_body_temp_path {{DIRECTORY}}/b; proxy_temp_path {{DIRECTORY}}/p; fastcgi_temp_path {{DIRECTORY}}/f;
uwsgi_temp_path {{DIRECTORY}}/u; scgi_temp_path {{DIRECTORY}}/s;
%s
}
""",
    ".haproxy": """defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  timeout tunnel 60s
%s
""",
    ".apache": """ServerRoot {{DIRECTORY}}
ServerName localhost
Listen 127.0.0.1:{{PORT}}
PidFile {{DIRECTORY}}/httpd.pid
ErrorLog {{DIRECTORY}}/error.log
User www-data
Group www-data
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
LoadModule setenvif_module /usr/lib/apache2/modules/mod_setenvif.so
LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
StartServers 1
ThreadsPerChild 25
MaxRequestWorkers 25
ServerLimit 1
%s
""",
    ".lighttpd": """server.bind = "127.0.0.1"
server.port = {{PORT}}
server.document-root = "{{DIRECTORY}}"
%s
""",
    ".caddy": """{
  admin off
  auto_https off
}
http://127.0.0.1:{{PORT}} {
  bind 127.0.0.1
%s
}
""",
}


def of(value, variant):
    """The value for a variant, where broken and mended differ."""
    return value[variant] if isinstance(value, dict) else value


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def choose(text, variant):
    """Keeps the lines of one variant: a line may end with `# broken` or `# mended` (or `// …`), lines without a mark are in both."""
    lines = []
    for line in text.splitlines():
        mark = re.search(r"\s*(?:#|//)\s*(broken|mended)\s*$", line)
        if mark is None:
            lines.append(line)
        elif mark.group(1) == variant:
            lines.append(line[: mark.start()])
    return "\n".join(lines) + "\n"


def fill(text, values):
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", str(value))
    return text


def write(process, variant, directory, values):
    """Writes the variant of a process's file into the directory of its own, and returns its path."""
    name = process.file
    text = choose((STACKS / name).read_text(), variant)
    suffix = Path(name).suffix
    if suffix in FRAMES:
        text = FRAMES[suffix] % text
    if suffix not in (".py", ".js", ".ru"):
        text = fill(text, values)
    path = directory / name
    path.write_text(text)
    return path


def command(path, port, directory):
    python = HOME / "bin" / "python"
    if path.name.endswith(".traefik.yaml"):
        return [HOME / "bin" / "traefik", f"--entrypoints.web.address=127.0.0.1:{port}", f"--providers.file.filename={path}", "--log.level=ERROR",
                "--global.checknewversion=false", "--global.sendanonymoususage=false"]
    match path.suffix:
        case ".py":
            return [python, path]
        case ".js":
            return ["node", path]
        case ".ru":
            return ["puma", "--quiet", "--environment", "production", "--threads", "1:4", "--bind", f"tcp://127.0.0.1:{port}", path]
        case ".nginx":
            return ["/usr/sbin/nginx", "-p", directory, "-c", path, "-g", "daemon off; master_process off;"]
        case ".haproxy":
            return ["/usr/sbin/haproxy", "-db", "-q", "-f", path]
        case ".apache":
            return ["/usr/sbin/apache2", "-DFOREGROUND", "-f", path]
        case ".lighttpd":
            return ["/usr/sbin/lighttpd", "-D", "-f", path]
        case ".vcl":
            return ["/usr/sbin/varnishd", "-F", "-j", "none", "-a", f"127.0.0.1:{port}", "-f", path, "-n", directory / "varnish", "-s", "malloc,16m"]
        case ".caddy":
            return [HOME / "bin" / "caddy", "run", "--adapter", "caddyfile", "--config", path]
        case ".yaml":
            return [HOME / "bin" / "envoy", "-c", path, "--disable-hot-restart", "--concurrency", "1", "-l", "error"]
    raise ValueError(f"nothing is known to run {path.name}")


def accepts(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_configured(port):
    """Traefik listens before it has read its file, and answers 404 until then."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/api")
        return connection.getresponse().status != 404
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def certificates(directory):
    """A certificate authority and two certificates under it: one for localhost, one for another name."""

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=directory, check=True, capture_output=True, timeout=20)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *key, "-keyout", "authority.key", "-out", "authority.pem", "-days", "2", "-subj", "/CN=Zoo")
    for name, alternatives in (("right", "DNS:localhost,IP:127.0.0.1"), ("wrong", "DNS:other.example")):
        (directory / "names").write_text("subjectAltName=" + alternatives)
        openssl("req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", "/CN=Zoo server")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
                "-out", f"{name}.pem", "-days", "2", "-extfile", "names")


@contextlib.contextmanager
def running(stack, variant):
    """Runs a stack; yields the values to fill in: the ports by role (`PORT` is the front's), `DIRECTORY`, `ORIGIN`."""
    directory = Path(tempfile.mkdtemp(prefix="zoo-"))
    directory.chmod(0o755)
    started = []
    try:
        values = {"DIRECTORY": directory, "ORIGIN": ORIGIN}
        for process in stack.processes:
            values[process.role] = free_port()
        if stack.tls:
            certificates(directory)
        for process in stack.processes:
            port = values[process.role]
            home = directory / process.role.lower()
            home.mkdir(mode=0o755)
            chosen = {name: of(value, variant) for name, value in process.environment.items()}
            own = {**values, **chosen, "PORT": port, "DIRECTORY": home, "CERTIFICATES": directory}
            own.update({name: fill(str(value), values) for name, value in chosen.items()})
            path = write(process, variant, home, own)
            environment = {
                **os.environ, **{role: str(value) for role, value in own.items()},
                "PYTHONPATH": str(STACKS), "NODE_PATH": "/usr/share/nodejs", "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home),
                "PYTHONDONTWRITEBYTECODE": "1", "VARIANT": variant,
            }
            with open(home / "log", "wb") as log:
                child = subprocess.Popen(
                    command(path, port, home), cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
            started.append(child)
            deadline = time.monotonic() + START_LIMIT
            while not accepts(port) or path.name.endswith(".traefik.yaml") and not is_configured(port):
                if child.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{process.file} did not start: {(home / 'log').read_text(errors='replace')[-1500:]}")
                time.sleep(0.03)
        yield {**values, "CERTIFICATES": directory}
    finally:
        for child in reversed(started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)
        for child in started:
            try:
                child.wait(timeout=3)
            except subprocess.TimeoutExpired:
                pass
            with contextlib.suppress(ProcessLookupError):  # workers that outlived their parent, in the session made for them above
                os.killpg(child.pid, signal.SIGKILL)
            child.wait(timeout=3)
        shutil.rmtree(directory, ignore_errors=True)
