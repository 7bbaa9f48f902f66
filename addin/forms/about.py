"""Whose form it is and what it is about: title, department, unit, project, year, place, scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from addin.forms.years import year_of
from addin.library.words import Vocabulary
from scoring.filing import BLANK, About, Entry, Scope
from scoring.filing.numbers import is_placeholder
from scoring.values.quantity import plain_number

_CODE = re.compile(r"\s*[\[【(（]?((?=[A-Z]*\d)[0-9A-Z]{11,})[\]】)）]?[\s\-—_:：]*")
_OF_A_BUDGET_UNIT = re.compile(r"^\s*(?:[\[【(（]?\d{3,12}[\]】)）]?[\s\-—_:：]*)?(.*?)"
                               r"(?:\s*[\[【(（]\d{3,12}[\]】)）]|\s+\d{3,12}"
                               r"|\s*[(（]\s*20\d\d\s*年度?\s*[)）]"
                               r"|\s+20\d\d\s*年(?:度|\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?)?\s*$",
                               re.DOTALL)
_PROVINCE = r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区)|北京市|上海市|天津市|重庆市|内蒙古|新疆)"
_A_CITY = "(?<![县区旗州市]城)市(?!场|容|政(?!府|协|法|务|研))"
"""洛川县市场监督管理局 is no 洛川县市's, and 大余县城市管理局 no 大余县城市's."""
_CITY = rf"[\u4e00-\u9fff]{{2,8}}?(?:自治州|地区|州|盟|{_A_CITY})"
_COUNTY = rf"[\u4e00-\u9fff]{{1,8}}?(?:自治县|自治旗|县|区|旗|{_A_CITY})"
_PLACE = re.compile(rf"(?:{_PROVINCE})?(?:{_CITY})?(?:{_COUNTY})?")
_PARTS_OF_A_PLACE = re.compile(rf"(?:{_PROVINCE})?(?:{_CITY})?({_COUNTY})")
_NO_PLACE = re.compile(r"社区|园区|景区|小区|片区|辖区|库区|灌区|林区|牧区|矿区|地区级|"
                       r"(?:^|[慧绵林明生字心型级大小色])城市$|超市|自治区$|市区|城区")
_BROKEN = re.compile(r"(?<=[\u4e00-\u9fff]) *\n *(?=[\u4e00-\u9fff（(])")
"""A line break inside a name, which only the narrow cell demands."""
_BLANK_LINE = "_＿﹍—- "
_LOCAL = re.compile(r"[全本我各该某]?(?:省|市|县|区|旗|州|盟)(?:本?级|直|属)?")
_ENDS_OF_UNITS = (
    "(?:[局厅部会委办处院所站队社馆台园校] 委员会 办公室 办事处 人民政府 党校 中心 大学 中学 小学 学校 幼儿园 医院 "
    "卫生院 法院 检察院 总队 支队 大队 总工会 联合会 妇联 政协 人大 团委 集团 公司")
_IN_A_TITLE = re.compile(
    rf"([\u4e00-\u9fff（）()]{{2,29}}?{'|'.join(_ENDS_OF_UNITS.split())}))"
    r"(?:[（(][^（）()]{1,14}[）)]|本级|机关)?(?:20\d\d年度?)?(?=(?:预算)?(?:部门|单位)?(?:整体|项目支出|预算支出|财政支出|绩效))")
_BEFORE_A_UNIT = re.compile(r"^(?:附件|附表)?[\d年度\s:：.、()（）-]*")
_NO_UNIT = re.compile(r"^(?:[省市县区旗州]|自治[县区州])?(?:各|本|全|预算|主管|所属|[省市县区](?:级|直|属))|[×○〇]")
_TITLE = re.compile(r"[^。；;，,：:]{0,40}(?:表|报告|年度?)\s*[）)]?\s*$")
"""A line that may be a title; of the texts of goals none is."""
_BEFORE_A_PLACE = re.compile(
    r"^(?:(?:附件|附表)?[\d年度\s:：.、-]+(?:中国共产党|中共)?|中国共产党|中共)")


def about(title: str, fields: Mapping[str, Entry], heads: Iterable[str],
          words: Vocabulary) -> About:
    """All that the form says of itself."""
    heads = list(heads)
    project, code = _project(fields.get("项目名称", BLANK).text)
    code = code or "".join(fields.get("项目编码", BLANK).text.split())
    department = named_unit(fields.get("主管部门", BLANK).text)
    filer = named_unit(fields.get("单位", BLANK).text)
    unit = named_unit(fields.get("实施单位", BLANK).text) or filer
    if not (unit or department):
        unit = titled_unit((title, *heads))
    scope = scope_of(title, words) or ("项目支出" if project else "")
    return About(title, department, unit, project, code,
                 year_of(title, heads, fields.get("年度", BLANK).text),
                 place_of((department, unit, filer, title, *filter(_TITLE.match, heads))), scope)


def scope_of(title: str, words: Vocabulary) -> Scope:
    """What the title says the form is about, by its longest word, of equals the first: a whole
    department or a project."""
    plain = words.plain(title)
    said = [(-len(word), plain.index(word), scope) for scope, named in words.titles.scopes.items()
            for word in named if word in plain]
    found = min(said)[2] if said else ""
    return "部门整体支出" if found == "部门整体支出" else "项目支出" if found else ""


def place_of(texts: Iterable[str]) -> str:
    """The first county or city named at the beginning of a text, as fully as any other names it."""
    return next(iter(places_of(texts)), "")


def places_of(texts: Iterable[str]) -> Sequence[str]:
    """The different counties and cities that begin texts, each as fully as any names it."""
    found: list[str] = []
    for text in texts:
        match = _PLACE.match(_BEFORE_A_PLACE.sub("", text))
        if match and match[0] and not _NO_PLACE.search(match[0]) and not _LOCAL.fullmatch(match[0]):
            found.append(match[0])
    fullest = [max((other for other in found if other.endswith(each)), key=len) for each in found]
    return list(dict.fromkeys(fullest))


def county_of(place: str) -> str:
    """A place without the province and the city it lies in: 花溪区 of 贵阳市花溪区."""
    match = _PARTS_OF_A_PLACE.fullmatch(place)
    return (match and match[1]) or place


def named_unit(text: str) -> str:
    """A department or unit without its number in the budget system (219-…, 【211】)."""
    match = _OF_A_BUDGET_UNIT.match(" ".join(_BROKEN.sub("", text).split()))
    return match[1].strip() if match else ""


def titled_unit(titles: Iterable[str]) -> str:
    """Whose form it is by its title, where no field says so.

    >>> titled_unit(["附件2：青河县水利局2023年度部门整体支出绩效自评表", "青河县水利局部门预算表"])
    '青河县水利局'
    >>> titled_unit(["青河县部门整体支出绩效自评表", "县级预算部门整体支出绩效自评表", "××局项目支出绩效自评表"])
    ''
    """
    for title in titles:
        match = _IN_A_TITLE.match(_BEFORE_A_UNIT.sub("", "".join(title.split())))
        if match and not _NO_UNIT.search(match[1]):
            return match[1]
    return ""


def _project(text: str) -> tuple[str, str]:
    """The project's name, and its number where it stands before the name; a sum of money that
    stands in the name's place is none."""
    text = " ".join(_BROKEN.sub("", text).split())
    text = text if text.strip(_BLANK_LINE) else ""
    if plain_number(text) is not None or is_placeholder(text):
        return "", ""
    match = _CODE.match(text)
    return (text[match.end():], match[1]) if match and match.end() < len(text) else (text, "")
