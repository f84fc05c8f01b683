"""One node of a draft catalogue at the desk: change, add, move, remove."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from catalog.directory import entries
from catalog.directory.models import Catalogue, Entry
from catalog.directory.staff.forms import EntryForm, HeadingForm, PlaceForm
from catalog.directory.staff.frame import desk_page, posted
from catalog.directory.trees import CLOSED
from catalog.directory.written_fields import words_of
from catalog.rules.register import PIN, choices
from catalog.rules.register import find as find_rule
from disclosure.organizations.models.directory import Department


def find(model_admin, request, pk) -> Entry:
    """The node, if its catalogue is in the person's scope and theirs to change."""
    node = Entry.objects.select_related("catalogue__organization", "catalogue__scheme", "parent").filter(pk=pk).first()
    in_scope = model_admin.get_queryset(request)
    if node is None or node.rank == Entry.Rank.ROOT or not in_scope.filter(pk=node.catalogue_id).exists():
        raise Http404("没有这个事项。")
    require_change(model_admin, request, node.catalogue)
    return node


def require_change(model_admin, request, catalogue) -> None:
    if not model_admin.has_change_permission(request, catalogue):
        raise PermissionDenied


def form_for(request, catalogue, rank, node=None):
    data = posted(request)
    if rank != Entry.Rank.ENTRY:
        initial = {name: getattr(node, name) for name in HeadingForm.base_fields} if node else {}
        return HeadingForm(data, initial=initial)
    departments = Department.objects.filter(organization=catalogue.organization).order_by("position", "pk")
    return EntryForm(data, departments=departments, pins=pins_for(node), entry=node)


def pins_for(node: Entry | None) -> list[tuple[str, str]]:
    """The rules of the day; and the one by which the entry is pinned, though it is in force no longer."""
    pins = choices(timezone.localdate(), PIN)[1:]
    key = node.pinned_by if node else ""
    return pins if key in dict(pins) or not key else [*pins, (key, f"{find_rule(key) or key}（不再施行）")]


def change(model_admin, request, pk):
    node = find(model_admin, request, pk)
    form = form_for(request, node.catalogue, node.rank, node)
    if form.is_bound and form.is_valid():
        found = model_admin.carry_out(request, entries.change_entry, node, form, form.cleaned_data)
        if found is not None:
            say_understood(request, form)
            return redirect(found)
    place = PlaceForm(catalogue=node.catalogue, rank=node.rank, initial={"parent": node.parent_id})
    return desk_page(
        model_admin,
        request,
        "entry",
        title=f"修改：{node}",
        catalogue=node.catalogue,
        form=form,
        node=node,
        place=place,
    )


def add(model_admin, request, pk, rank):
    catalogue = model_admin.context_of(request, pk).subject
    if rank not in entries.BELOW or rank == Entry.Rank.ROOT:
        raise Http404
    require_change(model_admin, request, catalogue)
    if catalogue.state != Catalogue.State.DRAFT:
        messages.error(request, CLOSED)
        return redirect(catalogue)
    form, place = form_for(request, catalogue, rank), PlaceForm(posted(request), catalogue=catalogue, rank=rank)
    if form.is_bound and form.is_valid() and place.is_valid():
        values = {"parent": place.cleaned_data["parent"], "rank": rank, **form.cleaned_data}
        if model_admin.carry_out(request, entries.add_entry, catalogue, form, values) is not None:
            say_understood(request, form)
            return redirect(catalogue)
    title = f"新增{Entry.Rank(rank).label}"
    return desk_page(
        model_admin, request, "entry", title=title, catalogue=catalogue, form=form, place=place, is_new=True
    )


def say_understood(request, form) -> None:
    """What was read of a time limit that somebody wrote."""
    if rule := form.cleaned_data.get("limit_rule"):
        messages.info(request, f"时限读作“{words_of(rule)}”。")


def move(model_admin, request, pk):
    """POST only: up, down, or below another heading."""
    node = find(model_admin, request, pk)
    target, position = place_asked(request, node) if request.method == "POST" else (None, "")
    if target is None:
        return redirect(node)
    return model_admin.press(request, entries.move_entry, node, target=target, position=position)


def place_asked(request, node) -> tuple[Entry | None, str]:
    where = request.POST.get("where")
    if where in ("up", "down"):
        siblings = Entry.objects.filter(parent=node.parent_id)
        above = siblings.filter(lft__lt=node.lft).order_by("-lft").first()
        below = siblings.filter(lft__gt=node.lft).order_by("lft").first()
        return (above, "left") if where == "up" else (below, "right")
    form = PlaceForm(request.POST, catalogue=node.catalogue, rank=node.rank)
    return (form.cleaned_data["parent"], "last-child") if form.is_valid() else (None, "")


def remove(model_admin, request, pk):
    node = find(model_admin, request, pk)
    if request.method == "POST":
        return model_admin.press(request, entries.remove_entry, node)
    title = f"删除：{node}"
    return desk_page(
        model_admin, request, "confirm", title=title, catalogue=node.catalogue, action=entries.remove_entry
    )
