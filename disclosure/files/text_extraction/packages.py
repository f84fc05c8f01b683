"""An office package opened with care: nothing is believed that it says of itself, and nothing beyond the budget is unpacked."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from lxml import etree

from disclosure.files.kinds import DAMAGED, UNPACKED_MOST, FileRefused, check_members

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class Budget:
    """How many bytes may still be unpacked, counted while they come: the sizes in the directory may lie."""

    def __init__(self):
        self.left = UNPACKED_MOST

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise FileRefused("文件展开后过大，不能上传。请拆成几份再上传。")


class Counted:
    """A member of a package as a stream that spends the budget."""

    def __init__(self, stream: BinaryIO, budget: Budget):
        self.stream, self.budget = stream, budget

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(min(size, 1 << 16) if size >= 0 else 1 << 16)
        self.budget.spend(len(data))
        return data

    def read_all(self) -> bytes:
        return b"".join(iter(self.read, b""))


class Package:
    """``depth``: 0 for the file itself, 1 for what is embedded in it, and so on."""

    def __init__(self, file, *, depth: int = 0, budget: Budget | None = None):
        self.depth, self.budget = depth, budget or Budget()
        with refusing_damage():
            self.archive = zipfile.ZipFile(file)
        check_members(self.archive.infolist())
        self.names = [member.filename for member in self.archive.infolist() if not member.is_dir()]

    @contextmanager
    def member(self, name: str) -> Iterator[Counted]:
        with refusing_damage(), self.archive.open(name) as stream:
            yield Counted(stream, self.budget)

    def read(self, name: str) -> bytes:
        with self.member(name) as stream:
            return stream.read_all()

    def tree(self, name: str) -> etree._Element:
        with self.member(name) as stream:
            return tree_of(stream)

    def elements(self, name: str) -> Iterator[etree._Element]:
        """The elements of a large part as each of them ends; the caller clears what it has read."""
        with self.member(name) as stream:
            parsing = etree.iterparse(stream, events=("end",), **PARSER)
            is_checked = False
            for _event, node in parsing:
                if not is_checked:
                    refuse_document_type(node.getroottree())
                    is_checked = True
                yield node

    def relations(self, part: str) -> Mapping[str, str]:
        """Id of a relation → the name of the part it leads to."""
        folder, base = posixpath.split(part)
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if name not in self.names:
            return {}
        return {
            node.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/")
            for node in self.tree(name)
            if isinstance(node.tag, str) and node.get("TargetMode") != "External"
        }


def related(node: etree._Element, relations: Mapping[str, str]) -> str:
    """The part that an element leads to by its id in the ``relations`` of its own part."""
    return relations.get(next((value for name, value in node.attrib.items() if name.endswith("}id")), ""), "")


@contextmanager
def refusing_damage() -> Iterator[None]:
    try:
        yield
    except FileRefused:
        raise
    except (*BROKEN, etree.LxmlError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise FileRefused(DAMAGED) from error


def tree_of(stream) -> etree._Element:
    tree = etree.parse(stream, etree.XMLParser(**PARSER))
    refuse_document_type(tree)
    return tree.getroot()


def refuse_document_type(tree: etree._ElementTree) -> None:
    """No office program writes a document type: one means that entities are to be expanded."""
    if tree.docinfo.doctype:
        raise FileRefused("文件里有不允许的内容（XML 实体）。请用 Office 或 WPS 另存一份再上传。")


def local(node: etree._Element) -> str:
    return re.sub(r"^\{[^}]*\}", "", node.tag) if isinstance(node.tag, str) else ""
