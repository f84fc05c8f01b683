"""Addresses of homes: finer than 乡镇 or 街道. An office's street and number is no home unless words say that somebody lives there."""

import re
from collections.abc import Iterator

from disclosure.files.sensitive_data.kinds import HOME_ADDRESS

NUMBER = r"(?:[0-9A-Za-z]{1,5}|[一二三四五六七八九十百零〇甲乙丙丁]{1,5})"
# A flat in a building, a house in a village: nobody's office is written so.
DWELLING = re.compile(
    rf"{NUMBER}(?:号楼|号院|栋|幢|座|楼|号)[ ,,-]{{0,2}}(?:{NUMBER}(?:单元|门|梯)[ -]?)(?:{NUMBER}(?:楼|层)[ -]?)?(?:{NUMBER}(?:室|户|号|房)?)?"
    rf"|{NUMBER}单元[ -]?(?:{NUMBER}(?:楼|层)[ -]?)?{NUMBER}(?:室|户|号|房)?"
    rf"|{NUMBER}(?:号楼|栋|幢|座)[ ,,-]{{0,2}}(?:{NUMBER}(?:楼|层)[ -]?)?{NUMBER}(?:室|户|房)"
    rf"|(?:小区|花园|家园|新村|佳苑|公寓|家属院|宿舍|新苑|雅苑|名苑|华庭|花苑)[ ]?{NUMBER}-(?:\d{{1,2}}-)?\d{{3,4}}(?!\d)"
    rf"|[村屯庄寨](?:{NUMBER}[组队社][ ]?)?\d{{1,4}}号(?!公路|路|线|井|地块|地|文|令|桥|池|楼|机|坝|渠|库)",
    re.ASCII,
)
# What stands before a dwelling and belongs to the address: names of places and their numbers, nothing that ends a phrase.
LEADING = re.compile(r"[\u4e00-\u9fff0-9A-Za-z #-]{0,60}$")
LIVES = re.compile(
    r"(?:家庭(?:住址|地址|所在地)|现?住址|住所地?|(?:现|家|常)住(?:址|地)?|居住(?:地址?|在|于)|户籍(?:地址?|所在地)?|户口所在地|"
    r"(?<![居入保常暂留夜])住在)(?:为|是|在|于)?[:: ]{0,3}"
)
REGION_END = re.compile(
    r"街道(?:办事处)?|苏木|(?<![乡城村市])镇|(?<![城故家下返])乡(?!村)|特别行政区|自治[区县州]|[省市县旗盟]|(?<![小社园城山灾库牧校厂矿])区"
)
TOWN_END = re.compile(r"街道(?:办事处)?|苏木|(?<![乡城村市])镇|(?<![城故家下返])乡(?!村)")
FINE = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,10}}?(?:村|社区|小区|花园|家园|街|路|巷|弄|里|屯|庄|胡同|大道|组|号|栋|幢|单元|室)|{NUMBER}(?:组|号|栋|幢|单元|室|户))"
    rf"[\u4e00-\u9fff0-9A-Za-z#-]{{0,30}}"
)
STOP = re.compile(r"[。,,;;、!!?\n()()]|(?:电话|联系|手机|邮编|身份证|邮政)")
OFFICE = re.compile(r"办公|会议|政府|委员会|大厅|中心|大厦|机关|单位|局|公司|学校|医院|银行|活动室|开会|召开|地点")
WITHHELD = "（住址略）"
PHRASE = 80


def find_addresses(text: str) -> Iterator[tuple[str, int, int, str]]:
    at = 0
    while match := LIVES.search(text, at):
        found = said_to_live(text, match.end())
        if found:
            yield found
        at = found[2] if found else after_many(text, match.end())
    for match in DWELLING.finditer(text):
        yield from dwelling(text, match)


def after_many(text: str, at: int) -> int:
    """Where to look on: 住址住址住址 without end is no text, and half a phrase of it is passed over."""
    if not LIVES.match(text, at):
        return at
    line_end = text.find("\n", at, at + PHRASE // 2)
    return at + PHRASE // 2 if line_end < 0 else line_end


def said_to_live(text: str, start: int) -> tuple[str, int, int, str] | None:
    """After 住址 and the like: everything finer than the town, as far as the phrase goes."""
    stop = STOP.search(text, start, start + PHRASE)
    end = stop.start() if stop else min(len(text), start + PHRASE)
    town = region_of(text, start, end)
    fine = FINE.search(text, town, end)
    if fine and (town > start or re.search(r"\d", fine.group())):
        return HOME_ADDRESS, start, fine.end(), text[start:town].strip() or WITHHELD
    return None


def dwelling(text: str, match: re.Match) -> Iterator[tuple[str, int, int, str]]:
    before = LEADING.search(text, max(0, match.start() - 60), match.start())
    start = before.start() if before else match.start()
    lives = [found.end() for found in LIVES.finditer(text, start, match.start())]
    start = lives[-1] if lives else start
    if not lives and OFFICE.search(text, max(0, start - 8), match.end() + 4):
        return
    town = region_of(text, start, match.start())
    yield HOME_ADDRESS, start, match.end(), text[start:town].strip() or WITHHELD


def region_of(text: str, start: int, end: int) -> int:
    """Where the region ends: after the town or street office, else after the last county or city named."""
    towns = [found.end() for found in TOWN_END.finditer(text, start, end)]
    if towns:
        return towns[0]
    regions = [found.end() for found in REGION_END.finditer(text, start, end)]
    return regions[-1] if regions else start
