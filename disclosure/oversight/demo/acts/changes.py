"""What the demonstration changes and files: an entry of a catalogue, the catalogue's filing, a scheme in the making,
the words of letters."""

from collections.abc import Mapping
from datetime import timedelta

from catalog.changes import actions as changes
from catalog.changes.models import EntryChange
from catalog.directory.models import Catalogue
from catalog.own_schemes.actions import add_opinion, answer_opinion, begin_draft, save_draft, solicit
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.models import Scheme
from disclosure.oversight.demo.acts.withholdings import receive
from disclosure.oversight.demo.scene import Scene
from feedback.cases.letters.letter_templates import save_words
from feedback.cases.models.replies import LetterTemplate


def fill_changes(scene: Scene) -> None:
    for row in scene.new("changes", EntryChange.objects, "entry", "entry_code"):
        play_change(scene, row)


def play_change(scene: Scene, row: Mapping) -> None:
    change = changes.ask(
        organization=scene.organization,
        entry=scene.entry(row["entry"]),
        kind=row["kind"],
        reason=row["reason"],
        explanation=row["explanation"],
        after=row.get("after"),
        by=scene.cast["secretary"],
        now=scene.at(row["days_ago"], 9, 10),
    )
    if row["ends"] == "approved":
        note = "同意变更，请及时向党员群众说明。"
        changes.approve(change, note=note, by=scene.cast["approver"], now=scene.at(row["days_ago"], 10, 40))


def receive_catalogue(scene: Scene) -> None:
    """The superior has signed for the filing of the first catalogue, where the demonstration says so."""
    if not scene.story("catalogue_received"):
        return
    first = Catalogue.objects.filter(organization=scene.organization).order_by("version").select_related("filing")[0]
    if first.filing and first.filing.received_on is None:
        receive(scene, first.filing, at=scene.at(60, 16, 20))


def fill_drafts(scene: Scene) -> None:
    for row in scene.new("drafts", SchemeDraft.objects):
        play_draft(scene, row)


def play_draft(scene: Scene, row: Mapping) -> None:
    """Written by the clerk, put out for opinions by the secretary; what came in and what became of it."""
    clerk, begun = scene.cast["clerk"], row["days_ago"]
    draft = begin_draft(
        organization=scene.organization,
        scheme=Scheme.objects.get(slug=row["scheme"]),
        title=row["title"],
        by=clerk,
        now=scene.at(begun, 9, 20),
    )
    text = {"title": row["title"], "body": "\n".join(row["body"]), "binds_below": False, "document": draft.document}
    draft = save_draft(draft, **text, by=clerk, now=scene.at(begun, 10, 20))
    from_on = scene.day(begun)
    until_on = max(scene.ahead(10), from_on + timedelta(days=20))
    draft = solicit(draft, from_on=from_on, until_on=until_on, by=scene.cast["secretary"], now=scene.at(begun, 15, 10))
    for opinion in row["opinions"]:
        given = {name: opinion[name] for name in ("side", "sender", "text")}
        days_ago = opinion["days_ago"]
        entered = add_opinion(draft, given_on=scene.day(days_ago), by=clerk, now=scene.at(days_ago, 16, 10), **given)
        if "result" in opinion:
            answered = {"opinion": entered, "result": opinion["result"], "reply": opinion["reply"]}
            answer_opinion(draft, **answered, by=clerk, now=scene.at(days_ago, 16, 50))


def fill_letter_words(scene: Scene) -> None:
    """The organisation's own words for letters that are still to come."""
    for row in scene.new("letter_words", LetterTemplate.objects, "name"):
        save_words(scene.organization, **row, by=scene.cast["handler"], now=scene.now)
