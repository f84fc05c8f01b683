"""The addresses of the interface under /api/v1/, and its description at /api/v1/openapi.json.

An item that is not there for the reader answers as its page does: 410 for what society once could read, else 404.
"""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from ninja import NinjaAPI, Path, Query, Status
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from catalog.items.models import Item
from catalog.public.api.lists import Row, item_full, item_page, organization_page
from catalog.public.api.shapes import ItemFull, ItemPage, OrganizationPage, Refusal
from disclosure.accounts.tokens import by_token
from disclosure.organizations.site import asked, public_page, reading_of
from disclosure.web.components import HOME, Link

DESCRIPTION = (
    "只读。看得到什么，和打开网页一样：没有登录的看社会公开的；登录了的，或者带着本人访问令牌的，看本人看得到的。"
    "每页 50 条，after 用上一页给的。"
)
NOT_FOUND, GONE, WRONG = "没有这一件，或者您看不到。", "这一件的公示已经结束。", "参数不对，请对照接口说明。"
LARGEST = 2**63 - 1
REFUSALS = {401: Refusal, 422: Refusal}
Key = Annotated[int, Path(..., ge=1, le=LARGEST, description="列表里的 id")]
After = Annotated[str, Query("", description="上一页给的 after")]
Code = Annotated[str, Query("", description="党组织的代码，连同它的下级；不填就是全部")]

BEARER = {"type": "http", "scheme": "bearer", "description": "本人的访问令牌，在“我的”里开"}


class Readable(JSONRenderer):
    """Chinese as it is."""

    def __init__(self) -> None:
        self.json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="党务公开门户",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="catalog:api",
    openapi_url="openapi.json",
    openapi_extra={"security": [{}, {"token": []}], "components": {"securitySchemes": {"token": BEARER}}},
    renderer=Readable(),
)


@api.get("/items/", response={200: ItemPage, **REFUSALS}, url_name="items", summary="公开事项，新的在前")
def items(request: HttpRequest, organization: Code, after: After) -> Row:
    return item_page(request, reading_of(request), asked(request, "organization"))


@api.get(
    "/items/{pk}/",
    response={200: ItemFull, 404: Refusal, 410: Refusal, **REFUSALS},
    url_name="item",
    summary="一件公开事项",
)
def item(request: HttpRequest, pk: Key) -> Row | Status:
    reading = reading_of(request)
    rows = Item.objects.visible_to(reading.reader, reading.on).with_last_progress()
    found = rows.select_related("organization", "published_version", "entry", "deadline").filter(pk=pk).first()
    if found is not None:
        return item_full(request, found, reading)
    if Item.objects.once_public().filter(pk=pk).exists():
        return Status(410, {"detail": GONE})
    return Status(404, {"detail": NOT_FOUND})


@api.get(
    "/organizations/",
    response={200: OrganizationPage, **REFUSALS},
    url_name="organizations",
    summary="党组织，按隶属关系排",
)
def organizations(request: HttpRequest, after: After) -> Row:
    return organization_page(request, reading_of(request))


@api.exception_handler(ValidationError)
def refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return api.create_response(request, {"detail": WRONG}, status=422)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"detail": NOT_FOUND}, status=404)


@public_page
def described(request: HttpRequest) -> TemplateResponse:
    """In words, for people."""
    paths = api.get_openapi_schema()["paths"]
    rows = [(path, methods["get"]) for path, methods in paths.items()]
    return TemplateResponse(
        request, "site/api.html", {"rows": rows, "crumbs": [HOME, Link("数据接口")], "lead": DESCRIPTION}
    )


urls: list[Any] = api.urls[0]
for each in urls:
    # As every public page: open to everybody, kept by nobody, reading only.
    each.callback = by_token(public_page(each.callback))
