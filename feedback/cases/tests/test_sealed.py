"""Who wrote cannot be read out of the database nor of a backup; another key takes over; what was in clear is sealed, and back."""

import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from disclosure.audit.models import Event
from disclosure.backup.members import TABLES, reading
from disclosure.backup.restoring import restore
from disclosure.backup.tables import lines, tables
from disclosure.backup.tests.places import portal
from disclosure.backup.versions import State, go_to
from disclosure.backup.writing import back_up
from disclosure.health.installation import sealed
from disclosure.notices.models import Notice
from disclosure.notices.notify import notify
from disclosure.organizations.tests.factories import make_holders, make_organization, make_person, noon
from disclosure.people.models import SignInPhone
from disclosure.people.sealed_fields import UNREADABLE
from disclosure.people.signing_in import username_for
from disclosure.people.telephones import sealed_number
from disclosure.testing import template
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.complaining import complain
from feedback.cases.actions.elsewhere.handing_over import confirm_handover
from feedback.cases.actions.elsewhere.proposing import propose_handover
from feedback.cases.actions.shredding import shred_senders
from feedback.cases.identity import known
from feedback.cases.letters.letter_files import salutation_of
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case, Sender
from feedback.cases.models.replies import Letter
from feedback.cases.states import Kind
from feedback.cases.tests.asking_scene import Writer
from feedback.cases.tests.factories import SUNDAY, received, under_scheme
from feedback.consultations.actions.comments import comment, enter
from feedback.consultations.actions.shredding import shred_commenters
from feedback.consultations.models import Comment
from feedback.consultations.tests.factories import MONDAY, Office
from feedback.intake.models import Waiting

pytestmark = pytest.mark.django_db
WHAT = {"subject": "办公楼维修用了多少钱", "text": "想知道预算和决算。"}
SURNAMES = "赵钱孙李周吴郑王冯陈"


def planted(number: int) -> dict[str, str]:
    phone = f"1390000{7000 + number}"
    name = f"{SURNAMES[number]}守密某"
    return {"name": name, "phone": phone, "email": f"{phone}@example.invalid", "address": f"密语街{phone}号"}


def secrets(number: int) -> list[str]:
    found = planted(number)
    return [found["name"], found["phone"], found["address"]]


def written(number: int) -> Writer:
    """As far as the page with the last button."""
    writer = Writer("/requests/new/?o=longkou").answer(kind="topic").answer(**WHAT).answer(purpose="")
    return writer.answer(who="named", reply_by="email", **planted(number))


def entered_every_way(settings) -> None:
    """A draft; sent; sent with a file that waits; told to the staff, accepted by letter; turned away and complained; handed over;
    a comment of a passer-by, and one that was written down."""
    settings.PROOF_OF_WORK_BITS = 4
    longkou, jiguan = under_scheme("longkou"), under_scheme("jiguan")
    staff = make_holders(longkou, ["handler", "approver", "collector"])
    make_holders(jiguan, ["handler"])
    make_organization("discipline", longkou, kind="discipline")
    written(0)
    written(1).send()
    letter = written(2)
    letter.client.post(
        letter.page.context["page"].action,
        {"go": "send", "files": [SimpleUploadedFile("说明.txt", "材料".encode())], **letter.proof()},
    )
    told = {"channel": "phone", "by": staff["handler"], "is_anonymous": False}
    accept(received(longkou, **told, **planted(3)).case, by=staff["handler"], now=noon(SUNDAY))
    for number, to in ((4, {"body": "organization", "way": "", "organization": jiguan}), (5, {"body": "petitions"})):
        case = received(longkou, is_anonymous=False, **planted(number)).case
        given = {"way": "told", "reason": "不归本组织办理。", "cites": "petitions-23", **to}
        propose_handover(case, by=staff["handler"], now=noon(SUNDAY), **given)
        confirm_handover(case, by=staff["approver"], now=noon(SUNDAY))
    complain(case, text="转错了。", by=SENDER, now=noon(SUNDAY))
    office = Office()
    asked = office.out()
    comment(asked, text="同意。", name=planted(6)["name"], by=SENDER, now=noon(MONDAY))
    enter(asked, text="同意。", given_on=MONDAY, name=planted(7)["name"], by=office.collector, now=noon(MONDAY))


