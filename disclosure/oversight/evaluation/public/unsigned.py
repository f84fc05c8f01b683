"""A page on which nobody is signed in, whoever comes."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore

from disclosure.audit.middleware import without_address


def unsigned(view):
    """The view sees no account, no session, no address: it cannot keep what it does not have. The browser's session stays as it
    is: it is neither read nor written nor ended."""

    @wraps(view)
    def page(request, *args, **kwargs):
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if name != settings.SESSION_COOKIE_NAME
        }
        request.session, request.user = SessionStore(), AnonymousUser()
        request._cached_user = request.user
        return view(request, *args, **kwargs)

    return without_address(page)
