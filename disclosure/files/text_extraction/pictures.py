"""Pictures: whole, not monstrous, and what they say of themselves. The words in the picture are for people to check."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError

from disclosure.files.kinds import HIDES_ARCHIVE, FileRefused
from disclosure.files.sensitive_data.kinds import PHOTO_PLACE, UNREAD
from disclosure.files.text_extraction.passage import Passage

ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9", "MPO": b"\xff\xd9"}
BEHIND_MOST = 1024
PIXELS_MOST = 120_000_000
BROKEN = "图片不完整或打不开。请重新保存一份再上传。"


def picture_passages(path: Path) -> Iterator[Passage]:
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        with strictly(), Image.open(path, formats=("PNG", "JPEG", "MPO")) as picture:
            if picture.width * picture.height > PIXELS_MOST:
                raise FileRefused("图片的尺寸过大。请缩小以后再上传。")
            picture.load()
            check_end(path, picture.format)
            yield from said_by(picture)
    except (Image.DecompressionBombError, UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(BROKEN) from error
    yield Passage("图片", "图片里的字没有查", UNREAD)


@contextmanager
def strictly() -> Iterator[None]:
    """The typesetter, once it is loaded, has Pillow pass over what a picture should be refused for."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def check_end(path: Path, kind: str) -> None:
    """The decoder forgives a picture that breaks off; what is carried behind a PNG it does not see."""
    _before, end, behind = path.read_bytes().rpartition(ENDS[kind])
    if not end:
        raise FileRefused(BROKEN)
    if kind == "PNG" and len(behind) > BEHIND_MOST:
        raise FileRefused(HIDES_ARCHIVE)


def said_by(picture: Image.Image) -> Iterator[Passage]:
    for name, value in picture.info.items():
        if isinstance(value, str):
            yield Passage(f"图片信息“{name}”", value)
    exif = picture.getexif()
    for tag, value in exif.items():
        if isinstance(value, str):
            yield Passage(f"图片信息“{ExifTags.TAGS.get(tag, tag)}”", value)
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        yield Passage("图片信息", "记着拍照的地点", PHOTO_PLACE)
