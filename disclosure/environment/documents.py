"""The table of variables as the documents show it: a Markdown table, and the example of a production environment.

``python -m disclosure.environment table`` and ``… example`` print them.
"""

from collections.abc import Iterator

from disclosure.environment.variables import Use, Variable, of_use

HEAD = (
    "# /etc/portal/portal.env：由 systemd 读入。复制后填写；权限 0640，属主 root，属组 portal。不要提交到代码库。",
    "# 生成密钥：python3 -c 'import secrets; print(secrets.token_urlsafe(64))'",
    "# 开头有 # 的行不起作用，写的是预设值；要改时去掉 #。",
)


def table() -> str:
    """Of what the portal and its commands read."""
    return "\n".join(["| 变量 | 不写时 | 说明 |", "| --- | --- | --- |", *rows()]) + "\n"


def rows() -> Iterator[str]:
    for variable in (*of_use(Use.PORTAL), *of_use(Use.COMMAND)):
        otherwise = variable.otherwise or (f"`{variable.default}`" if variable.default else "空")
        yield f"| `{variable.name}` | {otherwise} | {variable.meaning}{how_to_write(variable)} |"


def how_to_write(variable: Variable) -> str:
    """Where that is not plain."""
    return f"。写法：{variable.reader.expected}" if variable.reader.expected != "文字" else ""


def example() -> str:
    """``deploy/portal.env.example``."""
    return "\n".join([*HEAD, *lines()]) + "\n"


def lines() -> Iterator[str]:
    for variable in of_use(Use.PORTAL):
        yield f"# {variable.meaning.replace('`', '')}{how_to_write(variable)}"
        if variable.production is None:
            yield f"# {variable.name}={variable.default}"
        else:
            yield f"{variable.name}={variable.production}"
