"""Signing in by a real identity provider in a thread of the test: who comes in, who does not, and what each is told."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread

from disclosure.audit.models import Event
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import make_organization, make_person, make_post
from disclosure.single_sign_on.provider import ProviderFault, understood

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("disclosure.single_sign_on.tests.urls"),
    pytest.mark.filterwarnings("ignore"),
]
PASSWORD = "a-long-enough-secret"
GO, BACK = "/accounts/single-sign-on/", "/accounts/single-sign-on/back/"
PEOPLE = [
    Known(sub=f"number-{name}", claims={"preferred_username": name}) for name in ("member", "stranger", "keeper", "new")
]
NAMELESS = Known(sub="number-nameless", claims={})


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread(user_claims=[*PEOPLE, NAMELESS]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(issuer, settings) -> str:
    settings.OIDC_ISSUER = issuer
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = "portal", "a-secret"
    settings.OIDC_NAME = "县统一身份认证"
    settings.AUTHENTICATION_BACKENDS = [
        *settings.AUTHENTICATION_BACKENDS, "disclosure.single_sign_on.backend.SingleSignOn"
    ]  # fmt: skip
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    return issuer


def led_back(client: Client, name: str, following: str = "") -> str:
    """The address with which the provider sends a browser back in which ``name`` signed in there."""
    to = client.get(GO, {"next": following} if following else {})
    assert to.status_code == 302
    answer = requests.post(to.url, data={"sub": f"number-{name}"}, allow_redirects=False, timeout=10)
    assert answer.status_code in {302, 303}, answer.text
    found = urlsplit(answer.headers["Location"])
    assert found.path == BACK
    return f"{found.path}?{found.query}"


def signed_in(client: Client) -> str:
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).username if key else ""


def test_who_the_provider_vouches_for_comes_in_and_it_is_on_record(provider):
    make_post(make_person("member", password=PASSWORD), make_organization(), "clerk")
    client = Client(REMOTE_ADDR="10.1.2.3")
    page = client.get("/accounts/login/?next=/me/letters/").text
    assert f'<a href="{GO}?next=%2Fme%2Fletters%2F">用县统一身份认证登录</a>' in page
    assert client.get(led_back(client, "member", "/me/letters/")).url == "/me/letters/"
    assert signed_in(client) == "member"
    event = Event.objects.get(action="person.signed_in")
    assert (event.actor_name, event.address, event.changes) == ("member", "10.1.2.3", {"how": "统一身份认证"})
    assert client.get("/admin/").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("where", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(provider, where):
    make_person("member", password=PASSWORD)
    client = Client()
    assert client.get(led_back(client, "member", where)).url == "/me/"


@pytest.mark.parametrize("name", ["stranger", "nameless", "keeper", "new"])
def test_whom_the_portal_does_not_know_and_administrators_stay_outside_in_one_sentence(provider, name):
    make_person("keeper", password=PASSWORD, administrator="system", is_staff=True)
    make_person("member", password=PASSWORD)
    make_person("new")
    client = Client()
    for _each in range(6):
        answer = client.get(led_back(client, name), follow=True)
    assert "还没有可以这样登录的账号" in answer.text and "用户名" in answer.text
    assert signed_in(client) == "" and set(User.objects.values_list("username", flat=True)) == {
        "keeper",
        "member",
        "new",
    }
    client.get(led_back(client, "member"))
    assert signed_in(client) == "member"


def test_an_answer_is_good_once_and_in_the_browser_that_asked(provider):
    make_person("member", password=PASSWORD)
    first, other = Client(), Client()
    address = led_back(first, "member")
    other.get(GO)
    for client in (other, Client()):
        client.get(address)
        assert signed_in(client) == ""
    first.get(address)
    assert signed_in(first) == "member"
    first.post("/accounts/logout/")
    assert "统一身份认证" in first.get(address, follow=True).text and signed_in(first) == ""


def test_no_sign_in_by_password_is_taken_for_one_of_the_provider(provider):
    make_person("member", password=PASSWORD)
    client = Client()
    query = urlsplit(led_back(client, "member")).query
    client.post(f"/accounts/login/?{query}", {"username": "member", "password": "x"})
    assert signed_in(client) == ""


FORGED = {
    "another audience": {"aud": "another-portal"},
    "another issuer": {"iss": "http://elsewhere.example"},
    "over": {"exp": 1_000_000_000},
    "no nonce": {"nonce": None},
    "another nonce": {"nonce": "x"},
}


@pytest.mark.parametrize("wrong", [*FORGED, "signed by the shared secret", "not signed"])
def test_a_token_that_is_not_for_this_is_refused(provider, wrong, monkeypatch):
    """The provider's own answer, changed on the way by whoever has its key, or has not."""
    make_person("member", password=PASSWORD)
    client, private = Client(), rsa.generate_private_key(public_exponent=65537, key_size=2048)
    monkeypatch.setattr(
        "disclosure.single_sign_on.backend.SingleSignOn.retrieve_matching_jwk", lambda self, token: private.public_key()
    )

    def token(self, payload):
        claims = {
            "iss": provider, "aud": "portal", "sub": "number-member", "preferred_username": "member", "iat": 1_790_000_000,
            "exp": 4_000_000_000, "nonce": nonce, **FORGED.get(wrong, {}),
        }  # fmt: skip
        how = {"signed by the shared secret": ("HS256", "a-secret"), "not signed": ("none", None)}
        algorithm, secret = how.get(wrong, ("RS256", private))
        return {"access_token": "x", "id_token": jwt.encode(claims, secret, algorithm=algorithm)}

    monkeypatch.setattr("disclosure.single_sign_on.backend.SingleSignOn.get_token", token)
    query = parse_qs(urlsplit(client.get(GO).url).query)
    nonce = query["nonce"][0]
    answer = client.get(BACK, {"code": "x", "state": query["state"][0]}, follow=True)
    assert "统一身份认证没有通过" in answer.text and signed_in(client) == ""


def test_a_provider_that_is_silent_leaves_the_password(provider, settings):
    settings.OIDC_ISSUER = "http://localhost:9"
    cache.clear()
    client = Client()
    assert "统一身份认证现在没有应答" in client.get(GO, follow=True).text
    make_person("member", password=PASSWORD)
    assert client.post("/accounts/login/", {"username": "member", "password": PASSWORD}).status_code == 302


def test_another_issuer_s_pages_are_not_used(settings):
    told = {
        "issuer": "https://other.example", "authorization_endpoint": "https://a.example/", "token_endpoint": "https://a.example/",
        "userinfo_endpoint": "https://a.example/", "jwks_uri": "https://a.example/",
    }  # fmt: skip
    with pytest.raises(ProviderFault):
        understood(told, "https://one.example")
    assert understood(told, "https://other.example").token == "https://a.example/"
    settings.SESSION_COOKIE_SECURE = True
    with pytest.raises(ProviderFault):
        understood({**told, "jwks_uri": "http://a.example/"}, "https://other.example")
