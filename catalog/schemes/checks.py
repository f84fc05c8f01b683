"""System checks: is every scheme file complete, and is it in the database? Each finding names the fix."""

from django.core import checks
from django.db import DatabaseError

from catalog.schemes.loading import check_file, digest_of, scheme_files
from catalog.schemes.models import Scheme


@checks.register("catalog")
def scheme_files_are_complete(app_configs, **kwargs):
    found = []
    for path in scheme_files():
        hint = f"请改正 catalog/schemes/{path.name}，再运行 python manage.py load_schemes。"
        faults = check_file(path).faults
        found += [checks.Error(f"{path.name}：{fault}", hint=hint, id="catalog.E001") for fault in faults]
    return found


@checks.register(checks.Tags.database)
def schemes_are_loaded(app_configs, databases=None, **kwargs):
    """Whether the rows mirror the files that can be read. Silent while the table waits for a migration."""
    if "default" not in (databases or []):
        return []
    try:
        loaded = dict(Scheme.objects.values_list("slug", "digest"))
    except DatabaseError:
        return []
    read = {path.stem: check_file(path) for path in scheme_files()}
    stale = [
        slug for slug, checked in read.items() if not checked.faults and loaded.get(slug) != digest_of(checked.data)
    ]
    if not stale:
        return []
    message = f"实施方案还没有载入，或载入后文件有改动：{'、'.join(stale)}"
    return [checks.Warning(message, hint="运行 python manage.py load_schemes。", id="catalog.W001")]
