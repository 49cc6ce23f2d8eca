"""The words that tell a figure's subject, kind and direction, as compiled patterns."""

from __future__ import annotations

import re

__all__ = [
    "CAUSATIVE",
    "COUNTED_AMOUNT",
    "LEAD",
    "PREDICATE",
    "RELATIONAL",
    "SEPARATOR",
    "SUFFIX",
    "TAIL",
    "VERB",
    "VERB_START",
]


def _words(text: str) -> str:
    """Return an alternation of the words of a text, longest first."""
    return "|".join(sorted(set(text.split()), key=lambda w: (-len(w), w)))


# Verbs that tell one count from another; they stay in the indicator.
_ACTION = _words(
    "新增 新建 新开工 新竣工 新签约 新引进 新招引 新认定 新发现 新登记 新培育 新创 新开 新设 新办 新落地 净增 改造 改建 改扩建 扩建 新改建 续建 "
    "拆除 整治 治理 清理 清退 清查 取缔 关停 关闭 淘汰 签订 签约 引进 引入 引育 招引 招聘 招录 发放 救助 安装 加装 更新 建设 建成 打造 创建 创成 培育 "
    "培训 组织 开展 举办 召开 检查 排查 摸排 查出 整改 受理 办理 办结 处理 处置 调解 接待 化解 查处 推荐 申报 认定 获批 落实 实施 推进 推动 服务 帮助 "
    "督促 指导 支持 引导 选派 派出 开通 开工建设 开工 竣工 竣工投产 投产 开复工 投入 投资 筹集 争取 安排 下达 下放 取消 减免 新改扩建 修建 修复 修缮 维修 铺设 "
    "硬化 绿化 栽植 种植 植树 造林 退养 养殖 出栏 收购 销售 销项 核减 审计 抽检 巡查 宣传 印发 张贴 发布 公开 编制 修订 出台 制定 设立 成立 组建 转移 "
    "安置 搬迁 征收 拆迁 腾退 盘活 出让 收储 流转 供应 保障 覆盖 惠及 解决 扶持 资助 补助 奖励 表彰 输转 搬迁安置 消除 还耕 回购 建立 启动 举行 收到 "
    "收集 提供 购买 配备 配套 设置 开发 开设 开办 承办 参与 参加 入选 入驻 吸引 吸纳 带动 累计受理 复制推广 推广 下派 破获 抓获 打掉 侦破 立案 审结 "
    "追回 追缴 兑现 拨付 争取到 上缴 缴纳 代缴 完善 提升 优化 布设 布局 谋划 储备 包装 落地 对接 走访 慰问 捐赠 募集 结对 帮扶 监测 检测 抢险 转移安置 紧急转移安置 "
    "救治 收治 接种 体检 筛查 采集 配送 送餐 播种 收获 养护 管护 疏浚 清淤 治污 截污 纳管 评选 命名 授予 荣获 集成 返还 清偿 化债 处罚 出动 设 建 修 植 引".replace(
        " 设 建 修 植 引", ""
    )
)
VERB = re.compile(_ACTION)
"""A verb that opens a new phrase between two numbers."""
VERB_START = re.compile(rf"(?:新|共|再)?(?:{_ACTION})")

CAUSATIVE = re.compile(
    r"(?:推荐|督促|组织|帮助|指导|推动|支持|引导|选派|派出|助力|协助|鼓励|促进|安排|资助|扶持|带动|吸引|为|对|给|向|让|使|协调|动员|发动|促成|助推|惠及|解决)"
)
"""A verb or preposition whose object goes on to do something: 推荐3家企业加入…, 为50户老人安装…"""

SEPARATOR = re.compile(r"、|以及|(?<![普涉])及(?![时格])|(?<![参])与(?![会])|(?<![共饱总温缓])和(?![谐平睦解])|并(?![购轨联入])|/")
"""What parts two members of a list."""

