from django.urls import path

from feedback.cases.public.asking.sheets import OPINIONS, QUESTIONS, REQUESTS
from feedback.cases.public.views.asking import ask
from feedback.cases.public.views.case import act_on_case, case, letter, own_file, shut
from feedback.cases.public.views.public_list import listed, requests
from feedback.cases.public.views.seconding import second_topic, similar
from feedback.cases.public.views.tracking import forget_receipt, my_cases, receipt, track
from feedback.cases.public.views.waiting import waiting
from feedback.consultations.public.commenting import add_comment
from feedback.consultations.public.meeting_views import meeting, meetings
from feedback.consultations.public.views import consultation, consultation_file, consultations

app_name = "feedback"
urlpatterns = [
    path("requests/new/", ask, {"sheet": REQUESTS}, name="ask-request"),
    path("opinions/new/", ask, {"sheet": OPINIONS}, name="ask-opinion"),
    path("questions/new/", ask, {"sheet": QUESTIONS}, name="ask-question"),
    path("requests/similar/", similar, name="similar"),
    path("requests/waiting/", waiting, name="waiting"),
    path("requests/receipt/", receipt, name="receipt"),
    path("requests/receipt/forget/", forget_receipt, name="receipt-forget"),
    path("requests/<int:pk>/second/", second_topic, name="second-topic"),
    path("requests/", requests, name="requests"),
    path("requests/listed/<slug:number>/", listed, name="listed"),
    path("requests/track/", track, name="track"),
    path("requests/letter/<slug:number>/", case, name="case"),
    path("requests/letter/<slug:number>/shut/", shut, name="case-shut"),
    path("requests/letter/<slug:number>/documents/<int:pk>.<slug:kind>", letter, name="case-letter"),
    path("requests/letter/<slug:number>/files/<int:pk>/", own_file, name="case-file"),
    path("requests/letter/<slug:number>/<slug:name>/", act_on_case, name="case-act"),
    path("consultations/", consultations, name="consultations"),
    path("c/<int:pk>/", consultation, name="consultation"),
    path("c/<int:pk>/comment/", add_comment, name="consultation-comment"),
    path("c/<int:consultation_pk>/files/<int:pk>/", consultation_file, name="consultation-file"),
    path("meetings/", meetings, name="meetings"),
    path("meetings/<int:pk>/", meeting, name="meeting"),
    path("me/letters/", my_cases, name="my-cases"),
]
