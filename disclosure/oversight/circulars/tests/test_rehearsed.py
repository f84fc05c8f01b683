"""A circular told as a script: drafted from the ledger, published by another, read by who is below."""

import pytest

from catalog.bulletins.models import Bulletin
from disclosure.oversight.circulars.models import Circular
from disclosure.oversight.rehearsal.tests.playing import rehearsed, script

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.mark.clause("QJ-18")
@pytest.mark.clause("LK-22")
def test_a_month_is_told_of_by_one_person_sent_by_another_and_confirmed_below():
    found = {}

    def look():
        bulletin = Circular.objects.get().bulletin
        found["state"], found["text"] = bulletin.state, bulletin.body
        found["read"] = list(bulletin.receipts.values_list("reader__username", flat=True))

    played = rehearsed(script(
        "2026-12-02", "2026-12-04",
        """
        - {on: 2026-12-02, by: qijiang-clerk, do: draft_circular, as: c, month: 2026-12-01}
        - {on: 2026-12-02, by: qijiang-clerk, do: draft_circular, month: 2026-12-01, expect: 已经起草过}
        - {on: 2026-12-02, by: qijiang-supervisor, do: draft_circular, org: qijiang, month: 2026-12-01, expect: refused}
        - {on: 2026-12-02, by: qijiang-clerk, do: submit, on_what: c}
        - {on: 2026-12-03, by: qijiang-clerk, do: publish, on_what: c, expect: refused}
        - {on: 2026-12-03, by: qijiang-secretary, do: publish, on_what: c}
        - {on: 2026-12-04, by: qijiang-town-secretary, do: confirm_read, on_what: c}
        """,
    ), then=look)  # fmt: skip
    assert played.disappointed == []
    assert found["state"] == Bulletin.State.PUBLISHED
    assert found["read"] == ["qijiang-town-secretary"]
    assert "二、各组织的情况" in found["text"]
