"""Lists of general words that the rules of question understanding share."""

from __future__ import annotations

__all__ = [
    "BARE_VERBS",
    "COMMON_ENDS",
    "EMPTY",
    "HOLLOW",
    "IGNORED",
    "NEVER_UNITS",
    "NO_STEM",
    "STOP",
    "VERBS",
    "word_list",
    "word_set",
]


def word_list(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return text.split()


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


NO_STEM = word_set(
    """
    全 我 我们 本 该 这 那 这个 那个 哪 哪个 哪些 哪几个 哪一 哪一个 每 每个 各 各个 几 几个 多少 多少个 两 两个 三
    三个 四个 五个 六个 七个 八个 九个 十个 一 一个 所有 全部 其他 其它 别的 另 另一 上述 以上 同 同一 乡 城 小 大
    集 重 古 名 强 新 老 县 村 市 区 省 地 都 家 下 返 故 水 回 还 异 离 卫生 文明 示范 特色 美丽 中心 重点 经济
    工业 农业 生态 旅游 智慧 平安 法治 幸福 园 社 景 辖 片 灾 林 山 郊 校 街 库 牧 矿 高新 经开 自贸 综保 集聚 先行
    试验 核心 功能 合作 度假 风景 保税 产业 开发 高新技术产业开发 经济技术开发 经济开发 保护 自然保护 棚户 居民
    居住 主城 老城 新城 门 上 超 股 楼 夜 菜 早 入 城中 步行 商业 办公 服务 活动 休闲 游客 生活 生产 厂 营 湖 滩
    湿地 县级 地级 直辖 自治 行政 特 副省级 百强 千强 十强 经济强 文化 历史文化名 国家卫生 全国文明 园林 森林 海绵
    创新型 创业型 智能 数字 无废 节水型 宜居 试点 双拥模范 先进 省级 国家级 边 南 北 东 西 背街小巷 主要 相关 部分
    达标 周边 邻近 毗邻 全国 国家 世界 政府 人民政府 乡镇 镇 村居 城区
    """
)
"""What stands before 镇, 区, 市 … in words that are no names (全镇, 哪个镇, 园区, 示范镇)."""

COMMON_ENDS = word_set(
    """
    城市 城镇 城乡 乡镇 村镇 小镇 圩镇 小区 园区 社区 街区 片区 校区 景区 湾区 库区 灾区 县区 强县 强市 强镇 强省
    强区 名县 名镇 入市 上市 都市 省市 县市 市县 大县 大市 大镇 县城 旗县 老区 牧区 新市 城区 山区 半山 商圈 市区
    """
)
"""Two-character endings of everyday words that look like names (城市, 小区, 强县)."""

EMPTY = word_set(
    """
    事儿 的事 最主要 大事 工作 主要 情况 内容 方面 数据 整体 总体 基本 时候 地方 东西 事情 问 说 讲
    看 同期 期间 目前 具体 其 它 他们 它们
    """
)
"""Words that are no subject by themselves."""

STOP = word_set(
    """
    的 了 是 在 和 与 有 为 及 等 被 把 对 就 都 而 以 其 也 又 将 于 上 中 下 里 这 那 什么 多少 哪些 怎么 如何
    情况 方面 进行 以及 关于 一个 一些 这个 那个 我们 他们 你们 请问 没有 可以 能够 需要 一下 还是 或者 因为 所以
    如果 比如 例如 其中 目前 现在 已经 同时 通过 根据 按照 今年 去年 明年 全年 上半年 下半年 同比
    """
)
"""Words that search leaves out."""

BARE_VERBS = word_set(
    """
    解决 应对 改进 提升 推进 开展 落实 处理 完成 实现 克服 改善 加强 做 办 干 抓 增长 下降 减少 增加 增 涨 升 降 高 低
    换成 干完 做完 办完 翻 上调 下调 调高 调低
    改成 换 换为 钱用 用 钱 用在 实际完成 两年 这两年 两年间 继续 然后 更多 别的 其他 详细 具体 再
    """
)
"""Verbs and fillers that name no subject of their own in a follow-up."""

HOLLOW = word_set(
    """
    全年 年度 当年 本年 年内
    当初 当时 那时 那时候 原来 原先 原本 原定 起初 起先 最初 开始 一开始 年初 最后 最终 后来 结果 实际 实际上 真正
    到底 究竟 大概 大约 一共 总共 全部 整体 总体 主要 分别 各自 这么 那么 这样 那样 如此 比较 特别 想 想要 打算 计划
    规划 预期 预计 力争 准备 希望 应该 能 能够 设 设定 定 定下 定为 提出 制定 确定 做到 做成 干到 达 达到 达成 搞 搞到
    办到 执行 变化 目标 任务 指标 数字 数据 数值 数额 总数 数量 情况 进度 水平 部分 方面 这 那 这个 那个 这些 那些
    这项 那项 这边 那边 这块 那块 上面 上述 前面 刚才 刚刚 提到 所 它 它们 其 其中 者 说 讲 还 也 又 就 都 只 才 已
    控制 超 超额 没 没有 还是 不
    回顾 够 俩 前者 后者 已经 很 太 最 更 挺 要 会 将 得 占 的 了 到 是 有 为 么 个 里 在 着 过 来 去 值 额 量 数
    one ones it its
    """
)
"""Words that leave the subject to the earlier question, alone or one after the other (当初想做到)."""

NEVER_UNITS = word_set(
    """
    度 成 面 本 方 站 口 期 门 部 段 字 村 层 集 股 团 卡 回 点 单 眼 枝 束 尊 栏 号 伏 兆 具 粒 例 年 天 人口
    学位 泊位 车位 床位 车 船 组 队 月
    """
)
"""Measure words that mean something else after 多少 more often than not."""

IGNORED = word_set(
    """
    a an the of in on at to for from by with and or is are was were be been being do does did done has have had
    will would shall should can could may might must it its their they them there this that these those what which
    how much many please tell me us you your i we want know about give get got so as than then also during year
    total amount value figure number level reach reached achieve achieved come came stand stood s did's 's
    according main key major mention mentions mentioned take place sum deal dealt collect collected collects
    produce produced produces spend spent spends provide provided annual overall expected hit set plan planned run
    use used face faces faced created create made make took taken implemented carried conducted new newly say
    report reports government work hello hi thanks thank my our out up not no yes any some all stated town's city's
    local signed-off says said
    between people province meet met ten today there volume earlier before
    """
)
"""English words without content of their own."""

VERBS = word_set(
    """
    签 签订 拆 拆除 建 建成 修 发 发放 装 安装 种 查 检查 办 卖 买 花 投 收 用 救助 受理 整治 改造
    引进 培训 完成 实现 拿 挣
    """
)
"""Verbs that add nothing once their objects are named (三种责任书一共签了多少)."""
