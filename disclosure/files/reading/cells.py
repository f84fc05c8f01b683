"""The text of a cell: stray spaces, full-width letters, lists, and marks that tick words off."""

import re
import unicodedata
from dataclasses import dataclass

from disclosure.web.spreadsheet import UNSEEN

SPACE = re.compile(r"\s+")
BETWEEN_LATIN = re.compile(r"(?<=[!-~])\s+(?=[!-~])")
# Full-width letters and digits, and look-alikes of Chinese characters that PDF copies leave behind. Chinese
# punctuation stays as it is: NFKC would turn （）：， into their ASCII forms.
FOLDED = re.compile("[０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff]")
DASHES = re.compile("[－—–‐‑‒―−﹣]+")
# A reading that a web page set above a character and a copy left behind it: 鎮(zhèn).
READING = re.compile(
    r"(?<=[\u3400-\u9fff])(?:[（(](?=[^)）]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,7}[)）])+"
)
CODE_END = ".、．,，。:：)"

LIST_SEPARATORS = "、，,；;"
TRAILING = "、，,；;。.：:"
TRAILED = re.compile(f"[{re.escape(TRAILING)}\\s]*")
OPENING, CLOSING = "（(", "）)"
KEPT_SPACE = "\x00"  # a space within brackets, which does not part words
TICKED = "√✓✔☑■☒▣●"
UNTICKED = "□☐○×✗✘"
LONGEST_HEADING = 300  # signs of a heading that are looked at
NOTHING = {"-", "－", "—", "——", "/", "／", "无"}
# The characters of headings and usual words alone: a whole converter would bring megabytes of phrases for these. Each has
# one simplified form, whatever stands beside it.
SIMPLIFIED = str.maketrans(
    "開內範圍責單處類別號對體項級錄時間據備註說稱選擇載網會議報紙廣電視簡務黨眾機關員個實隨長發門時點專辦經負編碼層鎮鄉縣"
    "區動請審聯繫話領題標質屬無總計簽達應條紀檢監欄佈",
    "开内范围责单处类别号对体项级录时间据备注说称选择载网会议报纸广电视简务党众机关员个实随长发门时点专办经负编码层镇乡县"
    "区动请审联系话领题标质属无总计签达应条纪检监栏布",
)


@dataclass(frozen=True)
class Words:
    """The words of a list cell; `stray` punctuation was dropped, `unticked` when it held boxes and none was ticked."""

    words: tuple[str, ...]
    stray: str = ""
    unticked: bool = False


def clean(text: str) -> str:
    """Text on one line: no space within Chinese, one space between Latin words, half-width letters and digits."""
    text = FOLDED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), UNSEEN.sub("", text))
    text = unicodedata.normalize("NFC", text).strip()
    return READING.sub("", SPACE.sub("", BETWEEN_LATIN.sub("\x00", text)).replace("\x00", " "))


def simplified(text: str) -> str:
    """Headings and usual words in simplified characters: 公開範圍 is 公开范围. What an entry says stays as it is."""
    return text.translate(SIMPLIFIED)


def heading(text: str) -> str:
    """A heading without spaces, line breaks, brackets' remarks or a colon, in simplified characters."""
    return re.sub(r"[（(].*?[)）]|[:：*]", "", simplified(clean(text).replace(" ", ""))[:LONGEST_HEADING]).lower()


def code(text: str) -> str:
    """A code in its plain form: `１－２－３、` is `1-2-3`."""
    text = unicodedata.normalize("NFKC", DASHES.sub("-", UNSEEN.sub("", text)))
    return SPACE.sub("", text).rstrip(CODE_END).strip("-")


def is_nothing(text: str) -> bool:
    """A dash or 无: the cell says on purpose that there is nothing."""
    return clean(text) in NOTHING


def words(text: str) -> Words:
    """The words of a list: separated by `、`, commas, semicolons, lines or spaces; or those that are ticked."""
    if is_nothing(text):
        return Words(())
    if has_boxes(text):
        return _ticked(text)
    return Words(*_split(text))


