"""Clean Chinese pages and the damage a mirror does to them, made here so that the truth is known.

Not here: real pages (`../shared/article`), the repair itself.
"""

from collections import Counter

import opencc
from pypinyin import pinyin

CLEAN = (
    "去年冬天,北方三省的电网负荷连续刷新纪录。调度中心的负责人说,数据中心只占其中的一小部分,"
    "真正拉高用电的是电采暖。后来公布的数字也支持这个说法:全年用电增长4.2%,其中居民用电增长9%。\n"
    "研究人员跟踪着每一座变电站的读数,希望弄清谁在什么时候用了多少电。著名的“高峰之争”由此而来,"
    "有人把它归因于电动汽车,有人归因于空调,还有人归因于人工智能。",
    "铜价上涨的原因并不神秘。矿山的产量连续两年没有增长,冶炼厂却还在扩建,加工费跌到了历史低点。"
    "与此同时,库存里的铜正在流向关税更高的地方,这让别处显得更加紧张。\n"
    "一份研究报告认为,到2030年全球需要新建六座大型铜矿。另一份报告则提醒,再生铜的供应一直被低估,"
    "旧电缆、旧电机里的金属随着价格上涨会重新回到市场。",
    "小镇旁边的河水这几年变浅了。居民怀疑是上游的服务器机房在抽水,机房的主人说他们用的是循环水,"
    "每天补充的量还不到一家洗车店的用量。\n"
    "水务部门的记录显著地偏向后一种说法:全镇取水的七成用于灌溉,机房只占百分之一左右。"
    "不过记录里也写着,地下水没有人计量,所以谁也说不清楚。",
)
"""Pages without any damage: particle 着 and the words 著名, 显著, quotation marks, numbers,
folded commas."""

READ_CHARACTERS = 40
"""Commonest characters that carry a reading once polluted; a measured mirror had 48."""


def polluted(text: str, readings: bool = True, traditional: bool = True) -> str:
    """As such mirrors do it: character by character to traditional, some with their reading in
    brackets."""
    convert = opencc.OpenCC("s2t").convert
    changing = Counter(c for c in text if convert(c) != c)
    bearers = {c for c, _ in changing.most_common(READ_CHARACTERS)}
    characters = []
    for character in text:
        other = convert(character) if traditional else character
        other = "著" if traditional and character == "着" else other
        if readings and character in bearers:
            other += f"({pinyin(character)[0][0]})"
        characters.append(other)
    return "".join(characters)
