"""Regular expressions built from a family's words: headings, counts, labels, and the end of a plan.

The expressions match lines as provided by the readers: Arabic digits, Thai in standard order. They are compiled in
verbose mode, and words are escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from extract.grammar.family import Family, LevelWord, family
from extract.grammar.vocabulary import spaced, tones_optional
from normalize.calendar import era_pattern, month_pattern, months
from normalize.lexicon import either
from normalize.script import CONSONANT, LEADING_VOWEL, WORD

GARBLED_EDITS = 3
"""Maximum number of edits in a garbled level word."""

GARBLED_LEAD = 9
"""Number of characters in addition to the word's length in which the number of a garbled heading must occur."""

NUMBER = r"\d{1,2}"
"""The number of a level heading."""

COUNTED = r"\d{1,4}"
"""A number of projects."""

YEAR = r"25\d\d"
"""A year of the Buddhist Era."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Headings of a plan's levels. Level 1 has a number (มิติที่ 1), lower levels have a code (ภารกิจที่ 1.1)."""

    heading: re.Pattern[str]
    """A heading line of level 1: `number` and `title`. The title may be empty."""
    garbled: regex.Pattern[str]
    """The same with a word garbled beyond known misreadings. The title must confirm it."""
    whole: re.Pattern[str]
    """The exact word with its ordinal. Such text is not garbled but a reference."""
    garbled_from: int
    garbled_reach: int
    """Between which characters of a line a garbled heading has its number."""
    mention: re.Pattern[str]
    """A level word with its `number`, in any position."""
    single: re.Pattern[str]
    """A reference to a single heading by ordinal: มิติที่ 2, but not (all of the) มิติ 4."""
    cell: re.Pattern[str]
    """A table cell with a level 1 heading, with or without the word: `number` and `title`."""
    numbered: re.Pattern[str]
    """The exact word with its ordinal, for prose, where misreadings are not considered."""
    several: re.Pattern[str]
    """A number before the word, in comparable form: ทั้ง 4 มิติ."""
    relative: re.Pattern[str]
    """A level 2 heading numbered within level 1: กลยุทธ์ที่ 2, `number` and `title`."""
    unnumbered: re.Pattern[str]
    """A level word before a `title` without a number between (one may precede the word): `outer` or `inner`."""
    section: re.Pattern[str]
    """A heading line of level 2 or below, with or without the word: `code` and `title`."""
    section_label: re.Pattern[str]
    """The word before a code."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of projects: จำนวน 5 โครงการ. Each has the group `count`."""

    count: re.Pattern[str]
    """A count. The group `announced` is the word before it, if any."""
    stated: re.Pattern[str]
    """The count stated by a document: a sum word before it, without a level word between."""
    listed: re.Pattern[str]
    """The count of the projects listed below."""
    tail: re.Pattern[str]
    """A count at the end of a heading, and the text after it."""


@dataclass(frozen=True, slots=True)
class Announcements:
    """Lines that announce or end a project's block, and the headings of its fields."""

    ordinal: re.Pattern[str]
    """ลำดับที่ 3, with its `number` or `code`. `rest` is where a name begins on the same line."""
    label: re.Pattern[str]
    """รายละเอียดโครงการ, possibly with a `code`."""
    item: re.Pattern[str]
    """ข้อ 3, with its `number`, before a name on the same line."""
    copula: re.Pattern[str]
    """ได้แก่ between a heading and its content."""
    counter: re.Pattern[str]
    """Any `word` or sign with a `number` before other text, the `body` (เรื่องที่ 3, P-3, (3/12)); neither a usual
    level nor a count."""
    inner_label: re.Pattern[str]
    """A label that may stand after other text."""
    part: re.Pattern[str]
    end: re.Pattern[str]
    continued: re.Pattern[str]
    """(ต่อ) at the end of a name."""
    heading: re.Pattern[str]
    """A field heading that may share its line with text. Groups 1 and 2 are its words."""
    group: re.Pattern[str]
    """A group heading before text. Group 1 is its words."""
    side: re.Pattern[str]
    """A group heading of two words in one (เชิงปริมาณ) before text, without any sign. Group 1 is its words."""
    picture: re.Pattern[str]
    """The caption of a picture: with a number or a colon, or in brackets."""
    page: re.Pattern[str]
    """A page number alone on its line: group 1."""
    paged: re.Pattern[str]
    """A running title with the page's number behind it, after the word for a page: group 1."""