def has_boxes(text: str) -> bool:
    """Some word of the cell is ticked, or could be."""
    return any(mark in text for mark in TICKED + UNTICKED)


def is_tick(text: str) -> bool:
    """A cell that holds nothing but a tick, as in a table with one column for each value."""
    return 0 < len(clean(text)) <= 2 and set(clean(text)) <= set(TICKED + "vV")


def is_mark(text: str) -> bool:
    """A cell that holds nothing but an empty box or a cross."""
    return bool(clean(text)) and set(clean(text)) <= set(UNTICKED)


def _split(text: str) -> tuple[tuple[str, ...], str]:
    text = UNSEEN.sub("", text).strip()
    # Behind, not searched for: a search begins anew at every sign.
    stray = TRAILED.match(text[::-1])[0][::-1].strip()
    found, closed = [], set()
    for part in _parts(text):
        for piece in _lines(part):
            word = clean(clean(piece.replace(KEPT_SPACE, " ")).strip(TRAILING))
            if word and word not in NOTHING and word not in closed:
                found.append(word)
                closed |= {word} if _is_closed(word) else set()
    return tuple(found), stray


def _is_closed(text: str) -> bool:
    """Every bracket has its partner."""
    depth = 0
    for character in text:
        depth += (character in OPENING) - (character in CLOSING)
        if depth < 0:
            return False
    return depth == 0


def _parts(text: str) -> list[str]:
    """Cut at the separators outside brackets; everywhere when the brackets do not match."""
    if not _is_closed(text):
        return re.split(f"[{LIST_SEPARATORS}]", text)
    parts, depth = [""], 0
    for character in text:
        depth += (character in OPENING) - (character in CLOSING)
        if character in LIST_SEPARATORS and depth == 0:
            parts.append("")
        else:
            parts[-1] += KEPT_SPACE if depth and character.isspace() else character
    return parts


def _lines(part: str) -> list[str]:
    """Cut at lines and spaces, but not within a word: `办 公 室` is one word, and so is a lone character of the next line."""
    lines: list[str] = []
    for line in part.splitlines():
        lines.extend(_joined(line.split()))
    return _joined(lines)


def _joined(tokens: list[str]) -> list[str]:
    """Join lone characters to their neighbours: [办 公 室] is 办公室, [人 事科] 人事科, [会议 人 事 科] 会议 and 人事科."""
    joined: list[str] = []
    run = ""
    for token in tokens:
        if len(token) == 1:
            run += token
        elif len(run) == 1:
            joined.append(run + token)
            run = ""
        else:
            joined.extend([run, token] if run else [token])
            run = ""
    if len(run) == 1 and joined:
        joined[-1] += run
    elif run:
        joined.append(run)
    return joined


def _ticked(text: str) -> Words:
    """`■会议 □文件` or `会议√ 文件□`: the mark stands before its word, or behind it when the text does not begin with one."""
    text = re.sub(r"_{2,}", "", text)  # a line to write on
    text = re.sub(r"[（(\[【]\s*([√✓✔☑■☒▣●□☐○×✗✘])\s*[)）\]】]", r"\1", text.strip())
    text = re.sub(r"[（(\[【]\s*[)）\]】]", "□", text)
    marks = f"[{TICKED}{UNTICKED}]"
    if re.match(marks, text):
        pairs = [(mark, piece) for mark, piece in re.findall(f"({marks})([^{TICKED}{UNTICKED}]*)", text)]
    else:
        pairs = [(mark, piece) for piece, mark in re.findall(f"([^{TICKED}{UNTICKED}]*)({marks})", text)]
    chosen = [word for mark, piece in pairs if mark in TICKED for word in _split(piece)[0]]
    return Words(tuple(dict.fromkeys(chosen)), unticked=not chosen and any(mark in UNTICKED for mark, _ in pairs))
