"""Tells the lines of a page that are furniture: stamps, bylines, share buttons, disclaimers,
lists of links.

Not here: which lines make the article (`dump.py`), or what bylines and stamps say (`metadata.py`).
Words are those of news sites in general; no site and no page is named.
"""

import re
from collections.abc import Iterator

_YEAR = r"(?:19|20)\d\d"
_MONTH_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"(?<!\d)(?P<y1>{_YEAR})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?<!\d)(?P<y2>{_YEAR})\s?年\s?(?P<m2>\d{{1,2}})\s?月\s?(?P<d2>\d{{1,2}})\s?[日号]"
    rf"|\b(?P<n3>{_MONTH_NAMES})\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y3>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<n4>{_MONTH_NAMES}),?\s(?P<y4>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
"""A day with its year, in the spellings of news sites."""

DATE_REACH = 24
"""How far the day and month of a date reach before or behind its year: "September 30th, "."""

_YEARS = re.compile(_YEAR)

CLOCK = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|ET|EST|EDT|BST|CET))?", re.I
)
"""A time of day."""

MAX_BESIDE_A_STAMP = 14
"""Characters that may stand beside a stamp in a line that still is nothing else ("updated",
"Beijing")."""

MAX_FURNITURE = 120
"""Longest line that is a stamp, a button or a path; patterns for those never see a longer one."""

MAX_COUNTS = 60
"""Longest line that counts an account's articles and followers."""

