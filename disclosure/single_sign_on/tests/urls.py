"""The site map of a portal whose place has an identity provider."""

from django.urls import include, path

from disclosure import urls

urlpatterns = [*urls.urlpatterns, path("accounts/single-sign-on/", include("disclosure.single_sign_on.urls"))]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
