"""The part of bin/install that works: a server with systemd becomes a portal, or an installed portal becomes a newer one.

Every step looks first and does only what is missing; a second run changes nothing. Releases lie side by side under
/opt/portal/releases, `current` points to the one that runs. An upgrade backs up, stops, migrates, starts and asks
`doctor`; where that finds the portal ill, the old release and the old database come back. Standard library only.
"""

import argparse
import grp
import os
import pwd
import re
import secrets
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = Path("/opt/portal")
CURRENT = HOME / "current"
STATE = Path("/var/lib/portal")
BACKUPS = Path("/var/backups/portal")
SETTINGS = Path("/etc/portal/portal.env")
UNITS = Path("/etc/systemd/system")
FONTS = Path("/usr/local/share/fonts/portal")
CERTIFICATES = Path("/etc/ssl/portal")
NGINX = Path("/etc/nginx/conf.d/portal.conf")
COMMAND = Path("/usr/local/bin/portal")
SERVICES = ("portal-web", "portal-worker", "portal-beat")
KEPT_RELEASES = 3
# Parts of `doctor` that a release cannot make well or ill.
OUTSIDE = ("sweep", "mail", "digests", "virus_scanner", "clock", "backup")
DATABASE = "portal"
HOST_NAME = re.compile(r"^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$")

# What is needed, the program or library that shows that it is there, and the package's name for apt and for dnf
# (openEuler, Kylin): names differ, so that what is there already is never asked for.
NEEDS = (
    ("psql", "postgresql", "postgresql-server"),
    ("redis-server", "redis-server", "redis"),
    ("nginx", "nginx", "nginx"),
    ("openssl", "openssl", "openssl"),
    ("fc-cache", "fontconfig", "fontconfig"),
    ("libpangoft2-1.0.so.0", "libpango-1.0-0 libpangoft2-1.0-0", "pango"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0", "harfbuzz"),
)


class Failure(Exception):
    """The server cannot be set up; the message is for the person at the terminal."""


@dataclass(frozen=True)
class Plan:
    """What the person at the terminal asked for."""

    host: str
    starts: bool


def say(words: str) -> None:
    print(words, flush=True)


def run(*command: str | Path, quiet: bool = False, **how) -> int:
    """The exit code; what it prints goes to the terminal, or nowhere."""
    nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if quiet else {}
    return subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, **nowhere, **how).returncode


def must(*command: str | Path, **how) -> None:
    if run(*command, **how):
        raise Failure(f"没有成功：{' '.join(str(word) for word in command)}")


def as_postgres(*command: str) -> tuple[str, ...]:
    return ("setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", *command)


def portal(*command: str, release: Path = CURRENT, quiet: bool = False) -> int:
    """A command of the portal, as its user and with its settings."""
    return run(COMMAND, *command, env={**os.environ, "PORTAL_HOME": str(release)}, cwd="/", quiet=quiet)


# --- the machine ---


def is_there(need: str) -> bool:
    if ".so" in need:
        return need in subprocess.run(["ldconfig", "-p"], capture_output=True, text=True).stdout
    return shutil.which(need) is not None


def install_packages() -> None:
    manager = next((name for name in ("apt-get", "dnf", "yum") if shutil.which(name)), "")
    lacking = [apt if manager == "apt-get" else dnf for need, apt, dnf in NEEDS if not is_there(need)]
    if not lacking:
        return
    packages = " ".join(lacking).split()
    say(f"正在安装系统软件包：{' '.join(packages)}…")
    quietly = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    if not manager or run(manager, "install", "-y", *packages, **quietly):
        raise Failure(
            f"没有装上系统软件包：{' '.join(packages)}。没有网络的，请从系统的安装光盘装好它们，再运行 bin/install。"
        )


def has_systemd() -> bool:
    return Path("/run/systemd/system").is_dir()


