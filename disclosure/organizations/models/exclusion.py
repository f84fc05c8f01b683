"""In the database: no administrator holds a post, and no holder of a post becomes an administrator, by whichever way.

It looks at posts without an end; those with one to come are the actions' to refuse, who know the day. A migration that
rebuilds one of the two tables (SQLite does so for most alterations) loses its trigger: it ends with ``install``.
"""

from disclosure.audit.guard import Refusal

MESSAGE = "administrators hold no posts"
HOLDS = 'EXISTS (SELECT 1 FROM "organizations_post" WHERE "person_id" = NEW."id" AND "until_on" IS NULL)'
ADMINISTERS = """EXISTS (SELECT 1 FROM "organizations_user" WHERE "id" = NEW."person_id" AND "administrator" <> '')"""
REFUSALS = (
    Refusal(
        "organizations_post_of_who_administers",
        "organizations_post",
        ("INSERT", 'UPDATE OF "person_id", "until_on"'),
        f'NEW."until_on" IS NULL AND {ADMINISTERS}',
        MESSAGE,
    ),
    Refusal(
        "organizations_administrator_with_post",
        "organizations_user",
        ('UPDATE OF "administrator"',),
        f"""NEW."administrator" <> '' AND {HOLDS}""",
        MESSAGE,
    ),
)


def install(connection) -> None:
    for refusal in REFUSALS:
        refusal.install(connection)


def remove(connection) -> None:
    for refusal in REFUSALS:
        refusal.remove(connection)