_ADVERB = _words(
    "预计 累计 共计 总共 共 已 已经 大约 约 力争 争取 确保 计划 将 拟 要 需 力求 其中 并 且 同时 另外 此外 总计 合计 分别 同比 均 重点 大力 积极 全力 稳步 "
    "持续 加快 扎实 深入 继续 进一步 着力 顺利 有序 成功 全面 圆满 如期 率先 基本 提前 超额 先后 不断 认真 切实 有力 有效 努力 高质量 高标准 高水平 统筹 集中 "
    "目前 至今 年内 当年 每年 年度 至少 各 主动 精准 严格 严厉 强力 强化 及时 足额 迅速 主要 分批 依法 创新 鼓励 靶向 按计划 按期 按时 协同 同步 精心 科学 "
    "截至目前 截止目前 到目前 全年 近年来 一年来 五年来 五年间 期间 时期 我们 还 又 再 也 就 仅 只 使 让 通过 有望 以来 时 末 底 内 起 来 则 即 即将 务必 坚决 整体".replace(
        " 时 末 底 内 起 来", ""
    )
)
_SCOPE = r"(?:全|我|本|该)(?:镇|市|县|区|省|乡|村|街道|州|旗|盟|域)(?!属|直|级|民|场|长|委|政|情|容|外)|年均|(?:全国|全省|全市|全区|全县)(?=平均)"
_ACHIEVE = r"完成(?!率)|实现(?!率)|达到|取得|形成|保持|获得|达成|拥有|共有|现有|尚有|还有"
LEAD = re.compile(
    rf"(?:[ ，、：:；;.．·)）】\]—\-]+|{_SCOPE}|(?:{_ADVERB})(?![类同])|{_ACHIEVE}"
    r"|(?:主要|预期|总体|工作|奋斗|约束性|发展|经济社会|指标|具体){0,4}(?:目标|指标)(?:是|为)|对(?![口外接标照比账象])|为(?![民老农企])|向(?![阳上好])|给|把|以(?![工色])|在(?![建职岗校线])|和|与|及)"
)
"""What may stand before the indicator proper and is stripped from its left, again and again."""

TAIL = re.compile(
    r"(?:达到了?|分别|达|为|是|到|至|完成|实现|共计|共有|共|总计|合计|累计|均|各|仅|只|突破|超过|超|近|约|大约|已经|已|将|预计|可|有|拥有|现有|的|了|率先|首次|也|都|就|再|要|力争|争取|确保|计划|年内|全年|年末|年底|不少于|不低于|不高于|不超过|至少|高于|不足|"
    r"(?:控制|保持|稳定|维持|锁定)(?:在|到)?|(?:提高|增加|提升|上升|增长|扩大|发展|跃升|攀升|恢复|扩展|拓展|下降|降低|减少|回落|缩短|压缩|压减|调整|优化|缩小|改善|增|升|降|减|拓|扩|变更|转变|收窄|达)(?:到|至|为)|在全[国省市区县]|全[国省市区县]|居全[国省市]|[ ：:（(“\"])+\Z"
)
"""What may stand between the indicator and its number and is stripped from its right."""

PREDICATE = re.compile(
    r"已(?!婚|知)|均|全部|全面|进行|完成|实现|达到|达标率|达(?!标)|通过|纳入|得到|获得|获批|获评|获(?!奖)|被(?!征|装|服)|入选|列入|建成投|建成|开工|投产|投运|投入|竣工|启动|落地|签约(?!项目)|加快|提前|顺利|稳步|有序|同步|即将|正在|成功|基本|率先|位居|位列|用于|实行|产销|升级|共获|共(?![享建同产用治青])|总投资|让|使"
)
"""Where the noun phrase after a number ends and its predicate begins."""

RELATIONAL = re.compile(r"(?:总|累计|新增|计划|年|占地|建筑|总建筑)?(?:额度|金额|资金|面积|投资额?|注册资金|注册资本|数量|总量|规模|长度|里程|比例|占比|均价|产值|收入|利润|税收|人数|缴费总额|就业)")
"""A noun that says what is measured of the thing named just before: 额度, 总投资, 注册资金."""

SUFFIX = re.compile(
    r"(?:收入|支出|总额|产值|增加值|总值|投资额?|消费|余额|产量|面积|覆盖率|率|总量|数量|量|额|值|指数|人数|户数|件数|数|增速|增幅|标准|水平|比重|占比|比例|里程|价格|规模|资金|投入|贷款|存款|利润|税收|"
    r"人口|工资|养老金|补助|融资|外资|内资|出口|进口|浓度|强度|储量|客运|货运|就业|保险)\Z"
)
"""The last word of an indicator: what is measured."""

COUNTED_AMOUNT = frozenset(
    "money foreign_money area length mass volume coal energy power voltage data percent points times doubling time age "
    "temperature".split()
)
"""Families of units that measure; everything else counts."""
