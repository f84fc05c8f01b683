from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from disclosure.people.resealing import reseal


class Command(BaseCommand):
    help = (
        "换密钥：把加密保存的内容（来件人和提意见人的姓名、电话、住址，登录手机号，人员表）用现在的密钥重新加密。"
        "先把新的写进 SECRET_KEY、旧的写进 SECRET_KEY_FALLBACKS，重新启动，再运行本命令；中断了再运行一次就接着做。"
    )

    def handle(self, **options):
        closed = 0
        for found in reseal():
            closed += found.closed
            left = f"，{found.closed} 行读不出来，没有动" if found.closed else ""
            self.stdout.write(f"{found.label}：重新加密 {found.done} 行{left}。")
        if closed:
            raise CommandError(
                f"有 {closed} 行用现在的密钥都读不出来。请把它们原来的密钥也写进 SECRET_KEY_FALLBACKS，再运行一次。"
            )
        if settings.SECRET_KEY_FALLBACKS:
            self.stdout.write(
                "全部完成：旧的密钥可以从 SECRET_KEY_FALLBACKS 里删去了。以前的备份要用旧的密钥才读得出来，请和备份放在一起保管。"
            )
        else:
            self.stdout.write("全部完成。")
