"""Which items a reader may see: page, list, count, search, feed, attachment and print all ask here and nowhere else."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from catalog.schemes.choices import Scope
from disclosure.organizations.access import Access, access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, Post
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS


def shown_to_society(on: date) -> Q:
    """Released outside, still on display, not withdrawn."""
    on_display = Q(display_until__isnull=True) | Q(display_until__gte=on)
    return Q(scope=Scope.SOCIETY, published_outside_at__isnull=False, display_ended_at__isnull=True) & on_display


def shown_inside(access: Access) -> Q:
    """To members of the organisation and of those below it; STAFF to everyone who belongs to the organisation."""
    party = Q(scope__in=[Scope.SOCIETY, Scope.PARTY], organization__path__in=access.party_paths)
    return party | Q(scope=Scope.STAFF, organization_id__in=access.member_organization_ids)


def still_there(person: Any, on: date, of: str = "audience__organization") -> Q:
    """Of a named group's organisation that day, by membership or post: who has left is in none of its groups. ``person``: a key,
    or the column in which it stands; ``of``: the column of the organisation."""
    organization = OuterRef(of)
    memberships = Membership.objects.current(on).filter(person=person, organization=organization)
    posts = Post.objects.current(on).filter(person=person, organization=organization)
    return Q(Exists(memberships)) | Q(Exists(posts))


def of_readers(model: Any, user, on: date) -> Q:
    """Inside, or in one of the named groups: for everything that has a scope, an organisation and audiences."""
    column = model.audiences.field.m2m_column_name()
    audiences = model.audiences.through.objects.filter(
        still_there(user.pk, on), **{column: OuterRef("pk")}, audience__members=user.pk
    )
    return shown_inside(access_of(user, on)) | Q(Exists(audiences), scope=Scope.AUDIENCE)


def reaches(line: Any, organization: Organization, user, on: date) -> bool:
    """Whether the scope of an entry, as the organisation works by it, includes the reader."""
    access = access_of(user, on)
    if line.scope == Scope.SOCIETY:
        return True
    if line.scope == Scope.PARTY:
        return organization.path in access.party_paths
    if line.scope == Scope.STAFF:
        return organization.pk in access.member_organization_ids
    if line.scope == Scope.AUDIENCE and access.is_known:
        return line.audiences.filter(still_there(access.user_id, on, "organization"), members=access.user_id).exists()
    return False


class ItemQuerySet(models.QuerySet):
    def in_public(self):
        """Published to whomever, neither withdrawn nor hidden since."""
        return self.filter(published_inside_at__isnull=False, withdrawn_at__isnull=True, hidden_at__isnull=True)

    def visible_to(self, user, on: date):
        """What the person may read on the day, by scope alone: posts and supervision open nothing here."""
        published = self.in_public()
        access = access_of(user, on)
        if not access.is_known:
            return published.filter(shown_to_society(on))
        recipients = self.model.recipients.through.objects.filter(item_id=OuterRef("pk"), user_id=user.pk)
        return published.filter(
            shown_to_society(on) | of_readers(self.model, user, on) | (Q(scope=Scope.INDIVIDUAL) & Exists(recipients))
        )

    def visible_inside(self, user, on: date):
        """What the person would read even if society did not."""
        return self.filter(of_readers(self.model, user, on)) if access_of(user, on).is_known else self.none()

    def on_desk_of(self, user, on: date):
        """Items the person works on: of the organisations where they hold a working post, and what waits for
        their decision from organisations below."""
        access = access_of(user, on)
        own = Q(organization_id__in=access.organization_ids(*DESK_PERMISSIONS))
        below = Q(pk__in=[])
        for prefix in access.prefixes(DECIDE_BELOW):
            below |= Q(organization__path__startswith=prefix)
        # The working version's state, for a correction waits for the superior while its item stays published.
        asked = Q(approval_route="superior", working_version__state="checked")
        return self.filter(own | (below & asked))

    def once_public(self):
        """What society could read at some time, and nobody withdrew or hid."""
        return self.in_public().filter(scope=Scope.SOCIETY, published_outside_at__isnull=False)

    def linked_to(self, item):
        """What it was disclosed again from, and where it was disclosed again (LK-07)."""
        return self.filter(Q(pk=item.redisclosure_of_id) | Q(redisclosure_of=item))

    def with_last_progress(self):
        """``last_progress_on``: by what day readers know how the matter went on; ``last_progress_at``: when the last word of it
        was published. None where nothing was."""
        rows = self.model._meta.get_field("published_version").related_model.objects.progress()
        rows = rows.filter(item_id=OuterRef("pk"))
        return self.annotate(
            last_progress_on=Subquery(rows.order_by("-progress_on").values("progress_on")[:1]),
            last_progress_at=Subquery(rows.order_by("-released_at").values("released_at")[:1]),
        )

    def newest_for(self, user):
        """Newest first as this reader learnt of them: society by the outside date, members by the inside date."""
        stamp = "published_inside_at" if user.is_authenticated else "published_outside_at"
        return self.order_by(f"-{stamp}", "-pk")