def start_neighbours() -> None:
    """PostgreSQL and Redis; on openEuler and Kylin the database cluster is made first."""
    if not has_systemd():
        return
    if shutil.which("postgresql-setup") and not Path("/var/lib/pgsql/data/PG_VERSION").exists():
        must("postgresql-setup", "--initdb")
    redis = "redis-server" if run("systemctl", "cat", "redis-server.service", quiet=True) == 0 else "redis"
    must("systemctl", "enable", "--now", "--quiet", "postgresql", redis)


def make_user() -> None:
    try:
        pwd.getpwnam("portal")
    except KeyError:
        say("正在建立系统用户 portal…")
        shell = shutil.which("nologin") or "/bin/false"
        must("useradd", "--system", "--user-group", "--home-dir", HOME, "--shell", shell, "portal")
    for reader in ("www-data", "nginx"):
        # nginx hands out the attachments that the portal has allowed.
        if reader in {entry.pw_name for entry in pwd.getpwall()} and reader not in grp.getgrnam("portal").gr_mem:
            must("usermod", "-aG", "portal", reader)


def make_folders() -> None:
    identity = pwd.getpwnam("portal")
    modes = {HOME: 0o755, HOME / "releases": 0o755, SETTINGS.parent: 0o750, STATE: 0o750, BACKUPS: 0o700}
    for folder, mode in modes.items():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
    for folder in (STATE, BACKUPS):
        os.chown(folder, identity.pw_uid, identity.pw_gid)
    os.chown(SETTINGS.parent, 0, identity.pw_gid)


def write_settings(host: str) -> None:
    """Once: what an administrator wrote there is theirs."""
    if SETTINGS.exists():
        return
    say(f"正在写设置文件 {SETTINGS}…")
    text = (BASE_DIR / "deploy" / "portal.env.example").read_text().replace("portal.example.org", host)
    text = re.sub(r"(?m)^SECRET_KEY=$", f"SECRET_KEY={secrets.token_urlsafe(64)}", text)
    part = SETTINGS.with_suffix(".part")
    part.touch(mode=0o640)
    os.chown(part, 0, grp.getgrnam("portal").gr_gid)
    part.write_text(text)
    part.replace(SETTINGS)


def ask_database(question: str) -> str:
    answered = subprocess.run(as_postgres("psql", "-AtXc", question), capture_output=True, text=True, cwd="/")
    if answered.returncode:
        raise Failure(f"PostgreSQL 没有应答，请先启动它：{answered.stderr.strip()}")
    return answered.stdout.strip()


def owns_database() -> bool:
    """Whether the settings name the database of this machine, which is made and renamed here."""
    return bool(re.search(rf"(?m)^DATABASE_URL=\"?postgres(ql)?:///{DATABASE}\"?$", SETTINGS.read_text()))


def make_database() -> None:
    """UTF8 by code points, in which Chinese can be indexed."""
    if not owns_database():
        return
    if ask_database("SELECT 1 FROM pg_roles WHERE rolname = 'portal'") != "1":
        must(*as_postgres("createuser", "portal"), cwd="/")
    if ask_database(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'") != "1":
        say("正在建立数据库 portal…")
        create_database(DATABASE)


def create_database(name: str) -> None:
    rules = ("-E", "UTF8", "--locale=C.UTF-8", "-T", "template0")
    must(*as_postgres("createdb", "-O", "portal", *rules, name), cwd="/")


def install_fonts() -> None:
    """Those of the archive, where the machine has none: posters and letters would be rows of boxes."""
    fonts = list((BASE_DIR / "fonts").glob("*.ttc"))
    has_chinese = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True).stdout.strip()
    if has_chinese or not fonts:
        return
    FONTS.mkdir(parents=True, exist_ok=True)
    for font in fonts:
        shutil.copy(font, FONTS)
    must("fc-cache", FONTS)


# --- the code ---


