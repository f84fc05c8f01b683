"""Below /oversight/inspections/, in the name space of the oversight pages."""

from django.urls import path

from disclosure.oversight.inspections.web import lists, one, ordering, planning, report, visit, writing
from disclosure.oversight.inspections.web.sheets import offline, printed

urlpatterns = [
    path("", lists.inspection_list, name="inspections"),
    path("o/<slug:code>/", lists.inspection_list, name="organization_inspections"),
    path("new/", planning.plan_page, name="inspection_plan"),
    path("sheet/", offline.shell, name="inspection_offline"),
    path("sheet/worker.js", offline.worker, name="inspection_worker"),
    path("<int:pk>/", one.inspection, name="inspection"),
    path("<int:pk>/do/<slug:name>/", one.act, name="inspection_act"),
    path("<int:pk>/report.docx", report.report_file, name="inspection_report"),
    path("<int:inspection>/<int:pk>/", visit.visit, name="inspection_visit"),
    path("<int:inspection>/<int:pk>/list.txt", visit.list_file, name="inspection_list_file"),
    path("<int:inspection>/<int:pk>/draw/", writing.draw, name="inspection_draw"),
    path("<int:inspection>/<int:pk>/mark/<int:sampled>/", writing.mark, name="inspection_mark"),
    path("<int:inspection>/<int:pk>/find/", writing.find, name="inspection_find"),
    path("<int:inspection>/<int:pk>/find/<int:finding>/drop/", writing.drop_finding, name="inspection_drop_finding"),
    path("<int:inspection>/<int:pk>/find/<int:finding>/order/", ordering.order, name="inspection_order"),
    path(
        "<int:inspection>/<int:pk>/find/<int:finding>/photograph/", writing.add_photograph, name="inspection_photograph"
    ),
    path("<int:inspection>/<int:pk>/photograph/<int:photograph>/", visit.photograph, name="inspection_photograph_file"),
    path("<int:inspection>/<int:pk>/sheet/", printed.sheet, name="inspection_sheet"),
    path("<int:inspection>/<int:pk>/sheet/take/", offline.take, name="inspection_take_sheet"),
    path("<int:inspection>/<int:pk>/sheet/return/", offline.give_back, name="inspection_return_sheet"),
]
