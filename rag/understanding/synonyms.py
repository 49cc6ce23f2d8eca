"""Words that government reports use for one and the same thing."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["GROUPS", "canonical_terms"]

GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
地区生产总值 生产总值 GDP 国内生产总值 经济总量 GDP总量 经济规模 增加值总量
人均地区生产总值 人均生产总值 人均GDP
一般公共预算收入 财政收入 地方财政收入 公共财政预算收入 财政总收入 财力 财政进账
一般公共预算支出 财政支出 公共预算支出 财政花销
税收收入 税收 税收总额 税收总收入 招商税收 纳税总额 缴税 收税 收的税
固定资产投资 固投 全社会固定资产投资 固定资产投资总额 固定资产投资额
社会消费品零售总额 社零 社零总额 消零 社会消费品零售额 消费品零售总额
规模以上工业增加值 规上工业增加值 工业增加值
规模以上工业总产值 规上工业总产值 规上工业产值 规模以上工业产值 工业总产值 工业产值
规模以上工业企业 规上工业企业 规上企业 四上企业
居民人均可支配收入 人均可支配收入 居民收入 全体居民人均可支配收入 城乡居民收入 老百姓收入 群众收入 百姓收入 居民人均收入
城镇居民人均可支配收入 城镇居民收入 城里人收入 城镇居民人均收入
农村居民人均可支配收入 农民人均纯收入 农民收入 农村居民收入 农民人均收入 农村居民人均纯收入
村集体经济收入 村级集体经济收入 集体经济收入 村集体收入
农业总产值 农林牧渔业总产值 农业产值 农林牧渔总产值
农业增加值 第一产业增加值 一产增加值
第二产业增加值 二产增加值
第三产业增加值 三产增加值 服务业增加值
进出口总额 外贸进出口总额 外贸进出口 进出口总值 外贸总额 对外贸易 外贸 进出口
出口总额 外贸出口 出口生意 出口额 出口总值 出口
实际利用外资 外资引进来 引进外资 实际使用外资 实到外资 利用外资 外资到位 外商直接投资
合同外资 合同利用外资
招商引资到位资金 到位资金 实际到位资金 招商引资 引资 引进资金 引资额 省外到位资金 内资到位资金
注册资金 注册资本 新增注册资金 内资注册资金
新增注册企业 新注册企业 新增企业 新设企业 新登记企业
市场主体 经营主体 各类市场主体
高新技术企业 高新企业 高企
专精特新企业 专精特新 专精特新中小企业
研发投入 研究与试验发展经费 R&D经费 全社会研发投入 研发经费 科研投入
专利授权 发明专利 专利授权量 有效发明专利
粮食总产量 粮食产量 粮食总产 产粮 收粮 粮食收成
粮食种植面积 粮食播种面积 粮食面积 粮食作物播种面积
高标准农田 高标准基本农田
土地流转 农村土地流转 流转土地
城镇登记失业率 登记失业率
城镇调查失业率 调查失业率
新增就业 城镇新增就业 新增就业岗位 新增就业人数 提供就业岗位 创造就业
就业困难人员就业 就业困难人员实现就业 困难群体就业
失业青年就业 长期失业青年就业创业 启航青年
居民消费价格指数 CPI 居民消费价格 物价 物价涨幅
城镇化率 常住人口城镇化率 城市化率
常住人口 人口总数 总人口
旅游收入 旅游总收入 旅游综合收入 旅游花费 旅游业收入
接待游客 进来游客 游客 游客接待量 旅游人数 游客人次 旅游人次 接待旅游人次
存款余额 各项存款余额 金融机构存款余额 人民币存款
贷款余额 各项贷款余额 金融机构贷款余额 人民币贷款
民生支出 民生投入 民生财政支出
救助金 救助帮困资金 社会救助资金 帮困资金 救助资金 救助金补贴 救助补贴
低保 最低生活保障 城乡低保 低保对象
养老床位 养老机构床位 养老服务床位
老年助餐点 助餐点 长者食堂 社区食堂 老年食堂
养老保险 基本养老保险 养老保险参保
医疗保险 基本医疗保险 医保
保障性住房 保障房 公租房 廉租房
棚户区改造 棚改
老旧小区改造 老旧小区 旧改 旧小区改造 老小区改造 旧住房修缮
违法建筑 违建 违章 拆违章 拆违 拆除违法建筑 违章建筑 违法建设
污水处理率 生活污水处理率 污水处理
空气质量优良率 空气优良天数 空气质量 优良天数比例 优良天数 空气好的天数
细颗粒物浓度 PM2.5 PM2.5浓度 PM2.5平均浓度
森林覆盖率 绿化覆盖率 林木覆盖率
单位生产总值能耗 单位GDP能耗 万元GDP能耗 能耗强度 能耗
造林面积 植树造林 营造林 人工造林 植树
生活垃圾分类 垃圾分类
河长制 河湖长制 河道治理 治水
市民服务热线 12345热线 热线 12345
信访 来访 来信来访 上访
安全隐患 隐患 隐患排查 查出隐患
安全生产责任书 安全责任书
建档立卡贫困户 贫困户 建档立卡贫困人口 贫困人口 脱贫人口
农村公路 四好农村路 乡村公路
高速公路通车里程 高速公路 高速里程
公路通车里程 公路里程 公路总里程
家庭医生签约 家庭医生
群众满意度 满意度 满意率 群众满意率
实事项目 民生实事 实事工程 为民办实事 民生实事项目 实事
营商环境 优化营商环境
乡村振兴 农村发展 美丽乡村
项目开工 开工项目 新开工项目
重点项目 重大项目
""".strip().splitlines()
)
"""Groups of terms for one thing, the most formal first; general to all places and years."""


