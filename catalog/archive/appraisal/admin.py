"""Appraisals at the desk of the organisation whose package it is."""

from django.contrib import admin

from catalog.archive.appraisal.actions import appraisals
from catalog.archive.appraisal.models import Appraisal
from catalog.archive.appraisal.page import WAITS_FOR, page_of
from catalog.archive.reading import READERS
from disclosure.deadlines.dates import plain
from disclosure.workflow.staff.admin import ProcedureAdmin


@admin.register(Appraisal)
class AppraisalAdmin(ProcedureAdmin):
    workflow, has_cards = appraisals, True
    view_permissions = READERS
    page_reads = ("organization", "record__item", "proposed_by", "decided_by")
    list_display = ["record", "state", "ended_on", "opinion", "organization"]
    list_filter = ["state", "opinion"]
    list_select_related = ["organization", "record"]
    search_fields = ["record__title", "record__archive_number"]
    search_help_text = "按题名、档号查找"
    ordering = ["-pk"]

    def page_of(self, context):
        return page_of(context.subject)

    def card_of(self, subject):
        return self.card(subject, f"{plain(subject.ended_on)}保管期满", "去鉴定")

    def waits_for(self, context):
        return WAITS_FOR.get(context.subject.state, "")
