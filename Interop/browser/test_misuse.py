"""Everything that can be got wrong at the start ends at once, with one clear sentence and a documented exit code (README § Exit codes)."""

import socket

import pytest

from demo import CLIENT_DIRECTORY, Demo, free_port, run
from raw import request

USAGE, REFUSED = 2, 3


def demo_arguments(**changed):
    flags = {"port": free_port(), "allowed-port": free_port(), "refused-port": free_port(), "client-directory": CLIENT_DIRECTORY, **changed}
    return ["demo", *(text for flag, value in flags.items() for text in (f"--{flag}", str(value)))]


def assert_one_sentence(result, code, *parts):
    assert result.returncode == code, result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    for part in parts:
        assert str(part) in lines[0]


def test_port_in_use():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_one_sentence(run(*demo_arguments(port=port)), REFUSED, port, "in use", "--port")


def test_page_port_in_use():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_one_sentence(run(*demo_arguments(**{"allowed-port": port})), REFUSED, port, "in use", "--allowed-port")


def test_missing_client_directory():
    assert_one_sentence(run(*demo_arguments(**{"client-directory": "no/such/folder"})), REFUSED, "no/such/folder", "make setup")


def test_faulty_rule():
    result = run(*demo_arguments(origin="https://app.example.com/"))
    assert result.returncode == REFUSED
    assert "https://app.example.com/" in result.stderr and "slash" in result.stderr


@pytest.mark.parametrize("arguments", [["demo", "--nonsense"], ["demo", "--port"], ["demo", "--port", "abc"], ["demo", "--port", "70000"], ["nonsense"]])
def test_misspelt_command_line(arguments):
    result = run(*arguments)
    assert result.returncode == USAGE
    assert arguments[-1] in result.stderr


def test_help_is_no_error():
    result = run("--help")
    assert result.returncode == 0
    assert "demo" in result.stdout


def test_listing_the_refused_origin_mends_the_refusal():
    refused_port = free_port()
    origin = f"http://localhost:{refused_port}"
    demo = Demo("--origin", origin)
    try:
        answer = request(demo.port, "GET", "/api/hello", {"Origin": origin})
        assert answer.all("access-control-allow-origin") == [origin]
    finally:
        demo.stop()
    assert demo.process.returncode == 0
