"""The oversight pages, under /oversight/."""

from django.urls import include, path

from disclosure.oversight import PARTS, deadline_view, exporting, views
from disclosure.oversight.board import views as board
from disclosure.oversight.coverage import pages as coverage
from disclosure.oversight.indicators import views as indicators
from disclosure.oversight.rollout import views as plans

app_name = "oversight"
urlpatterns = [
    path("", board.overview, name="home"),
    path("deadlines.csv", exporting.export, {"kind": "csv"}, name="csv"),
    path("deadlines.xlsx", exporting.export, {"kind": "xlsx"}, name="xlsx"),
    path("numbers/", indicators.definitions, name="definitions"),
    path("numbers.csv", board.export_numbers, {"kind": "csv"}, name="numbers_csv"),
    path("numbers.xlsx", board.export_numbers, {"kind": "xlsx"}, name="numbers_xlsx"),
    path("deadlines/<int:pk>/", deadline_view.deadline, name="deadline"),
    path("calendar/", views.calendar, name="calendar"),
    path("readiness/", plans.readiness, name="readiness"),
    path("rollout/", plans.rollouts, name="rollout"),
    path("rollout/tasks/<int:pk>/", plans.tick_task, name="tick_task"),
    path("rollout/stages/<int:pk>/", plans.redate_stage, name="redate_stage"),
    path("rollout/<int:pk>/end/", plans.end_rollout, name="end_rollout"),
    path("o/<slug:code>/", board.overview, name="organization"),
    path("o/<slug:code>/calendar/", views.calendar, name="organization_calendar"),
    path("o/<slug:code>/readiness/", plans.readiness, name="organization_readiness"),
    path("o/<slug:code>/rollout/", plans.organization_rollout, name="organization_rollout"),
    path("o/<slug:code>/map/", views.period_map, name="map"),
    path("o/<slug:code>/coverage.<slug:kind>", coverage.export, name="coverage"),
    path("o/<slug:code>/deadlines.csv", exporting.export, {"kind": "csv"}, name="organization_csv"),
    path("o/<slug:code>/deadlines.xlsx", exporting.export, {"kind": "xlsx"}, name="organization_xlsx"),
    path("o/<slug:code>/numbers.csv", board.export_numbers, {"kind": "csv"}, name="organization_numbers_csv"),
    path("o/<slug:code>/numbers.xlsx", board.export_numbers, {"kind": "xlsx"}, name="organization_numbers_xlsx"),
    *(path(f"{part}/", include(f"disclosure.oversight.{part}.urls")) for part in PARTS),
]
