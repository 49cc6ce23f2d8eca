"""What web pages and copying services leave in a report's text: labels, share links, watermarks.

Only whole short lines and marks inside words are recognised here; `ingest.clean` drops them. Nothing in this module
names a place, a site or a report.
"""

from __future__ import annotations

import re

__all__ = ["FRONT_MATTER", "LABEL", "PAGE_TURN", "WATERMARK", "find_watermarks", "is_label", "is_residue"]

FRONT_MATTER = re.compile(
    r"^---[ \t]*\r?\n((?:[A-Za-z_][\w-]*:[^\n]*\n|[ \t]*-[ \t][^\n]*\n|[ \t]+[^\n]*\n){1,40})---[ \t]*$", re.M
)
"""A block of YAML between two `---` lines; group 1 holds its lines."""

WATERMARK = re.compile(
    r"(?:关注)?(?:微信)?公众?号[:：]?[“\"「『【《][^”\"」』】》\n]{1,24}[”\"」』】》]"
    r"(?:整理编辑|整理|编辑|编写|出品|原创|首发|推送|制作|提供|收集)"
    r"|(?:本文|本资料|本材料)(?:由|来自|来源于)[^，。；\n]{1,24}(?:整理编辑|整理|提供|收集|发布)"
    r"|(?:关注|搜索)(?:微信)?公众?号[:：“\"「【][^”\"」】，。；\n]{1,24}[”\"」】]?"
)
"""A copying service's mark, wherever it stands."""

PAGE_TURN = re.compile(r"[（(](?:下转|上接|紧接|紧转|转|接)\s*第?[^（）()]{1,6}版[^（）()]{0,4}[）)]")
"""A newspaper's turn to another page."""

_LABELS = (
    "信息来源 文章来源 稿件来源 来源 发布时间 发布日期 发布机构 发布单位 发布人 发布者 发布 "
    "索引号 组配分类 主题分类 体裁分类 公文种类 "
    "公开主体 公开类别 公开方式 公开范围 公开属性 公开目录 公开日期 公开时限 "
    "发文字号 发文日期 发文机关 发文机构 发文单位 成文日期 生成日期 生效日期 废止日期 文号 "
    "所属类目 所属分类 信息分类 信息类别 体裁 机构名称 机构分类 制发机关 有效性 时效性 效力状态 "
    "有效期 关键词 关键字 主题词 信息名称 名称 标题 字号 字体 字体大小 浏览次数 浏览量 浏览 "
    "访问量 访问次数 点击数 点击率 点击量 点击 阅读次数 阅读量 阅读 作者 编辑 责任编辑 责编 "
    "审核 校对 供稿 稿源 更新时间 更新日期 录入时间 打印 分享到 分享 收藏 网站标识码 主办单位 "
    "主办 承办单位 承办 版权所有 技术支持 备案号 联系电话 邮编 时间 日期 "
)
_SPACED = "|".join(r"\s*".join(word) for word in _LABELS.split())
LABEL = re.compile(rf"[•·●▪■◆*【\[ \t\u3000]*(?:{_SPACED})\s*[】\]]?\s*[:：|]")
"""A publishing label at the start of a line, up to its colon."""

_LONE_LABEL = re.compile(
    r"【\s*字号.*|字号[：:]?\s*[大中小 ]+.*|[【\[]?\s*[大中小](?:\s+[大中小]){1,2}\s*[】\]]?|"
    r"索\s*引\s*号|发文字号|公开主体"
)
_BUTTONS = r"(?:打印|关闭|返回顶部|收藏|复制链接|纠错|分享)"
_RESIDUE = re.compile(
    r"[•·●▪■◆\-*>《<【\[ \t]*(?:"
    r"扫一扫.*|.*二维码.{0,8}|scan me!?|文件预览|附件下载|文件下载|下载附件|"
    r"相关(?:文章|阅读|链接|信息|新闻|报道|附件|文档|解读|推荐|稿件).{0,4}|"
    rf"【?{_BUTTONS}(?:本页|此页|页面|窗口)?】?(?:\s*【?{_BUTTONS}(?:本页|窗口)?】?)*|"
    r"返回(?:首页|列表|上一页)?|上一(?:篇|页|条)[:：]?.*|下一(?:篇|页|条)[:：]?.*|分享[到至].{0,12}|"
    r"(?:您|你)?(?:现在|当前)?的?(?:所在)?位置\s*[:：].*|网站(?:首页|地图|声明|支持IPv6).*|首页(?:\s*[>»/|]|\s+\S).*|"
    r"[^。！？]*(?:ICP备|公网安备|网站标识码|版权所有|Copyright|All Rights Reserved)[^。]*|"
    r"无障碍(?:浏览|阅读)?|长者(?:模式|版)|繁體(?:版|中文)?|手机版|微信|微博|QQ空间|客户端|登录|注册|搜索|"
    r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?.{0,20}|来源时间.{0,20}|"
    r"[（(]?(?:此件|本文)?(?:主动公开|公开发布|依申请公开|不予公开|全文公开)[）)]?|https?://\S+|"
    r"\S{0,40}(?:[_|-]\S{0,30}){0,3}[_|]\S{0,30}(?:门户网站|政府网站?|官网|网站|信息网|新闻网|公开网|在线)"
    r")\s*",
    re.I,
)
_CRUMBS = re.compile(r"[^。！？]{1,20}(?:\s*(?:>{1,2}|»|›)\s*[^。！？>»›]{1,30}){2,}")


def is_label(text: str) -> bool:
    """Tell whether a line opens with a publishing label such as 索引号： or 发布日期:."""
    return len(text) <= 120 and "。" not in text and bool(LABEL.match(text) or _LONE_LABEL.fullmatch(text))


def is_residue(text: str) -> bool:
    """Tell whether a whole line belongs to the page around the report: navigation, share links, page turns."""
    if len(text) > 120:
        return False
    return bool(_RESIDUE.fullmatch(text) or _CRUMBS.fullmatch(text))


def find_watermarks(text: str) -> list[tuple[int, int]]:
    """Return the spans of copying services' marks, left to right."""
    return [match.span() for match in WATERMARK.finditer(text)]
