"""A package of eleven years ago, older than any tale: its ten years are over, and the sweep opens its appraisal."""

from datetime import timedelta

from catalog.archive.archiving import path_of
from catalog.archive.models import ArchiveRecord
from catalog.archive.package.description import manifest_head, parts_of, record_for
from catalog.archive.package.zip_file import write_package
from catalog.items.models import Item, Version
from catalog.schemes.choices import LimitKind, Scope
from disclosure.oversight.demo.scene import Scene

WHOSE = "pingluo"
TITLE = "机关党支部活动室粉刷经费使用情况"
BODY = "<p>活动室墙面粉刷已经完工，用去经费三千二百元，单据齐全。</p>"
YEARS = 11


def fill_old_archive(scene: Scene) -> None:
    """Written as it would have been left by then: withdrawn from display, packed for ten years."""
    if scene.unit.code != WHOSE or Item.objects.filter(organization=scene.organization, title=TITLE).exists():
        return
    clerk, secretary = scene.cast["clerk"], scene.cast["secretary"]
    then = scene.now - timedelta(days=366 * YEARS)
    item = Item.objects.create(
        organization=scene.organization, index_number=f"{WHOSE}-{then.year}-0001", title=TITLE, state=Item.State.ARCHIVED,
        scope=Scope.PARTY, limit_kind=LimitKind.IMMEDIATE, event_on=then.date(), is_truthful=True, created_by=clerk,
        created_at=then, changed_at=then, work_plan="粉刷完工以后公开经费。",
    )  # fmt: skip
    version = Version.objects.create(
        item=item, state=Version.State.RELEASED, title=TITLE, body=BODY, created_by=clerk, created_at=then, saved_at=then,
        saved_by=clerk, released_at=then,
    )  # fmt: skip
    item.working_version = item.published_version = version
    item.published_inside_at = then
    item.withdrawn_at = item.archived_at = then + timedelta(days=60)
    item.save()
    parts = parts_of(item)
    retention = ArchiveRecord.Retention.YEARS_10
    record = record_for(item, parts, retention=retention, by=secretary, now=item.archived_at)
    package = write_package(parts, manifest_head(record, parts))
    record.path, record.size, record.sha256 = path_of(record, package), package.size, package.sha256
    package.move_in(record.path)
    record.save(force_insert=True)