def in_the_database() -> str:
    """Every row as it stands there; of SQLite every byte, what is free again too."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            said += [str(row) for row in cursor.fetchall()]
    if connection.vendor == "sqlite":
        said.append(connection.connection.serialize().decode(errors="replace"))
    return "".join(said)


@pytest.mark.each_database
def test_nothing_planted_is_found_in_the_database_or_a_backup(settings, tmp_path, caplog):
    settings.MEDIA_ROOT = tmp_path
    entered_every_way(settings)
    assert {row.name for row in Sender.objects.all()} == {planted(number)["name"] for number in (1, 3, 4, 5)}
    assert Sender.objects.count() == 6 and Waiting.objects.exclude(content="").count() == 1
    assert {row.name for row in Comment.objects.all()} == {planted(number)["name"] for number in (6, 7)}
    assert planted(3)["name"] in {row.salutation for row in Letter.objects.all()}
    places = {
        "database": in_the_database(),
        "backup": b"".join(line for model in tables(apps) for line in lines(model, "default")).decode(),
        "log": caplog.text,
    }
    found = [(place, each) for place, said in places.items() for n in range(8) for each in secrets(n) if each in said]
    assert found == []


def test_nobody_can_look_for_what_is_sealed():
    for condition in ({"name": "王五"}, {"name__contains": "王"}, {"phone__in": ["1"]}):
        with pytest.raises(FieldError, match="sealed"):
            Sender.objects.filter(**condition).exists()
    assert not Sender.objects.exclude(name="").exists()


def told() -> str:
    out = StringIO()
    call_command("reseal", stdout=out)
    return out.getvalue()


@pytest.mark.each_database
def test_another_key_takes_over_and_without_its_key_nothing_is_lost(settings):
    before = settings.SECRET_KEY
    sender = received(under_scheme("longkou"), Kind.TOPIC, is_anonymous=False, **planted(1)).case.sender
    SignInPhone.objects.create(person=make_person("caller"), sealed=sealed_number("13900001111"))

    settings.SECRET_KEY = "a key that was made this morning"
    sender.refresh_from_db()
    assert (sender.name, username_for("13900001111")) == (UNREADABLE, "手机号")
    sender.save()
    assert sealed(noon(SUNDAY)).words == "来件人的信息有 4 处读不出来"
    with pytest.raises(CommandError, match="有 2 行"):
        told()

    settings.SECRET_KEY_FALLBACKS = [before]
    assert username_for("139-0000-1111") == "caller"
    assert "来件人：重新加密 1 行" in told() and "登录手机号：重新加密 0 行" in told()
    settings.SECRET_KEY_FALLBACKS = []
    assert sealed(noon(SUNDAY)).is_well
    sender.refresh_from_db()
    assert (sender.name, sender.phone, username_for("13900001111")) == (*secrets(1)[:2], "caller")


def test_what_was_in_clear_is_sealed_and_back_and_the_files_forget_it(tmp_path):
    name, file = planted(2)["name"], tmp_path / "old"
    for each in (file, tmp_path / "new"):
        shutil.copyfile(template.sqlite_template(), each)
    with portal(f"sqlite:///{file}", tmp_path):
        own, office = connections["default"], Office()
        comment(office.out(), text="同意。", name=name, by=SENDER, now=noon(MONDAY))

        def is_in_files() -> bool:
            return any(name.encode() in each.read_bytes() for each in tmp_path.glob("old*"))

        assert not is_in_files() and (tmp_path / "old-wal").exists()
        go_to(State((("feedback", "0008_wait_for_the_inspection"),)), own)
        assert is_in_files()
        with own.cursor() as cursor:
            cursor.execute("SELECT name FROM feedback_comment")
            assert cursor.fetchall() == [(name,)]
        go_to(State((("feedback", "0011_keep_for_one_browser"),)), own)
        assert not is_in_files() and Comment.objects.get().name == name
        back_up(tmp_path / "backup", now=timezone.now())
    with reading(tmp_path / "backup", "") as members:
        assert not any(name.encode() in file.read() for each, file in members if each.startswith(TABLES))
    with portal(f"sqlite:///{tmp_path / 'new'}", tmp_path):
        restore(tmp_path / "backup")
        assert Comment.objects.get().name == name


@pytest.mark.each_database
def test_who_wrote_is_shredded_some_years_after_the_end_and_what_they_wrote_stays(settings):
    longkou, member = under_scheme("longkou"), make_person("member", full_name="李守信")
    given = {"is_anonymous": False, "person": member}
    old, merged, disputed, young = (received(longkou, **given, **planted(number)).case for number in range(4))
    main, complaint = received(longkou).case, received(longkou).case
    ended = noon(SUNDAY)
    Case.objects.filter(pk__in=[old.pk, disputed.pk]).update(state="closed", closed_at=ended)
    Case.objects.filter(pk=merged.pk).update(state="merged", closed_at=ended, merged_into=main)
    Case.objects.filter(pk=young.pk).update(state="closed", closed_at=ended + timedelta(days=9))
    Case.objects.filter(pk=complaint.pk).update(complaint_about=disputed)
    notify([member.pk], key=f"case:{old.pk}:step:1", title="您的点题已经受理", url="/", now=ended)
    letter = issue(old, Letter.Name.ACCEPTANCE, by=None, now=ended)
    assert letter.salutation == planted(0)["name"]

    later = ended + timedelta(days=round(365.25 * settings.SENDERS_KEPT_YEARS) + 1)
    assert [shred_senders(now=each) for each in (ended + timedelta(days=900), later, later)] == [0, 1, 0]
    assert known(Case.objects.get(pk=old.pk).sender) == []
    assert {row.name for row in Sender.objects.exclude(name="")} == {planted(number)["name"] for number in (1, 2, 3)}
    assert not Notice.objects.filter(recipient=member, key__startswith=f"case:{old.pk}:").exists()
    letter.refresh_from_db()
    assert salutation_of(letter, hides_name=False) == "申请人"
    old.refresh_from_db()
    assert (old.text, old.steps.last().action) == ("想知道维修的预算和决算。", "sender_shredded")
    assert Event.objects.get(action="case.sender_shredded").object_label == old.number


def test_who_commented_is_shredded_some_years_after_the_summary(settings):
    office = Office()
    found = office.out()
    comment(found, text="同意。", name=planted(0)["name"], by=SENDER, now=noon(MONDAY))
    published = office.summarised(found)
    later = published.summary_published_at + timedelta(days=round(365.25 * settings.SENDERS_KEPT_YEARS) + 1)
    assert [shred_commenters(now=each) for each in (published.summary_published_at, later, later)] == [0, 1, 0]
    assert Comment.objects.values_list("text", flat=True).get() == "同意。" and Comment.objects.get().name == ""