@dataclass(frozen=True, slots=True)
class CellPatterns:
    """Expressions for the content of table cells."""

    total: re.Pattern[str]
    """The label of a total: only words for sums, words for what is summed, and numbers."""
    measure: re.Pattern[str]
    """The text after a number: a sign, a kind word, or the `unit`."""
    kind_start: re.Pattern[str]
    """The position of a kind word that begins an entry."""
    spent: re.Pattern[str]
    """The position at which spent money follows planned money."""
    department: re.Pattern[str]
    """A remark that begins with a department."""
    mark: re.Pattern[str]
    """Only a tick or an arrow. A single dash is neither."""
    schedule: re.Pattern[str]
    """The title of a schedule column: a month or a quarter."""
    quarter: re.Pattern[str]
    """The title above quarters, with or without a number."""
    unit: re.Pattern[str]
    """The `unit` of money in a title or caption: (พันบาท), หน่วย : ล้านบาท."""
    larger_unit: re.Pattern[str]
    """A `unit` larger than the baht as a word of its own in a title."""
    baht: re.Pattern[str]
    """The baht itself, after an amount."""
    stated_unit: re.Pattern[str]
    """The unit where a line or title states it explicitly: in brackets or after its label."""


@dataclass(frozen=True, slots=True)
class Borders:
    """Text before a title, after a name, and below the last block."""

    before_title: re.Pattern[str]
    title_goes_on: re.Pattern[str]
    owner: re.Pattern[str]
    """The body at the end of a project's name, in comparable form."""
    body: re.Pattern[str]
    """The name of a body alone on its line."""
    signature: re.Pattern[str]
    closing: re.Pattern[str]
    printed: re.Pattern[str]
    """What programs and web sites print on every page: when and by what it was printed, an address alone."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """All expressions of a family."""

    levels: Levels
    """For the words that are searched in every document."""
    any_level: Levels
    """For all words: used for texts that are known to refer to a level, such as labels of sums."""
    counts: Counts
    announcements: Announcements
    cells: CellPatterns
    borders: Borders


@cache
def patterns() -> Patterns:
    """The expressions of the family in use. They are built once."""
    return build(family())


def build(known: Family) -> Patterns:
    """The expressions of a family."""
    return Patterns(
        level_patterns(usual_words(known)),
        level_patterns(known.levels),
        _counts(known),
        _announcements(known),
        _cells(known),
        _borders(known),
    )


def _laid_out(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(source, re.VERBOSE | flags)


# -- levels -----------------------------------------------------------------------------------------------------------


def _outer(known: Family) -> list[LevelWord]:
    """The words of the outermost level, including those that only some documents use: sums and counts may name any."""
    return [level for level in known.levels if level.depth == 1]


def _spelled(level: LevelWord) -> str:
    """The word as printed."""
    return either((level.word, *level.spellings))


def _misread(level: LevelWord) -> str:
    """The word with its misreadings and tails: known ones, or any word before ordinal and number (แนวทางปฏิบัติที่ 1)."""
    own = rf"(?!{either(level.ordinals)})[\u0e01-\u0e4e]{{2,20}}?(?=\s*{either(level.ordinals)}\s*\d)"
    tails = f"(?:{either(level.tails)}|{own})?" if level.tails else ""
    spelled = _spelled(level) if level.plain else tones_optional(_spelled(level))
    return f"(?:{level.slips or spelled}){tails}"


def _ordinal(level: LevelWord) -> str:
    """The text allowed between the word and its number. Empty for a level without ordinals."""
    return f"(?:{level.ordinal_slips or tones_optional(either(level.ordinals))})" if level.ordinals else "(?:)"


def copulas() -> str:
    """What may stand between a department and the word that makes it responsible: เป็นหน่วยงานหลักที่.

    Only the first word of the family's is the verb: เจ้าหน้าที่เป็นผู้ is no ที่ and a verb.
    """
    verb, *others = family().items.copulas
    return rf"(?:{re.escape(verb)}\s*)?{either(others)}{{0,3}}"


def usual_words(known: Family) -> tuple[LevelWord, ...]:
    """The level words that are searched in every document."""
    return tuple(level for level in known.levels if level.usual)


@lru_cache(maxsize=256)  # two for each word of the family; the documents of one batch use few different schemes
def level_patterns(words: tuple[LevelWord, ...]) -> Levels:
    """The expressions for levels with these words. At least one word must have depth 1."""
    words = tuple(sorted(words, key=lambda level: -len(level.word)))  # ประเด็นยุทธศาสตร์ before ประเด็น
    outer = [level for level in words if level.depth == 1]
    inner = [level for level in words if level.depth > 1]
    word = "|".join(f"{_misread(level)}{_ordinal(level)}?" for level in outer)
    numbered = "|".join(f"{_misread(level)}{_ordinal(level)}" for level in outer if level.ordinals)
    whole = [f"{level.word}{ordinal}" for level in outer for ordinal in level.ordinals[:1] or ("",)]
    numbers = either(family().totals.numbers)
    section = "|".join(rf"{_misread(level)}\s*:?\s*{_ordinal(level)}?\s*:?\s*" for level in inner) or "(?!)"
    relative = "|".join(f"{_misread(level)}{_ordinal(level)}?" for level in inner) or "(?!)"
    means = rf"(?:{either(family().items.defines)}\s+)?"  # มิติที่ 1 หมายถึง การสร้าง...
    return Levels(
        heading=_laid_out(
            rf"""\s? (?:[-*]\s*)?                     # a bullet
            (?:\d{{1,2}}[.)]\s*)?                     # the number of a list
            (?:{word}) \s*
            (?P<number>{NUMBER}) (?!\d|/\d|\.\d)      # มติที่ 1/2566 is the resolution of a meeting
            \s* [.:)\-–—/|=]* \s* {means} (?P<title>.*)"""
        ),
        relative=_laid_out(
            rf"""\s? (?:[-*]\s*)? (?:\d{{1,2}}[.)]\s*)? (?:{relative}) \s*
            (?P<number>{NUMBER}) (?!\d|/\d|\.\d)
            \s* [.:)\-–—/|=]* \s* {means} (?P<title>.*)"""
        ),
        unnumbered=_laid_out(
            rf"""\s? (?:[-*]\s*)? (?:\(?(?P<number>{NUMBER})[.)]\s*)?
            (?: (?P<outer>{word}) | (?P<inner>{relative}) )
            (?: \s*[:\-–]+\s* | \s+ | (?=[{CONSONANT}{LEADING_VOWEL}]) ) (?P<title>\D.*)"""
        ),
        garbled=regex.compile(
            rf"""\s? (?:-\s*)?
            {either(whole)}{{e<={GARBLED_EDITS}}} \s*
            \(? (?P<number>{NUMBER}) (?!\d|/\d)
            \s* [.:)\-–—/|]* \s* (?P<title>.*)""",
            regex.VERBOSE,
        ),
        whole=re.compile(either(whole)),
        garbled_from=max(0, min(map(len, whole)) - GARBLED_EDITS),
        garbled_reach=GARBLED_LEAD + max(map(len, whole)),
        mention=re.compile(rf"(?:{word})\s*(?P<number>{NUMBER})(?![\d/])"),
        single=re.compile(rf"(?:{numbered})\s*\d"),
        cell=re.compile(rf"(?:(?:{word})\s*)?(?P<number>{NUMBER})\s*[.):]*\s*(?!\d)(?P<title>.*)", re.DOTALL),
        numbered=re.compile("|".join(f"{_spelled(level)}{either(level.ordinals or ('',))}" for level in outer)),
        several=re.compile(rf"(?:\d|{numbers}){either(level.word for level in outer)}"),
        section=_laid_out(
            rf"""\s? (?:-\s*)?
            (?P<word>{section})?
            (?P<open>\(\s*)? (?P<code>[1-9]\d?(?:\.\d{{1,2}}){{1,3}}) (?(open)\s*\)) (?(word)[.)]?|\.?)
            \s* (?![)\d.,/])                          # an amount, a date, a longer code
            (?P<title>.*)"""
        ),
        section_label=re.compile(rf"(?:{section})(?=\d)"),
    )


# -- counts -----------------------------------------------------------------------------------------------------------


def _counts(known: Family) -> Counts:
    words = known.counts
    announced, kinds = re.escape(words.announced), either(known.kinds)
    things = rf"{either((*known.kinds, *words.things))}"
    others = rf"(?:\s*/\s*{kinds})*"
    level = "|".join(map(_spelled, _outer(known)))
    return Counts(
        count=re.compile(rf"(?P<announced>{announced}\s*)?(?P<count>{COUNTED})\s*{things}{others}"),
        stated=_laid_out(
            rf"""{either(dict.fromkeys((*known.totals.sums, *known.totals.grand)))}
            (?:(?!{level})[^\d\n]){{0,45}}?           # รวมมิติที่ 1 จำนวน 5 โครงการ counts one heading's projects
            (?P<count>(?<![\d,]){COUNTED}) \s* {things}"""
        ),
        listed=_laid_out(
            rf"""{announced} \s* (?P<count>{COUNTED})
            \s* {re.escape(known.kinds[0])} {others} \s* (?:{either(words.listed)}|$)"""
        ),
        tail=re.compile(
            rf"\s*{either(known.totals.sums)}?{announced}\s*{COUNTED}\s*{things}.*$"
            rf"|\s*\((?:{announced}\s*)?{COUNTED}\s*{things}\s*\)\s*$"
        ),
    )


# -- blocks -----------------------------------------------------------------------------------------------------------


_ORDINAL = "ที่"
"""Makes an ordinal of the number behind it."""

_SIDE = "เชิง"
"""In the headings of the quantity and the quality of results, with which no sentence begins."""


def _announcements(known: Family) -> Announcements:
    block, kinds, name = known.block, either(known.kinds), re.escape(known.name_word)
    prefixes = dict.fromkeys(word for entry in known.fields.values() for word in (*entry.headings, *entry.progress))
    groups = [word for words in known.groups.values() for word in words]
    return Announcements(
        ordinal=_laid_out(
            rf"""\(? (?:{spaced(block.ordinal_words)}) \s*:?\s*
            (?: (?P<code>\d(?:\.\d{{1,2}}){{1,3}}\s*(?:\(\s*\d{{1,2}}\s*\))?)
            |   (?P<number>\d{{1,3}})(?!\d|\.\d) )
            \s*[.):]*\s* (?:\([^()]*\))? \s*
            (?P<rest>$ | (?=(?:\d{{1,2}}\s*[.)]\s*)? (?:{name})? {kinds}))"""
        ),
        label=_laid_out(
            rf"""(?:{spaced(block.labels)}) \s*
            (?P<code>\(.*\) | (?:\S{{0,8}}\s*)?\d[\d.()\s]*)?
            \s*:?\s*$"""
        ),
        item=re.compile(rf"(?:{spaced(block.item_words)})\s*(?P<number>\d{{1,3}})(?!\d|\.\d)\s*[.):]*\s*(?=\S)"),
        copula=re.compile(rf"\s*{either(known.items.defines)}\s*:?\s+(?=\S)"),
        counter=_laid_out(
            rf"""(?!{either([level.word for level in known.levels if level.usual])})
            (?!\D*{either([known.counts.announced, *known.totals.sums])}\D*\d)
            (?P<word>[^\d\s]\D{{0,23}}?) \s*(?P<ordinal>{_ORDINAL})?\s*
            (?:\d{{1,3}}\s?[.-]\s?){{0,2}} (?P<number>\d{{1,3}}) (?:\s*/\s*\d{{1,4}})? (?!\d|[.,]\d)
            [\s.,:;/|)\]}}–—-]* (?P<body>[^\s\d].*)"""
        ),
        inner_label=re.compile(spaced(block.inner_labels)),
        part=re.compile(rf"(?:{spaced(block.parts)})\s*\d+(?!\d*[,.]\d)"),
        end=_laid_out(
            rf"""(?:{spaced(block.ends)}) (?=[\s:{CONSONANT}\d-]{{0,4}}$|\s)
            | (?:{spaced(block.ends_by_body)}) \s* (?:{spaced(block.bodies)})"""
        ),
        continued=re.compile(rf"\s*(?:{spaced(block.continued)}|\((?:{spaced(block.codes)})[^()]*\))\s*$"),
        heading=_laid_out(
            rf"""({spaced(prefixes)}) (?=\s|[:=–—]|$)
            | ({name}{re.escape(known.kinds[0])}) (?=\s*{kinds})"""
        ),
        group=_laid_out(rf"({spaced(groups)}) \s* (?::\s*(?=\S) | (?=\s(?:-\s|\(?1[.)])))"),
        side=_laid_out(rf"({spaced(word for word in groups if _SIDE in word)}) \s+ (?=\S)"),
        picture=re.compile(
            rf"\s*(?:{spaced(block.pictures)})\s*(?:\d|:)|\s*[(\[]\s*(?:{spaced(block.pictures)}).*[)\]]\s*$"
        ),
        paged=re.compile(
            rf".*\S\s+{either(known.closing.page)}\s*(\d{{1,3}})"
            rf"(?:\s*(?:/|{re.escape(known.closing.page_of)})\s*\d{{1,3}})?\s*[-–)]?"
        ),
        page=re.compile(
            rf"[-–(]?\s*(?:{either(known.closing.page)}\s*)?(\d{{1,3}})"
            rf"(?:\s*(?:/|{re.escape(known.closing.page_of)})\s*\d{{1,3}})?\s*[-–)]?"
        ),
    )


# -- cells ------------------------------------------------------------------------------------------------------------


def _scales(known: Family) -> list[str]:
    """The prefix of the baht in larger units: พัน, ล้าน."""
    baht = [unit for unit, factor in known.units.items() if factor == 1]
    return [unit.removesuffix(word) for unit, factor in known.units.items() for word in baht if factor > 1]


def _cells(known: Family) -> CellPatterns:
    counts, kinds = known.counts, either(known.kinds)
    levels = [f"{word}{tail}" for level in known.levels for word in (level.word, *level.spellings)
              for tail in ("", *level.ordinals)]  # fmt: skip
    totals = (*known.totals.words, *known.totals.numbers)
    words = dict.fromkeys((*totals, *levels, counts.announced, *known.kinds, *counts.things, *known.units))
    baht = either(unit for unit, factor in known.units.items() if factor == 1)
    larger = [unit for unit, factor in known.units.items() if factor > 1]
    era = era_pattern("buddhist")
    stating = either((*known.cells.unit_leads, *known.items.means))
    return CellPatterns(
        total=re.compile(rf"(?:{tones_optional(spaced(words))}|[\d\s().:/\-–]|[A-Za-z]+)+(?:\([^()]*\)\s*)?$"),
        measure=re.compile(rf"\s*(?:%|(?P<unit>{either(known.units)})|{kinds})\s*$"),
        kind_start=re.compile(rf"(?:(?<=\s)|^)(?:-\s*|\d{{1,3}}\s+)?(?={kinds})"),
        spent=re.compile(either(known.cells.spent)),
        department=re.compile(either(known.cells.departments)),
        mark=re.compile(rf"(?:{either(known.cells.marks)}|(?!-$|–$)[^\w\s,.()]{{1,16}}|[<←↔][^\w]*|[-–—=]{{2,}}[>→]?)"),
        schedule=re.compile(
            rf"(?:{either(known.cells.quarters)}\s*(?:\d|[IViv]+)|{month_pattern()}\s*(?:{era}\s*)?(?:\d{{2}}|\d{{4}})?)\s*"
        ),
        quarter=re.compile(rf"{either(known.cells.quarters)}\s*\d?"),
        unit=re.compile(rf"(?P<unit>{either(known.units)})"),
        larger_unit=re.compile(rf"(?<![\d{WORD}])(?P<unit>{either(larger)})(?![{WORD}])"),
        baht=re.compile("".join(f"(?<!{re.escape(scale)})" for scale in _scales(known)) + f"(?:{baht})"),
        stated_unit=re.compile(
            rf"\(\s*(?:(?:{either(known.cells.units)})\s*:?\s*)?(?P<bracketed>{either(known.units)})\s*(?:/\s*\S+)?\)"
            rf"|(?:{either(known.cells.units)})(?:[^\d:]{{0,30}}?:|[^\d:]{{0,40}}?{stating})\s*"
            rf"(?P<labelled>{either(known.units)})"
            rf"|(?:{either(known.cells.unit_leads)})\s*(?P<led>{either(larger)})\s*[)\].]*\s*$"
        ),
    )


# -- borders ----------------------------------------------------------------------------------------------------------


def _borders(known: Family) -> Borders:
    titles, closing, owners = known.titles, known.closing, known.owners
    era = era_pattern("buddhist")
    month = either(name for name in months() if "." not in name)
    subject = re.escape(titles.subject)
    return Borders(
        before_title=re.compile(rf"^\s*(?:\d+[.)]|{subject})\s*"),
        title_goes_on=_laid_out(
            rf"""{either(titles.continuations)}
            | \(?{era} | \(?{YEAR} | \d\s*{re.escape(titles.year)}"""
        ),
        owner=re.compile(rf"{either(owners.of)}?{either(owners.bodies)}.*$"),
        body=re.compile(rf"{either(closing.bodies)}[^\s]{{2,60}}"),
        signature=_laid_out(
            rf"""\s* (?: \(?\s*{either(closing.signed)} | {either(closing.signed_instead)}
            | \({either(closing.persons)}[^)]*\)\s*$ )"""
        ),
        closing=_laid_out(
            rf"""\s* (?: \(?{either(closing.signed)} | \({either(closing.persons)}
            | {either(closing.signers)}\S{{2,30}}\s*[.…_\s]*\({either(closing.persons)}[^()]{{3,60}}\)
            | {either(closing.subdistricts)}\s*\S+\s+{either(closing.districts)}\s*\S+
            | [^\d:]{{0,80}}{either(closing.phones)}[.\s:]*0[\d\s–-]{{7,}} | {either(closing.phones)}[.\s:]
            | {either(closing.hotlines)}[^\d]{{0,40}}\d
            | (?:{re.escape(closing.house_number)}\s*)?\d+(?:/\d+)?\s+{either(closing.streets)}
            | https?:// | www\.
            | {either(closing.bodies)}[^\s]{{2,40}}$
            | {month}\s*(?:{era}\s*)?{YEAR}$ )"""
        ),
        printed=re.compile(
            rf"{either(closing.printed)}.*|(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{{2,4}}(?:/\S*)?"
            r"|\d*\s*\|?\s*P\s?a\s?g\s?e(?:\s*\|?\s*\d+(?:\s*of\s*\d+)?)?",
            re.IGNORECASE,
        ),
    )
