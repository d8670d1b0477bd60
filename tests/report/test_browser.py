"""The report in Chromium: its policy is kept, and a click shows the other language."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from phaen.report.write_report import write_report


def test_the_page_shows_both_languages_and_asks_for_nothing(dataset: Path, browser: Browser) -> None:
    path = write_report(dataset)
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: told.append(request.url))
    page.goto(path.as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == "แผนปฏิบัติการป้องกันการทุจริตขององค์กรปกครองส่วนท้องถิ่น"
    page.get_by_text("English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Anti-corruption plans of local governments"
    shown = page.locator("svg text:visible")
    assert {shown.nth(number).get_attribute("lang") for number in range(shown.count())} == {None, "en"}
    assert page.evaluate("document.documentElement.scrollWidth") == 1200
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert told == [path.as_uri()]
    page.close()
