"""One node of a draft catalogue at the desk: change, add, move, remove."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from catalog.directory import entries
from catalog.directory.models import Catalogue, Entry
from catalog.directory.staff.forms import EntryForm, HeadingForm, PlaceForm, posted
from catalog.directory.staff.frame import desk_page
from disclosure.organizations.models.directory import Department


def find(desk, request, pk) -> Entry:
    """The node, if its catalogue is in the person's scope and theirs to change."""
    node = Entry.objects.select_related("catalogue__organization", "catalogue__scheme", "parent").filter(pk=pk).first()
    if node is None or node.rank == Entry.Rank.ROOT or not in_scope(desk, request, node.catalogue):
        raise Http404("没有这个事项。")
    require_change(desk, request, node.catalogue)
    return node


def in_scope(desk, request, catalogue) -> bool:
    return desk.get_queryset(request).filter(pk=catalogue.pk).exists()


def require_change(desk, request, catalogue) -> None:
    if not desk.has_change_permission(request, catalogue):
        raise PermissionDenied


def form_for(request, catalogue, rank, node=None):
    data = posted(request)
    if rank != Entry.Rank.ENTRY:
        initial = {name: getattr(node, name) for name in HeadingForm.base_fields} if node else {}
        return HeadingForm(data, initial=initial)
    departments = Department.objects.filter(organization=catalogue.organization).order_by("position", "pk")
    return EntryForm(data, departments=departments, entry=node)


def attempt(request, form, work) -> bool:
    """Do it, or show why not; what was typed stays."""
    try:
        work()
    except ValidationError as error:
        if form is not None:
            form.add_error(None, error.messages)
        else:
            messages.error(request, " ".join(error.messages))
        return False
    return True


def to_catalogue(catalogue):
    return redirect(catalogue)


def change(desk, request, pk):
    node = find(desk, request, pk)
    form = form_for(request, node.catalogue, node.rank, node)
    if request.method == "POST" and form.is_valid():

        def work():
            entries.change_entry(node, **form.cleaned_data, by=request.user, now=timezone.now())

        if attempt(request, form, work):
            messages.success(request, f"已保存：{node.name}")
            return to_catalogue(node.catalogue)
    place = PlaceForm(catalogue=node.catalogue, rank=node.rank, initial={"parent": node.parent_id})
    return desk_page(
        desk, request, "entry", title=f"修改：{node}", catalogue=node.catalogue, form=form, node=node, place=place
    )


def add(desk, request, pk, rank):
    catalogue = desk.get_queryset(request).select_related("organization").filter(pk=pk).first()
    if catalogue is None or rank not in entries.BELOW or rank == Entry.Rank.ROOT:
        raise Http404
    require_change(desk, request, catalogue)
    if catalogue.state != Catalogue.State.DRAFT:
        messages.error(request, "只有起草中的目录可以改。请先开一版新目录。")
        return to_catalogue(catalogue)
    form, place = form_for(request, catalogue, rank), PlaceForm(posted(request), catalogue=catalogue, rank=rank)
    if request.method == "POST" and form.is_valid() and place.is_valid():
        parent = place.cleaned_data["parent"]

        def work():
            entries.add_entry(
                catalogue, parent=parent, rank=rank, **form.cleaned_data, by=request.user, now=timezone.now()
            )

        if attempt(request, form, work):
            messages.success(request, "已新增。")
            return to_catalogue(catalogue)
    title = f"新增{Entry.Rank(rank).label}"
    return desk_page(desk, request, "entry", title=title, catalogue=catalogue, form=form, place=place, is_new=True)


def move(desk, request, pk):
    """POST only: up, down, or below another heading."""
    node = find(desk, request, pk)
    if request.method != "POST":
        return to_catalogue(node.catalogue)
    target, position = place_asked(request, node)
    if target is not None:
        attempt(
            request,
            None,
            lambda: entries.move_entry(node, target=target, position=position, by=request.user, now=timezone.now()),
        )
    return to_catalogue(node.catalogue)


def place_asked(request, node) -> tuple[Entry | None, str]:
    where = request.POST.get("where")
    if where in ("up", "down"):
        siblings = Entry.objects.filter(parent=node.parent_id)
        above = siblings.filter(lft__lt=node.lft).order_by("-lft").first()
        below = siblings.filter(lft__gt=node.lft).order_by("lft").first()
        return (above, "left") if where == "up" else (below, "right")
    form = PlaceForm(request.POST, catalogue=node.catalogue, rank=node.rank)
    return (form.cleaned_data["parent"], "last-child") if form.is_valid() else (None, "")


def remove(desk, request, pk):
    node = find(desk, request, pk)
    if request.method == "POST":
        if attempt(request, None, lambda: entries.remove_entry(node, by=request.user, now=timezone.now())):
            messages.success(request, f"已删除：{node.name}")
        return to_catalogue(node.catalogue)
    return desk_page(
        desk,
        request,
        "confirm",
        title=f"删除：{node}",
        catalogue=node.catalogue,
        action=entries.remove_entry,
    )
