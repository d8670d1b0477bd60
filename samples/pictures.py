"""The pictures of the READMEs: the review of sample plans, as Chromium shows it.

`python -m samples.pictures` converts the samples, writes their review, and photographs it in both languages into
docs/pictures/. Chromium is needed, and a Thai font.
"""

from __future__ import annotations

import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from phaen.cli import run

ROOT = Path(__file__).parents[1]
PLANS = ("2_tambon_ban_fa_sai.damaged.pdf", "4_tambon_khlong_dok_kaeo.pdf", "5_changwat_uthai_thani.pdf")
SHOWN = PLANS[0]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LANGUAGES = ("en", "th")
TO_THAI = "ไทย"
"""The button that turns the pages into Thai."""

SIZE = {"width": 1360, "height": 800}
COLOURS = 48
"""Few, so that a picture takes some ten kilobytes."""


def main() -> None:
    """Make the pictures."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise SystemExit("Chromium was not found")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        plans, out = Path(folder) / "plans", Path(folder) / "dataset"
        plans.mkdir()
        for name in PLANS:
            shutil.copy(ROOT / "samples" / "documents" / name, plans)
        run(["convert", str(plans), "-o", str(out), "--format", "parquet", "--review", "--quiet"])
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for language in LANGUAGES:
            picture = _photographed(browser, (out / "review" / "index.html").as_uri(), language)
            target = ROOT / "docs" / "pictures" / f"review.{language}.png"
            target.parent.mkdir(exist_ok=True)
            picture.save(target, optimize=True)
        browser.close()


def _photographed(browser: Browser, address: str, language: str) -> Image.Image:
    """The page of a plan at its first finding, in few colours."""
    page = browser.new_context(viewport=SIZE, locale="en-GB").new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.locator("tr", has_text=SHOWN).locator(".plan-link").first.click()
    page.locator(".plan").wait_for()
    if language == "th":
        page.get_by_role("button", name=TO_THAI).click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # pictures are decoded when they are in view
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    return shown.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
