"""PowerPoint: slides in the order of the show, hidden ones too, their notes, comments and masters."""

import re
from collections.abc import Iterator

from disclosure.files.text_extraction.packages import Package, related
from disclosure.files.text_extraction.passage import Passage
from disclosure.files.text_extraction.words import passages_in

SHOW = "ppt/presentation.xml"
PARTS = (
    (re.compile(r"ppt/comments/.*\.xml$"), "批注"),
    (re.compile(r"ppt/(?:slideMasters|slideLayouts|notesMasters|handoutMasters)/[^/]*\.xml$"), "母版"),
    (re.compile(r"ppt/(?:slides|notesSlides)/[^/]*\.xml$"), "没有列出的页"),
)


def slide_passages(package: Package) -> Iterator[Passage]:
    read = set()
    for number, part in enumerate(slides_of(package), start=1):
        read.add(part)
        root = package.tree(part)
        hidden = "（隐藏）" if root.get("show") == "0" else ""
        yield from passages_in(f"第{number}页幻灯片{hidden}", root)
        for notes in package.relations(part).values():
            if notes.startswith("ppt/notesSlides/") and notes in package.names:
                read.add(notes)
                yield from passages_in(f"第{number}页备注", package.tree(notes))
    for name in package.names:
        place = next((place for pattern, place in PARTS if pattern.match(name)), "")
        if place and name not in read:
            yield from passages_in(place, package.tree(name))


def is_read(name: str) -> bool:
    return any(pattern.match(name) for pattern, _place in PARTS)


def slides_of(package: Package) -> Iterator[str]:
    targets = package.relations(SHOW)
    for slide in package.tree(SHOW).iter("{*}sldId"):
        if (part := related(slide, targets)) in package.names:
            yield part
