"""The code with which an empty portal is begun in the browser."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from disclosure.organizations.start_codes.codes import issue_portal_code


class Command(BaseCommand):
    help = "给空的门户一个一次性码，一小时内有效：在浏览器里用它建立安全管理员。再运行一次，前一个就没有用了。"

    def handle(self, **options):
        try:
            code = issue_portal_code(now=timezone.now())
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error
        self.stdout.write(
            f"门户还是空的。请在浏览器打开门户的 {reverse('first_day:welcome')}，输入一次性码：{code}（一小时内有效，用一次）"
        )