def version() -> str:
    """That of the archive; of a clone, day and commit."""
    named = BASE_DIR / "VERSION"
    if named.exists():
        return named.read_text().strip()
    command = ["git", "-c", f"safe.directory={BASE_DIR}", "log", "-1", "--format=%cd-%h", "--date=format:%Y.%m.%d"]
    told = subprocess.run([*command, "--abbrev=10"], cwd=BASE_DIR, capture_output=True, text=True)
    if told.returncode:
        raise Failure("不知道这是哪一版：请在 bin/bundle 做的安装包里，或在代码库的克隆里运行。")
    return told.stdout.strip()


def place_release() -> Path:
    """The code of this folder under its version, with its packages; made whole beside, so that none is half there."""
    release = HOME / "releases" / version()
    if release.exists():
        return release
    say(f"正在放置代码 {release}…")
    part = release.with_name(release.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(BASE_DIR, part, ignore=shutil.ignore_patterns(".git", ".venv", "var", "__pycache__"), symlinks=True)
    must("chmod", "-R", "a+rX,go-w", part)
    part.rename(release)
    return release


def install_requirements(release: Path) -> None:
    """A virtual environment is bound to its place: it is made there."""
    must(release / "bin" / "setup", "--packages", cwd=release)


def place_command(release: Path) -> None:
    part = COMMAND.with_suffix(".part")
    shutil.copy(release / "deploy" / "portal", part)
    part.chmod(0o755)
    part.replace(COMMAND)


def point_to(release: Path) -> None:
    part = HOME / "current.part"
    part.unlink(missing_ok=True)
    part.symlink_to(release)
    part.replace(CURRENT)


def place_units(release: Path) -> None:
    for unit in sorted((release / "deploy").glob("portal-*.service")):
        shutil.copy(unit, UNITS)


def place_site(release: Path, host: str) -> None:
    """Once; the certificate is the place's own, and one made here for the first days where there is none."""
    # Not every nginx package makes the folder in which the cache's own is made.
    Path("/var/cache/nginx").mkdir(mode=0o755, exist_ok=True)
    if NGINX.exists():
        return
    chain, key = CERTIFICATES / "fullchain.pem", CERTIFICATES / "privkey.pem"
    if not (chain.exists() and key.exists()):
        CERTIFICATES.mkdir(parents=True, exist_ok=True)
        names = f"subjectAltName=DNS:{host}"
        about = ("-x509", "-newkey", "rsa:3072", "-nodes", "-days", "365", "-subj", f"/CN={host}", "-addext", names)
        must("openssl", "req", *about, "-keyout", key, "-out", chain, quiet=True)
        key.chmod(0o600)
        say(
            f"还没有证书：先用自己签发的一张，浏览器会提醒。有了正式证书，放到 {CERTIFICATES}，再 systemctl reload nginx。"
        )
    NGINX.parent.mkdir(parents=True, exist_ok=True)
    NGINX.write_text((release / "deploy" / "nginx.conf.example").read_text().replace("portal.example.org", host))


# --- running ---


def stop_services() -> None:
    if has_systemd():
        run("systemctl", "stop", *SERVICES, quiet=True)


def start_services() -> None:
    must("systemctl", "daemon-reload")
    must("systemctl", "enable", "--quiet", *SERVICES)
    must("systemctl", "restart", *SERVICES)
    must("nginx", "-t", quiet=True)
    must("systemctl", "enable", "--quiet", "nginx")
    must("systemctl", "reload-or-restart", "nginx")


def is_well() -> bool:
    """Whether what was installed works; worker and scheduler get a minute to show themselves. What lies outside is told afterwards."""
    asked = ("doctor", "--without", *OUTSIDE)
    for _ in range(6):
        time.sleep(10)
        # A sign of life may be the old release's: each service has to run as well.
        if are_running() and portal(*asked, quiet=True) == 0:
            return True
    return portal(*asked) == 0 and are_running()


def are_running() -> bool:
    return not any(run("systemctl", "is-active", "--quiet", service) for service in SERVICES)


def back_up(old: Path) -> Path:
    """By the old release, with nobody at work."""
    file = BACKUPS / f"before-{version()}-{time.strftime('%Y%m%d-%H%M%S')}.portal"
    say(f"正在备份到 {file}…")
    if portal("backup", str(file), release=old):
        start_services()
        raise Failure("升级以前的备份没有成功，什么都没有改，旧版接着运行。")
    return file


def bring_back(old: Path, file: Path) -> None:
    """The old release on the database as it was; the one that failed is kept under another name for whoever looks."""
    stop_services()
    if not owns_database():
        raise Failure(f"新版没有通过检查，已停止。数据库不在本机：请清空它，用 {file} 恢复，再运行旧版的 bin/install。")
    say("新版没有通过检查，正在退回旧版…")
    kept = f"{DATABASE}_{time.strftime('%Y%m%d_%H%M%S')}"
    ask_database(f"ALTER DATABASE {DATABASE} RENAME TO {kept}")
    create_database(DATABASE)
    if portal("restore", str(file), release=old):
        raise Failure(f"旧版的数据没有恢复好，备份在 {file}，数据库改名为 {kept}：请联系维护的人。")
    switch_to(old)
    raise Failure(f"已退回旧版 {old.name}，数据和升级以前一样；没有通过检查的数据库留作 {kept}。原因见上面的检查结果。")


def switch_to(release: Path) -> None:
    point_to(release)
    place_command(release)
    place_units(release)
    start_services()


def say_by_hand(release: Path) -> None:
    """Where no systemd runs (a container, say): what its units would start."""
    say("这台机器没有运行 systemd，服务没有启动。每一行用 portal 用户、带上设置文件各开一个：")
    for unit in sorted((release / "deploy").glob("portal-*.service")):
        say("  " + re.search(r"(?m)^ExecStart=(.*)$", unit.read_text())[1])


def drop_old_releases() -> None:
    """The one that runs and the few before it stay."""
    running = CURRENT.resolve()
    others = [path for path in (HOME / "releases").iterdir() if path != running and path.is_dir()]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_RELEASES - 1 :]:
        shutil.rmtree(path)