def _pairs(text: str) -> dict[str, str]:
    """Read words of the form 签=签订."""
    pairs = (word.partition("=") for word in text.split())
    return {colloquial: formal for colloquial, _, formal in pairs}


_VERBS = _pairs(
    """
    签=签订 拆=拆除 修=维修 建=建设 发=发放 种=种植 装=安装 招=招商
    查=检查 救=救助 花=支出 挣=收入 赚=收入 捐=捐赠 办=办理 管=管理
    养=养殖
    """
)
_VERB = re.compile("|".join(rf"^{verb}(?!{formal[1:]})(?=[一-鿿“]{{2,}})" for verb, formal in _VERBS.items()))
_WORDS = _pairs(
    """
    老百姓=居民 村民=农村居民 老人=老年人 小孩=儿童 孩子=儿童 工厂=工业企业 娃=儿童 看病=医疗
    上学=教育 钱=资金 城里人=城镇居民 城里=城镇 房子=商品房 娱乐=文化 垃圾分拣=垃圾分类 打工=就业
    规上=规模以上
    """
)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    return {term.lower(): group for group in GROUPS for term in group}


@lru_cache(maxsize=1)
def _longest_first() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(t) for t in sorted(_table(), key=len, reverse=True)), re.IGNORECASE)


def canonical_terms(phrase: str) -> tuple[str, ...]:
    """Return the phrase and the wordings that reports use for it, the phrase first, without repeats.

    A phrase that is a known term gives its whole group; one that contains a term gives the phrase with that term
    exchanged. Colloquial words are put formally (签 → 签订, 老百姓 → 居民). Unknown phrases come back alone.
    """
    found = [phrase]
    formal = _VERB.sub(lambda m: _VERBS[m.group()], phrase)
    for word, formal_word in _WORDS.items():
        formal = formal.replace(word, formal_word) if word in formal and formal_word not in formal else formal
    found.append(formal)
    for wording in dict.fromkeys((phrase, formal)):
        group = _table().get(wording.lower())
        if group:
            found += group
            continue
        match = _longest_first().search(wording)
        if match:
            group = _table()[match.group().lower()]
            found += [wording[: match.start()] + term + wording[match.end() :] for term in group[:4]]
    return tuple(dict.fromkeys(found))
