"""The part of bin/bundle that packs: code at HEAD, wheels of every machine and Python asked for, fonts, SBOM.

The lists of the archive name the very files in it, with hashes; bin/setup installs from them without asking anybody.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
MACHINES = ("x86_64", "aarch64")
# The oldest system that is served has glibc 2.28; a wheel for a newer one would not load there.
PLATFORMS = ("manylinux_2_28", "manylinux_2_26", "manylinux_2_24", "manylinux_2_17", "manylinux2014")
LISTED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?P<marker>\s*;[^\\]+)?")


class Failure(Exception):
    """The archive cannot be made; the message is for the person at the terminal."""


def run(*command: str, output: bool = False) -> str:
    """What the command prints, where it is asked for; its own words on stderr go to the terminal."""
    ended = subprocess.run(command, cwd=BASE_DIR, stdout=subprocess.PIPE if output else None, text=True)
    if ended.returncode:
        raise Failure(f"没有成功：{' '.join(command[:6])} …")
    return ended.stdout or ""


def version() -> str:
    """Day and commit of HEAD, 2026.12.01-1a2b3c4d5e."""
    if run("git", "status", "--porcelain", output=True).strip():
        raise Failure("还有没提交的改动：安装包只装已经提交的代码，请先提交。")
    return run("git", "log", "-1", "--format=%cd-%h", "--date=format:%Y.%m.%d", "--abbrev=10", output=True).strip()


def pip(*arguments: str) -> None:
    run(sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments)


def fetch_wheels(folder: Path, pythons: list[str], machines: list[str]) -> None:
    """Each file is checked against the hashes of requirements.txt; what comes as source alone is built here.

    Of all that the list names: pip would ask its markers (``python_full_version < '3.11.3'``) of the Python that runs it, not of the
    one that the archive is for.
    """
    everything = folder / "everything.txt"
    everything.write_text(
        re.sub(r"(?m)^([\w.-]+==[^\s;]+)\s*;[^\\\n]+", r"\1 ", (BASE_DIR / "requirements.txt").read_text())
    )
    for machine in machines:
        for python in pythons:
            print(f"正在取软件包：Python {python}，{machine}…", flush=True)
            platforms = [word for name in PLATFORMS for word in ("--platform", f"{name}_{machine}")]
            pip(
                *("download", "--no-deps", "--require-hashes", "--prefer-binary", "--implementation", "cp"),
                *("--python-version", python, *platforms, "-r", str(everything), "-d", str(folder)),
            )
    everything.unlink()
    for source in sorted(folder.glob("*.tar.gz")):
        with tempfile.TemporaryDirectory() as built:
            pip("wheel", "--no-deps", "-w", built, str(source))
            (wheel,) = Path(built).iterdir()
            if not wheel.name.endswith("-none-any.whl"):
                raise Failure(f"{source.name} 没有适合这些机器的现成软件包，要在每种机器上编译，装不进安装包。")
            shutil.move(wheel, folder / wheel.name)
        source.unlink()


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def write_list(folder: Path) -> None:
    """requirements.txt anew, each line with the hashes of the files that are here."""
    hashes: dict[tuple[str, str], list[str]] = {}
    for wheel in sorted(folder.glob("*.whl")):
        name, release = wheel.name.split("-")[:2]
        hashes.setdefault((normal(name), release), []).append(digest_of(wheel))
    lines = []
    for line in (BASE_DIR / "requirements.txt").read_text().splitlines():
        listed = LISTED.match(line)
        found = listed and hashes.get((normal(listed["name"]), listed["version"]))
        if found:
            words = f"{listed['name']}=={listed['version']}{(listed['marker'] or '').rstrip()}"
            lines.append(" ".join([words, *(f"--hash=sha256:{value}" for value in found)]))
    (folder / "requirements.txt").write_text("\n".join(lines) + "\n")


def copy_fonts(folder: Path) -> None:
    """The Chinese fonts of this machine, with their licence; posters and letters on paper are set in them."""
    found = run("fc-list", ":lang=zh-cn:family=Noto Serif CJK SC", "file", output=True).splitlines()
    found += run("fc-list", ":lang=zh-cn:family=Noto Sans CJK SC", "file", output=True).splitlines()
    files = [path for line in found if re.search(r"CJK-(Regular|Bold)", (path := Path(line.strip().rstrip(":"))).name)]
    if not files:
        raise Failure("本机没有思源字体；Debian 请先运行：apt-get install fontconfig fonts-noto-cjk")
    for path in files:
        shutil.copy(path, folder / path.name)
    licence = Path("/usr/share/doc/fonts-noto-cjk/copyright")
    if licence.exists():
        shutil.copy(licence, folder / "LICENSE.txt")


def write_parts(path: Path) -> None:
    """The list of parts (SBOM) that production runs, in the format of CycloneDX."""
    command = (sys.executable, "-m", "cyclonedx_py", "requirements", "requirements.txt")
    run(*command, "--output-reproducible", "--output-file", str(path))


def pack(target: Path, pythons: list[str], machines: list[str]) -> None:
    name = f"portal-{version()}"
    with tempfile.TemporaryDirectory(dir=target.parent) as place:
        top = Path(place) / name
        for part in ("wheels", "fonts"):
            (top / part).mkdir(parents=True)
        code = Path(place) / "code.tar"
        run("git", "archive", "--format=tar", f"--output={code}", "HEAD")
        with tarfile.open(code) as archive:
            archive.extractall(top, filter="data")
        fetch_wheels(top / "wheels", pythons, machines)
        write_list(top / "wheels")
        copy_fonts(top / "fonts")
        write_parts(top / "sbom.cdx.json")
        (top / "VERSION").write_text(name.removeprefix("portal-") + "\n")
        print("正在打包…", flush=True)
        part = Path(place) / target.name
        with tarfile.open(part, "w:gz", compresslevel=1) as archive:
            archive.add(top, arcname=name)
        part.replace(target)
    target.with_name(target.name + ".sha256").write_text(f"{digest_of(target)}  {target.name}\n")
    print(
        f"已做好：{target}（{target.stat().st_size // 1_000_000} MB）。解开后运行 bin/serve 试用，或用 bin/install 安装。"
    )


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bundle", description="做一个不用网络就能安装的安装包。")
    parser.add_argument("file", nargs="?", type=Path, help="写到哪里，缺省是当前目录下的 portal-版本.tar.gz")
    parser.add_argument("--python", type=words, default=list(PYTHONS), help="目标机器的 Python，缺省 3.11,3.12,3.13")
    parser.add_argument("--machine", type=words, default=list(MACHINES), help="目标机器，缺省 x86_64,aarch64")
    options = parser.parse_args()
    try:
        target = (options.file or Path(f"portal-{version()}.tar.gz")).resolve()
        pack(target, options.python, options.machine)
    except (Failure, OSError) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
