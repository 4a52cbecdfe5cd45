"""Tells whether a line of its own is a person's name, in Chinese or Latin letters.

Not here: where on a page an author stands (`authors.py`). A line that may be a place, a topic or a
paper as well is none.
"""

import re
from functools import cache
from importlib.resources import files

MOST_WORDS = 4
"""Words of a name in Latin letters."""

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_SMALL = r"(?:de|da|do|del|della|der|den|di|du|la|le|van|von|bin|ibn|al|el|ten|zu|y)"
_LATIN = re.compile(rf"{_WORD}(?:\s(?:{_WORD}|{_SMALL})){{1,{MOST_WORDS - 1}}}")
_SEVERAL = re.compile(r"\s?(?:,|&|\band\b|、|；|;|/)\s?")
_PLACE = re.compile(r"(?:\s(?:in|at)\s|,\s|\s?\|\s|\s[-–—]\s|\s?@).{2,60}$")
"""Behind a name: "in Dublin", ", environment correspondent", " | Valley Ledger", "@name"."""

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖"
    "龚庞樊殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁耿牟卜路詹"
    "關關凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋甘景薄单柏宁柯阮桂闵"
)
"""The commonest family names of one character, nine in ten people."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "端木",
)
_NO_NAME = re.compile(
    r"[报网社台刊志署局报道讯版页图文号区市县省国会部院校司厂店价银铜铝股金融经济财新闻闻点评论日月年]$"
    r"|^(?:黄金|高考|高清|时|方法|万元|马上|江湖|石油|钱|安全|成都|江苏|江西|武汉|常见|向往|章节|管理|路透|宁波|柳州|温州|严选|任务"
    r"|黄页|方案|石化|龙虎|盛|夏季|梅雨|谷歌|申请|游戏|成人|安卓|阳光|查看|卫生|单独|席)"
)
"""What ends or begins other short words that start with a family name."""


def persons_in(line: str) -> str | None:
    """The person or persons that a line names, and nothing else but their place or office."""
    if re.search(r"[\u4e00-\u9fff]", line):
        parts = [part for part in _SEVERAL.split(line.strip()) if part]
        spaced = [name for part in parts for name in part.split()]
        return "、".join(spaced) if spaced and all(map(_is_chinese, spaced)) else None
    named = _PLACE.sub("", line.strip())
    parts = _SEVERAL.split(named)
    return named if all(map(_is_latin, parts)) else None


def is_general(name: str) -> bool:
    """Whether a name in Latin letters is made of words that name nobody: Top Stories, News."""
    words = re.findall(r"\w+", name.lower())
    return name.isascii() and words[:1] != ["the"] and _other_words().issuperset(words)


def _is_chinese(name: str) -> bool:
    if not _HAN.fullmatch(name) or _NO_NAME.search(name):
        return False
    double = name[:2] in _DOUBLE
    return double if len(name) == 4 else name[0] in _SURNAMES or double


def _is_latin(name: str) -> bool:
    if not _LATIN.fullmatch(name) or name.isupper():
        return False
    return _other_words().isdisjoint(word.lower().strip(".") for word in name.split())


@cache
def _other_words() -> frozenset[str]:
    """Words of the names of papers, places, topics and buttons; a person called so is missed."""
    table = files("assay.reading").joinpath("no_part_of_a_name.csv").read_text(encoding="utf-8")
    return frozenset(table.split()[1:])
