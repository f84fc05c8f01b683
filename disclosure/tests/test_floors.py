"""Every package has its floor in ``.importlinter``: one without could be imported from anywhere."""

from configparser import ConfigParser

from disclosure.testing.servers import BASE_DIR

# Django's own names for what is gathered from all floors, and the tools, which no floor may need.
WITHOUT = {"management", "migrations", "testing", "tests"}


def floors() -> set[str]:
    contracts = ConfigParser()
    contracts.read(BASE_DIR / ".importlinter", encoding="utf-8")
    return set(contracts["importlinter:contract:floors"]["layers"].replace(":", " ").split())


def packages() -> set[str]:
    found = (
        path.parent for root in ("disclosure", "catalog", "feedback") for path in BASE_DIR.glob(f"{root}/*/__init__.py")
    )
    return {f"{path.parent.name}.{path.name}" for path in found if path.name not in WITHOUT}


def test_every_package_has_its_floor():
    assert packages() == floors(), "give each package its line in .importlinter, above all that it imports"