_DISCLAIMER = re.compile(
    r"(?:特别|免责|版权|郑重|重要|风险|法律)?(?:声明|提示|说明)\s?[:：]|免责|版权所有|版权归|未经.{0,8}(?:授权|许可|允许)"
    r"|[\u4e00-\u9fff]{2,4}声明\s?[:：](?=.{0,60}(?:转载|观点|版权|投资|平台|侵权|仅供))"
    r"|本(?:内容|稿件?|文章)(?:为|系|仅代表|由|来自)|如对本(?:稿件?|文)|文中观点|本文(?:来自|来源|转载|转自|系|仅代表|不构成)|转载请|(?:文章|以上)内容(?:仅供|来自|\()|仅供参考|举报|投资有风险|原标题"
    r"|(?:责任)?(?:编辑|责编|校对|审核|监制|排版)\s?[:：]"
    r"|notice\s?:|disclaimer\b|all rights reserved|copyright\b|©|\(c\) ?(?:19|20)\d\d"
    r"|(?:we use|this (?:site|website) uses) cookies|by (?:continuing|signing|subscribing|clicking)"
    r"|terms of (?:use|service)|privacy policy|sign up (?:for|to)|subscribe (?:to|now)"
    r"|read more\s?:|related\s?:|follow us|click here|advertisement|correction:"
    r"|photo(?:graph)?\s?(?:by)?:|image(?: credit)?:",
    re.IGNORECASE,
)
_WIDGET = re.compile(
    r"(?:分享(?:至|到)?|收藏|点赞|评论|跟贴|举报|返回(?:首页|顶部)?|下载客户端|打开APP|查看(?:更多|原文|全部)|上一篇|下一篇"
    r"|相关(?:推荐|阅读|新闻|文章)|热点推荐|热门(?:推荐|文章)?|推荐阅读|延伸阅读|往期回顾.{0,4}|广告|登录|注册|阅读原文"
    r"|share|tweet|comments?|print|email|save|like|menu|search|home|log ?in|sign ?in|advertisement"
    r"|related(?: articles| stories)?|most (?:read|popular)|recommended"
    r"|more (?:from|on) .{0,30}|trending)[\s\d:：]*",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\d[\d.,]*\s?[万kKmM亿]?\s?(?:文章数|文章|关注度|关注|粉丝|获赞|作品|阅读|followers|posts|articles)",
    re.I,
)
_COMMENTS = re.compile(
    r"(?:网友|最新|全部|热门|精彩|读者|发表|我要|文章)*(?:评论|跟贴|跟帖|留言)(?:区|列表)?"
    r"[\s(（\[]*\d*\s?条?[)）\]]?"
    r"|(?:view |show |read |see |all )*(?:\(?\d[\d,]*\)? )?(?:comments?|responses?|replies)"
    r"(?: \(?\d[\d,]*\)?)?(?: feed for comments| so far| to [“\"].{1,90}|:| section)?"
    r"|(?:leave|post|add|write) (?:a |your )?(?:comment|reply)(?: below)?"
    r"|join the (?:discussion|conversation)|top rated comments.{0,40}|.{0,60}\| \d+ comments?"
    r"|.{1,40} on .{6,30} (?:at .{3,10} )?sa(?:id|ys):",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:(?:请|您可以|可)?(?:点击|长按|扫描|识别|轻点|轻触|戳)(?=.{0,16}(?:关注|蓝字|标题|名片|二维码|小程序|公众号|原文"
    r"|下方|上方|阅读|收听|查看|观看|进入|购买|报名|加载|展开|取消|订阅|下载|放大|视频|这里|此处)).{0,40}"
    r"|(?:微信|手机|请用.{0,6})?(?:扫一扫|扫码)(?!就|便|可以|是).{0,24}|长按.{0,12}|.{0,12}设为星标.{0,24}"
    r"|(?:欢迎|敬请|请|记得|更多.{0,10}请?)?(?:关注|加入|订阅|添加)"
    r"(?=.{0,20}(?:公众号|视频号|我们|微博|微信|群|账号|客户端|服务号|小助手|头条号|抖音)).{0,36}"
    r"|(?:立即|马上|免费)?(?:下载|打开|安装)(?=.{0,16}(?:APP|客户端|应用|微信|新版)).{0,30}|.{0,8}加入LINE.{0,10}"
    r"|(?:返回|回到).{1,8}[,，]?\s?查看更多.{0,4}"
    r"|(?:查看|了解|获取|阅读)?更多(?:精彩|内容|资讯|新闻|报道|信息|好文|推荐).{0,16}"
    r"|(?:继续滑动|预览时标签|在小说阅读器|喜欢(?:此|该)内容的人|不看的原因|轻(?:点|触)(?:两下|阅读)|人?划线"
    r"|听全文|写留言|精选留言|正在加载|使用完整服务|当前内容可能存在|分享让更多人看到).{0,20}"
    r"|【?(?:我要)?纠错】?.{0,30}|(?:阅读)?(?:下|上)一[篇条].{0,30}"
    r"|\d+\s?(?:人划线|人阅读|次播放|条评论|人点赞)"
    r"|[\s\-—–~*·•=【\[(（]*(?:END|完|全文完|本文完|正文完|The End)[\s\-—–~*·•=】\])）]*"
    r"|(?:赞|在看|点赞|阅读量?|浏览(?:量|次数)?|播放|转发|评论|收藏|点击(?:量|次数|率)?|人气|推荐|查看|回复|跟贴)"
    r"\s?[:：(（]?\s?[\d.,]+\s?[万wkK+]*\s?(?:次|条|人)?[)）]?"
    r"|[【\[(（]?(?:字号|字体(?:大小)?)\s?[:：].{0,20}|分享[到至]\s?[:：].{0,30}"
    r"|(?:标签|关键[词字]|话题|专题|栏目|分类|所属(?:栏目|专题)|tags?|topics?|keywords|filed under"
    r"|categories|labels)\s?[:：].{0,100}"
    r"|(?:skip (?:to|past)|view image in|open (?:image )?in|jump to)\s.{0,50}"
    r"|(?:thanks for reading|subscribe|sign (?:up|in)|log in|register (?:now|today|here|for)"
    r"|(?:become|already) a (?:member|subscriber)|follow (?:us|me|him|her|@\w+)"
    r"|get (?:our|the|more) .{0,40}newsletter|enjoying this|ready for more"
    r"|share this (?:post|article|story)|(?:story|article) continues\b|republish"
    r"|this (?:post|article) (?:is|was) (?:originally |first )?(?:published|posted|appeared)"
    r"|our standards(?=\s?:)|purchase licensing|reuse this content|explore more on|discover more"
    r"|support .{3,30} journalism|(?:see|read|watch|listen|learn) (?:also|more|next|now)"
    r")(?!\w).{0,160}"
    r"|\d+ ?(?:likes?|shares?|claps?|restacks?|views?)|.{0,30}\bmin(?:ute)?s? read\b.{0,40}"
    r")[。.!！]?",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"[{}]|;\s*$|=>|</|function\s?\(|^\s*(?:var|let|const|import|window\.|document\.)|\w\(\)"
)
_CODE_SIGNS = ("{", "}", ";", "=>", "</", "()", "function")
"""One of them is in every line that the pattern matches twice: a line begins only once."""
_BYLINE = re.compile(
    r"[【\[(（]?\s?(?:本文|文章|图片|新媒体|见习|特约|值班|实习|本报|网络)?"
    r"(?:来源|作者|责任?编辑?|编辑|主编|记者|撰文|供稿|稿源|出处|校对|审核|监制|编审|统筹|排版|制图|美编|原标题|转自|翻译|编译)\s?[:：/丨|]\s?\S.{0,60}"
    r"|[文图]\s?[/丨|]\s?\S{2,20}"
    r"|[\u4e00-\u9fff]{0,8}(?:记者|通讯员)[\s:：]{1,3}[\u4e00-\u9fff]{2,4}(?:[、，,\s][\u4e00-\u9fff]{2,4}){0,3}"
    r"(?:\s?(?:报道|发自.{2,6}))?"
    r"|(?:By|BY|Written by|Edited by|Editing by|(?:Additional )?[Rr]eporting by)\s"
    r"[A-Z][\w.'’-]+(?:,?\s(?:[A-Z][\w.'’-]+|and|&|de|van|von|in)){0,12}"
)
_PAGE_NUMBER = re.compile(
    r"[（(\[【]?(?:第\s?\d{1,3}\s?页(?:\s?[/／,，|]?\s?共\s?\d{1,3}\s?页)?"
    r"|(?:本文)?共\s?\d{1,3}\s?页.{0,12}"
    r"|(?:点击|阅读)?下一页.{0,10}|在本页阅读全文|展开(?:全文|剩余.{0,8})|(?:阅读|查看)全文|余下全文"
    r"|page\s\d{1,3}\s(?:of|/)\s\d{1,3}|(?:next|previous|prev\.?) page.{0,20}"
    r"|continue(?:d)? (?:reading|on).{0,30}"
    r"|(?:view|read) (?:as |on )?(?:a |one )?(?:single )?page)[）)\]】]?",
    re.IGNORECASE,
)
_PAGE_LINK = re.compile(
    r"[\s<>«»‹›|…·\[\]]+|上一页|下一页|首页|尾页|末页|next|prev(?:ious)?|pages?|\d+", re.IGNORECASE
)
_TURNS_PAGES = re.compile(r"页|next|prev|\[\d", re.IGNORECASE)
_SENTENCE_END = re.compile(r"""[。!?！？.…;；][”’"'」』）)\]]*$""")

_SPAM = re.compile(
    r"无码|激情|色播|色婷|成人|情色|av(?:片|在线)?(?![a-z])|A片|精品(?:视频|久久|国产)|久久|亚洲中文字幕|(?:百家|博彩|娱乐城|棋牌|彩票"
    r"|赌场|老虎机|六合彩|时时彩)|\b(?:casino|viagra|cialis|porn|xxx|sex|slots?|betting|escort)\b",
    re.IGNORECASE,
)
SPAM_PIECES = 4
"""Pieces of a list of catchwords from which a line can be planted advertising."""
SPAM_SHARE = 0.5
"""Words of gambling or adult sites per piece from which such a list is foreign: news names a
few."""


def dates(text: str) -> Iterator[re.Match[str]]:
    """Every match of `DATE`, looked for around the years, which are quickly found."""
    done = 0
    for year in _YEARS.finditer(text):
        if year.start() < done:
            continue
        begin = max(done, year.start() - DATE_REACH)
        match = DATE.search(text, begin, year.end() + DATE_REACH)
        if match:
            yield match
            done = match.end()


def is_stamp(line: str) -> bool:
    """Whether the line is a date (and time) and hardly anything else."""
    if len(line) > MAX_FURNITURE or ("20" not in line and "19" not in line):
        return False
    if not DATE.search(line):
        return False
    rest = CLOCK.sub("", DATE.sub("", line))
    return len(rest.strip()) <= MAX_BESIDE_A_STAMP


def is_disclaimer(line: str) -> bool:
    """Whether the line opens as a disclaimer, a copyright note, an editor's line or an
    invitation."""
    return bool(_DISCLAIMER.match(line.lstrip("*【[（(>-•· ")))


def is_widget(line: str) -> bool:
    """Whether the line is a button, a bare number or the heading of a list of links."""
    if len(line) <= MAX_FURNITURE and _WIDGET.fullmatch(line):
        return True
    return not any(c.isalpha() for c in line)


def is_invitation(line: str) -> bool:
    """Whether the line asks readers to follow, subscribe or go on, or counts those who did."""
    return len(line) <= MAX_FURNITURE and bool(_INVITATION.fullmatch(line.strip("*>»→▲▼↓↑●◆■|· ")))


def is_counts(line: str) -> bool:
    """Whether the line counts an account's articles or followers."""
    return len(line) <= MAX_COUNTS and bool(_COUNTS.search(line))


def is_code(line: str) -> bool:
    """Whether the line is script, style or data rather than words."""
    if not any(map(line.__contains__, _CODE_SIGNS)):
        return False
    return len(_CODE.findall(line)) >= 2 or (
        line.startswith(("{", "[", ".")) and line.endswith("}")
    )


def is_breadcrumb(line: str) -> bool:
    """Whether the line is a path such as "Home > World > Text"."""
    return len(line) <= MAX_FURNITURE and len(re.findall(r"[>›»]", line)) >= 2


def is_foreign(line: str) -> bool:
    """Whether the line is a list of catchwords planted by a gambling or adult site."""
    if "。" in line or sum(map(line.count, ",，|、_")) + 1 < SPAM_PIECES:
        return False
    pieces = re.split(r"[,，|、_]+", line.strip())
    if len(pieces) < SPAM_PIECES or ends_a_sentence(line) or line.endswith("."):
        return False
    return len(_SPAM.findall(line)) >= SPAM_SHARE * len(pieces)


def ends_a_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does, or holds a full one in Chinese."""
    return "。" in line or bool(_SENTENCE_END.search(line))


def is_byline(line: str) -> bool:
    """Whether the line says who wrote, edited or supplied the article, and nothing else."""
    if len(line) > MAX_FURNITURE or "。" in line.rstrip("。"):
        return False
    return bool(_BYLINE.fullmatch(line.strip().rstrip("。")))


def is_paging(line: str) -> bool:
    """Whether the line turns or numbers the pages of an article ("第2页/共5页", "1 2 3 Next")."""
    line = line.strip()
    if not line or len(line) > MAX_FURNITURE:
        return False
    if _PAGE_NUMBER.fullmatch(line):
        return True
    return bool(_TURNS_PAGES.search(line)) and not _PAGE_LINK.sub("", line)


def is_cut_short(line: str) -> bool:
    """Whether the line breaks off in three dots, as teasers of other pages do."""
    return line.endswith(("...", "…")) and "。" not in line


def opens_comments(line: str) -> bool:
    """Whether the line is the heading under which readers have their say."""
    return len(line) <= MAX_FURNITURE and bool(_COMMENTS.fullmatch(line))


def is_furniture(line: str) -> bool:
    """Whether a line is part of the page rather than of its article, by any of the tests above."""
    tests = (
        is_stamp,
        is_widget,
        is_disclaimer,
        is_counts,
        is_code,
        is_foreign,
        is_breadcrumb,
        is_byline,
        is_paging,
        is_invitation,
    )
    return any(test(line) for test in tests)
