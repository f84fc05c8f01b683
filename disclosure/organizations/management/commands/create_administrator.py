"""The first administrators of a new installation; later ones are named at the desk."""

import os
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from disclosure.organizations import actions
from disclosure.organizations.models.people import User


class Command(BaseCommand):
    help = "新建一个系统、安全或审计管理员账号。口令取自环境变量 ADMINISTRATOR_PASSWORD，没有则询问。"

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--kind", required=True, choices=[kind for kind in User.Administrator.values if kind])
        parser.add_argument("--name", default="", help="姓名，缺省用用户名")

    @transaction.atomic
    def handle(self, *, username, kind, name, **options):
        person = User(username=username, full_name=name or username)
        password = os.environ.get("ADMINISTRATOR_PASSWORD") or getpass("口令：")
        try:
            validate_password(password, person)
            person.set_password(password)
            person.full_clean()
            person.save()
            actions.make_administrator(person, kind, by=None, now=timezone.now())
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error
        self.stdout.write(f"已建立{person.get_administrator_display()}账号 {username}。")
