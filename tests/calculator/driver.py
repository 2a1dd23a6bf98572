"""A browser, driven by chromedriver over the WebDriver protocol."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER: Final = shutil.which("chromedriver")
_ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
_CONTROL, _DELETE = "\ue009", "\ue017"
_PATIENCE: Final = 120  # seconds until a page that does not come is a fault; no test measures time


class Browser:
    """One window of the browser."""

    def __init__(self, address: str) -> None:
        self._address = address

    def command(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._address + path, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310
        try:
            with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - the driver of this machine
                return json.load(answer)["value"]
        except HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def go(self, address: str) -> None:
        self.command("POST", "/url", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        return self.command("POST", "/execute/sync", {"script": script, "args": arguments})

    def find(self, selector: str) -> str:
        found = self.command("POST", "/element", {"using": "css selector", "value": selector})
        return str(found[_ELEMENT])

    def click(self, selector: str) -> None:
        self.command("POST", f"/element/{self.find(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        """Type into a field, as a person does: in the place of what stands there."""
        keys = f"{_CONTROL}a{_CONTROL}{_DELETE}{text}"
        self.command("POST", f"/element/{self.find(selector)}/value", {"text": keys})

    def give(self, selector: str, path: Path) -> None:
        """Choose a file."""
        self.command("POST", f"/element/{self.find(selector)}/value", {"text": str(path)})

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.command("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector))

    def size(self, width: int, height: int) -> None:
        """Set the size of the page itself, as a phone's is, not of the window around it."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )

    def devtools(self, method: str, **parameters: object) -> Any:
        return self.command("POST", "/goog/cdp/execute", {"cmd": method, "params": parameters})

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.command("GET", "/screenshot")))

    def log(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.command("POST", "/se/log", {"type": kind})
        return found

    def wait(self, done: Callable[[], object], what: str) -> None:
        """Wait until something is so."""
        for _ in range(_PATIENCE * 10):
            if done():
                return
            time.sleep(0.1)
        raise AssertionError(what)


@contextmanager
def browser(downloads: Path, *arguments: str) -> Iterator[Browser]:
    """Start a browser that reaches no network, and end it."""
    if CHROMIUM is None or DRIVER is None:
        msg = "chromium and chromedriver are needed"
        raise LookupError(msg)
    driver = subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603
    try:
        address = f"http://127.0.0.1:{_port(driver)}"
        options = {
            "binary": CHROMIUM,
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--proxy-server=127.0.0.1:9",  # nobody answers there
                "--window-size=1280,900",
                *arguments,
            ],
            "prefs": {"download.default_directory": str(downloads)},
        }
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            "unhandledPromptBehavior": "accept",
        }
        session = Browser(address).command("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        window = Browser(f"{address}/session/{session['sessionId']}")
        try:
            yield window
        finally:
            window.command("DELETE", "")
    finally:
        driver.terminate()
        driver.communicate()


def _port(driver: subprocess.Popen[str]) -> int:
    if driver.stdout is not None:
        for line in driver.stdout:
            words = line.rstrip(".\n").split()
            if "port" in words and words[-1].isdigit() and "successfully" in line:
                return int(words[-1])
    msg = "chromedriver did not start"
    raise RuntimeError(msg)
