"""Images as sources. The engine is a fake that reads every line as one word."""

import io

import numpy as np
import pytest
from PIL import Image

from extract.model.errors import OcrUnavailable, SourceTooLarge, UnreadableSource
from extract.read.image.image_reader import image_picture, read_image
from extract.read.ocr import ocr_settings as settings
from extract.read.options import OcrMode, ReadOptions
from extract.read.reader_interface import ReadableSource
from tests.extract.read.ocr.fakes import paper, png, write

FAKE = ReadOptions(ocr_engine="tests.extract.read.ocr.fakes:make")


def page(height=800, width=600):
    made = paper(height, width)
    write(made, 60, 100, 12)
    return made


def read(data: bytes, options: ReadOptions = FAKE):
    return read_image(ReadableSource("scan.png", data), options)


def saved(picture: Image.Image, kind: str = "PNG", **how) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def test_a_picture_is_a_page():
    document = read(png(page(), dpi=(150, 150)))
    assert document.text_source == "ocr"
    (only,) = document.pages
    assert [block.text for block in only.blocks] == ["คำ"]
    assert (only.width, only.height) == (pytest.approx(600 * 72 / 150, abs=1), pytest.approx(800 * 72 / 150, abs=1))
    assert only.ocr_confidence == pytest.approx(0.95)


def test_boxes_are_in_points_of_the_page():
    (block,) = read(png(page(), dpi=(150, 150))).pages[0].blocks
    box = block.place.box
    assert (box.x0, box.top) == (pytest.approx(60 * 72 / 150, abs=2), pytest.approx(100 * 72 / 150, abs=2))


def test_the_pictures_of_a_tiff_are_pages():
    pages = [Image.fromarray(page()), Image.fromarray(paper()), Image.fromarray(page())]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(150, 150))
    document = read(data)
    assert [len(p.blocks) for p in document.pages] == [1, 0, 1]
    assert document.pages[1].repairs == {"blank": 1}


def test_a_picture_is_turned_as_its_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6  # displayed with a rotation of 90 degrees
    data = saved(Image.fromarray(np.ascontiguousarray(np.rot90(page(), 1))), "JPEG", exif=exif, dpi=(150, 150))
    (only,) = read(data).pages
    assert only.height > only.width
    assert only.blocks[0].place.box.top == pytest.approx(100 * 72 / 150, abs=3)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16", "CMYK"])
def test_all_kinds_of_colour_are_read(mode):
    grey = Image.fromarray(page())
    if mode == "I;16":
        picture = Image.fromarray(page().astype(np.uint16) * 200)
    elif mode in {"RGBA", "LA"}:
        picture = grey.convert("LA")
        picture.putalpha(Image.fromarray(255 - page()))  # paper is transparent
        picture = picture.convert(mode)
    else:
        picture = grey.convert(mode)
    data = saved(picture, "TIFF" if mode == "CMYK" else "PNG", dpi=(150, 150))
    assert [block.text for block in read(data).pages[0].blocks] == ["คำ"]


@pytest.mark.parametrize("said", [{"dpi": (204, 98)}, {}], ids=["stated", "by its size"])
def test_a_fax_of_half_the_lines_is_as_high_as_its_sheet(said):
    width, height = 1728, 1143
    made = paper(2 * height, width)
    write(made, 300, 600, 12, letter=40)
    (only,) = read(saved(Image.fromarray(made).resize((width, height)).convert("1"), "TIFF", **said)).pages
    assert only.height == pytest.approx(842, abs=5)
    assert only.blocks[0].place.box.top == pytest.approx(600 / 196 * 72, abs=4)


def test_white_letters_on_black_are_read():
    assert [block.text for block in read(png(255 - page(), dpi=(150, 150))).pages[0].blocks] == ["คำ"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_picture_is_refused(share):
    data = png(page())
    with pytest.raises(UnreadableSource, match=r"scan\.png: the picture is damaged"):
        read(data[: int(len(data) * share)])


def test_a_page_without_text_is_refused():
    with pytest.raises(UnreadableSource, match="no text was found"):
        read(png(paper()))


def test_too_many_pixels_are_refused_before_they_are_unpacked(monkeypatch):
    small = settings.OcrSettings(most_source_pixels=1000)
    monkeypatch.setattr("extract.read.image.image_reader.OCR", small)
    with pytest.raises(SourceTooLarge, match="480,000 pixels"):
        read(png(page()))


def test_a_scan_of_20000_pixels_is_read_at_a_resolution_that_makes_sense():
    tall = paper(20_000, 300)
    write(tall, 60, 9_000, 4, letter=40)
    (only,) = read(png(tall)).pages
    assert len(only.blocks) == 1


def test_without_ocr_the_reason_is_told():
    with pytest.raises(UnreadableSource, match="OCR was switched off"):
        read(png(page()), ReadOptions(ocr=OcrMode.NEVER))


def test_without_language_data_the_error_says_how_to_get_it():
    with pytest.raises(OcrUnavailable, match=r"fake.traineddata is missing: put it there"):
        read(png(page()), ReadOptions(ocr_engine="tests.extract.read.ocr.fakes:make_missing"))


def test_a_page_can_be_shown():
    picture = image_picture(ReadableSource("scan.png", png(page(), dpi=(150, 150))), 1, 75)
    assert picture.size == (300, 400)
    with pytest.raises(UnreadableSource, match="there is no page 2"):
        image_picture(ReadableSource("scan.png", png(page())), 2, 75)
