from collections.abc import Callable, Mapping
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.directory.adoption import adopt_own_scheme
from catalog.own_schemes.actions import import_draft
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.document.reading import Row, check_text, written
from catalog.schemes.issued import is_document_of
from catalog.schemes.models import Scheme
from catalog.schemes.rules import NoScheme, scheme_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.workflow.kit import SYSTEM

FAULTY = 2


class Command(BaseCommand):
    help = "导出、检查、导入实施方案。一份方案是一个 YAML 文件，写法和 catalog/schemes/ 里的一样。"

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        writing = verbs.add_parser("export", help="导出一个组织施行中的方案，或者一份载入的方案")
        writing.add_argument("code", metavar="CODE|SLUG", help="组织的代码，或者方案的代号")
        writing.add_argument("-o", "--output", type=Path, metavar="FILE", help="不写就输出到屏幕")
        writing.add_argument("--draft", action="store_true", help="导出这个组织最近起草的一稿")
        checking = verbs.add_parser("check", help="检查一个文件，逐处说明第几行有什么不对；有不对的，退出码是 2")
        checking.add_argument("file", type=Path)
        reading = verbs.add_parser("import", help="导入一个文件，成为这个组织起草中的一稿")
        reading.add_argument("file", type=Path)
        reading.add_argument("--organization", "--org", required=True, metavar="CODE", dest="code", help="组织的代码")
        reading.add_argument("--by", metavar="USER", help="由谁起草：用户名，要有起草方案的岗位")
        reading.add_argument("--issue", action="store_true", help="不起草，作为已经印发的方案，从今天起施行")

    def handle(self, *, verb, **options):
        verbs: Mapping[str, Callable[..., None]] = {
            "export": self.export, "check": self.check_file, "import": self.import_file,
        }  # fmt: skip
        verbs[verb](**options)

    def export(self, *, code, output, draft, **options):
        text = written(drafted(code) if draft else document_of(code))
        if output:
            output.write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")

    def read(self, file: Path) -> Row:
        """Every fault on a line of its own."""
        try:
            checked = check_text(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CommandError(f"打不开文件 {file}：{error.strerror}") from None
        except UnicodeDecodeError:
            raise CommandError("文件不是UTF-8编码，请另存为UTF-8。", returncode=FAULTY) from None
        for fault in checked.faults:
            self.stdout.write(str(fault))
        if checked.faults:
            raise CommandError(f"{file.name}：有 {len(checked.faults)} 处要改。", returncode=FAULTY)
        return checked.data

    def check_file(self, *, file, **options):
        self.stdout.write(f"《{self.read(file)['title']}》没有问题。")

    def import_file(self, *, file, code, by, issue, **options):
        document, organization = self.read(file), organization_of(code)
        if not is_document_of(document, organization):
            self.stdout.write(f"文件是“{document['issuer']}”的方案：只取规则，不取名称、文号、类别和原句。")
        try:
            if issue:
                self.issue(document, organization)
            else:
                draft = import_draft(organization, document=document, by=person(by), now=timezone.now())
                self.stdout.write(f"已导入：{draft}，起草中。")
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from None

    def issue(self, document: Row, organization: Organization):
        if not is_document_of(document, organization):
            raise CommandError("别的组织的方案不能直接施行，请先导入成一稿，改好以后印发。")
        given = {"document": document, "from_on": timezone.localdate()}
        adoption = adopt_own_scheme(organization, **given, by=SYSTEM, now=timezone.now())
        self.stdout.write(f"已施行：{adoption.scheme}。")


def organization_of(code: str) -> Organization:
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"没有代码为“{code}”的组织。")
    return found


def person(username: str | None) -> User:
    if not username:
        raise CommandError("请用 --by 写明由谁起草。")
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise CommandError(f"没有“{username}”这个账号。")
    return found


def document_of(code: str) -> Row:
    """By which the organisation works, its own or its superior's; else the scheme called so."""
    organization, scheme = Organization.objects.filter(code=code).first(), Scheme.objects.filter(slug=code).first()
    try:
        return scheme_for(organization, timezone.localdate()).data if organization else scheme_called(scheme, code)
    except NoScheme as error:
        if scheme:
            return scheme.data
        raise CommandError(str(error)) from None


def scheme_called(scheme: Scheme | None, code: str) -> Row:
    if scheme is None:
        raise CommandError(f"没有代码为“{code}”的组织，也没有代号为“{code}”的方案。")
    return scheme.data


def drafted(code: str) -> Row:
    draft = SchemeDraft.objects.filter(organization=organization_of(code)).order_by("-pk").first()
    if draft is None:
        raise CommandError(f"“{code}”没有起草过方案。")
    return draft.document
