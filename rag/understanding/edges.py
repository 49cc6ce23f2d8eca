"""Cuts function words off both ends of a piece of a question."""

from __future__ import annotations

import re

from rag.understanding.wordlists import word_list

__all__ = ["trim"]

_HEADS = """
的 了 是 为 有 在 于 和 与 跟 同 及 就 则 又 还 都 也 比 从 由 把 被 将 给 向 对 对于 关于 以及 方面 这 那 着 过 请
您 共 们 呢 吗 吧 啊 到 至 其 其中 我们 你们 里面 期间 时期 以来 预计 预计实现 预计完成 预计达到 下一步 今后 接下来
一年 一年来 一年里 半年 半年来 半年里 提到 提到了 提及 涉及 涉及到 说到 讲到 写到 我镇 我市 我县 我区 我省 我乡
本镇 本市 本县 本区 本省 全镇 全市 全县 全区 政府 人民政府 镇政府 市政府 县政府 区政府 那个 这个 那些 这些 那条
这条 那家 这家 那项 这项 那份 这份 那笔 这笔 那批 这批 那件 这件 提出的 制定的 确定的 明确的 设定的 公布的 披露的
提出了的 定下的 定的 说的 所说的 讲的 提的 写的
"""
_TAILS = """
的 了 是 为 有 在 于 和 与 跟 同 及 以及 就 则 又 还 都 也 比 较 地 得 过 着 呢 吗 吧 啊 呀 方面 达 到 共 约 会 要
将 能 应 该 被 由 那 这 情况 总共 一共 来说 来讲 而言 预计 实际 做 做到 用 累计 这块 这方面 这一块 这部分 那块 以内
"""
_KEPT_HEADS = """
和平 和谐 和睦 和解 和美 和顺 到岸 到位 到账 到期 到港 到户 有机 有效 有色 有线 有轨 有关 有害 有限 有证 有无 为老
为民 为农 为企 对外 对口 对接 对台 对越 对标 对照 对象 对策 对话 就业 就医 就学 就餐 就近 在建 在线 在校 在岗 在册
在籍 在库 在孵 在编 同级 同城 同心 向上 向外 将军 从业 从严 由高 还建 还款 还田 还林 还耕 还清 政府购买 政府债
政府采购 政府性 政府投资 政府网 政府服务 政府专项 政府隐性 政府工作 政府信息 政府部门 政府系统 政府自身 政府引导
政府效能 政府开放 共建 共享 共青 共治 共富 共同 共有 其他 其它 比亚 比重 与会 及时 过境 过程 被征 由于 至善 请假
向阳 向日 同步 同比 那达 这样 给水 给排 把关 都市 为人 是否 还贷 还原 涉及面 有序 一年级 半年报
"""
_KEPT_TAILS = """
使用 利用 费用 信用 应用 作用 采用 专用 公用 民用 商用 通用 适用 饮用 食用 医用 农用 耗用 录用 聘用 征用
租用 占用 启用 投用 军用 家用 引用 运用 享用 雇用 挪用 备用 效用 功用 日用 实用 调用 常用 重用 复用 棉花 鲜花 开花 种花
菊花 梅花 桃花 荷花 兰花 樱花 牡丹花 雪花 火花 烟花 礼花 茶花 藏红花 金银花
目的 保有 持有 国有 公有 私有 所有 到达 可达 直达 不得 所得 占比
城乡居民收入比 城乡收入比 城乡居民人均可支配收入比 同比 环比 税比 补偿比 性价比 要地 土地 耕地 基地
林地 用地 绿地 草地 湿地 工地 场地 产地 房地 园地 各地 当地 本地 外地 异地 属地 驻地 阵地 荒地 山地 飞地 以为 作为
行为 社会 委员会 运动会 博览会 协会 商会 大会 工会 展会 晚会 机会 推介会 座谈会 听证会 招聘会 会 功能 性能 智能
产能 节能 动能 职能 储能 光能 太阳能 新能 势能 核能 技能 效能 能 需要 纪要 重要 主要 摘要 签到 报到 直到 得到 响应
供应 适应 效应 应该 反应 合同 共同 协同 不同 认同 参与 给与 总和 中和 饱和 公共 预约 合约 节约 条约 签约 履约 违约
惠及 涉及 普及 波及 危及 以及人 生产情况 灾情情况 做工 超过 通过 经过 沿着 值得 获得 取得 心得 难得 利用率较 因为
成为 将 代表们
"""


def _any(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(word_list(words), key=len, reverse=True))


_PUNCTUATION = " ▁,.?!，。？！、;；:：~…-"
_HEAD = re.compile(rf"(?:{_any(_HEADS)}|(?:中|里|内|上)(?=[的,、]|$))")
_TAIL = re.compile(rf"(?:{_any(_TAILS)})$")
_KEPT_HEAD = re.compile(_any(_KEPT_HEADS))
_KEPT_TAIL = re.compile(rf"(?:{_any(_KEPT_TAILS)})$")
_WITHIN = re.compile(r"[\s,，]*在(.+?)(?:上|中|里|方面|领域|工作中|当中)")


def trim(piece: str) -> str:
    """Return a piece without the function words at its ends; 就业 and 用地 stay whole, 在…方面 gives what is within."""
    within = _WITHIN.fullmatch(piece.strip(_PUNCTUATION))
    piece = within.group(1) if within else piece
    before = None
    while before != piece:
        before = piece
        piece = piece.strip(_PUNCTUATION)
        if not _KEPT_HEAD.match(piece):
            head = _HEAD.match(piece)
            piece = piece[head.end() :] if head else piece
        if not _KEPT_TAIL.search(piece):
            piece = _TAIL.sub("", piece)
    return piece