def install(plan: Plan) -> None:
    install_packages()
    start_neighbours()
    make_user()
    make_folders()
    write_settings(plan.host)
    make_database()
    install_fonts()
    old = CURRENT.resolve() if CURRENT.exists() else None
    release = place_release()
    install_requirements(release)
    is_upgrade = old not in (None, release)
    place_command(release)
    backup = None
    if is_upgrade:
        stop_services()
        backup = back_up(old)
    if portal("setup", release=release):
        if backup:
            bring_back(old, backup)
        raise Failure("数据库没有准备好，原因见上。改好以后再运行 bin/install。")
    place_site(release, plan.host)
    if not (plan.starts and has_systemd()):
        point_to(release)
        place_units(release)
        say_by_hand(release)
    else:
        switch_to(release)
        if not is_well():
            if backup:
                bring_back(old, backup)
            raise Failure("门户没有通过检查，哪里不对见上。改好以后再运行 bin/install。")
    portal("check", "--deploy", "--fail-level", "WARNING")
    if plan.starts and has_systemd():
        # What is not the installation's to put right: mail not set up yet, no backup yet.
        portal("doctor")
    drop_old_releases()
    say(f"已装好 {release.name}：https://{plan.host}/")
    if not is_upgrade:
        say("第一次使用：运行 portal start_code，用它给出的启用码在浏览器里建立第一个管理员。")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/install", description="在一台服务器上安装或升级门户；可以重复运行。")
    parser.add_argument("--host", required=True, help="门户的域名或内网地址，例如 portal.example.org")
    parser.add_argument("--no-start", dest="starts", action="store_false", help="只放好，不启动服务")
    options = parser.parse_args()
    os.umask(0o022)
    try:
        if os.geteuid():
            raise Failure("请用 root 运行 bin/install。")
        if not HOST_NAME.match(options.host):
            raise Failure(f"域名的写法不对：{options.host}。不带 https:// 和端口，例如 portal.example.org")
        install(Plan(options.host, options.starts))
    except (Failure, OSError) as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
