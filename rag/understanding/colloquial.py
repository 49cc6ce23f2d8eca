"""Puts what people say into the words of reports (找到工作 → 就业, 发大水 → 洪灾), before a question is taken apart."""

from __future__ import annotations

import re

__all__ = ["report_wording"]

_TABLE = """
实现就业 = 找到工作 找到了工作 找着工作 找着了工作 有了工作 上了班 找上工作
就业 = 找工作
失业 = 没工作 丢了工作 没了工作 丢工作
洪灾 = 发大水 发洪水 涨大水 闹水灾 闹洪水 大水灾 水淹
旱灾 = 闹旱灾 大旱
送餐 = 送饭 送盒饭 送午饭 上门送饭
减免租金 = 少收房租 少收租金 免房租 减房租 免租 房租减免
民生实事 = 办的实事 为老百姓办的事 给老百姓办的事
一般公共预算收入 = 政府进账 财政进账 政府赚的钱 财政挣的钱 政府挣的钱 财政收的钱
一般公共预算支出 = 财政花的钱 政府花的钱 财政花销 财政开销
税收收入 = 收的税 收上来的税 交的税 缴的税 税收进账
社会消费品零售总额 = 买东西花的钱 居民买东西 老百姓买东西 市场消费额
进出口总额 = 外贸生意 跟外国做的生意 和外国做的生意 对外贸易额
出口总额 = 卖到国外 卖到外国 卖到海外 出口生意
实际利用外资 = 引来的外资 外商投的钱 外国人投的钱 外资引进来
招商引资到位资金 = 招商引来的钱 引来的资金 招商到手的钱
居民人均可支配收入 = 老百姓挣的钱 老百姓收入 群众收入 人均挣 老百姓人均收入
城镇居民人均可支配收入 = 城里人收入 城里人挣的钱 城里人均收入 城里人人均收入 市民收入
农村居民人均可支配收入 = 农民挣的钱 村里人收入 乡下人收入 农民一年收入
城镇居民 = 城里人
农村居民 = 乡下人 村里人
粮食产量 = 打的粮食 粮食收成 收的粮食 产的粮食 打粮食 产粮 收粮
居民消费价格 = 物价
空气优良天数 = 空气好的天数 空气好的日子 好天气天数 蓝天天数 空气达标天数 空气质量好的天数
细颗粒物浓度 = pm25 PM25
城镇化率 = 城里人占比 城里人的比例
常住人口 = 住着的人 住的人口 人口总数
规模以上工业企业 = 大工厂 规上工厂 上规模的工厂 上规模的企业
市场主体 = 做生意的主体 开店做生意的
高新技术企业 = 高科技企业 高科技公司 高新技术公司 科技型高企
营商环境 = 做生意的环境 办企业的环境
老旧小区改造 = 旧小区翻新 老小区翻新 老旧小区翻新 旧小区改造 老小区改造 旧房改造
棚户区改造 = 棚户区拆迁 棚户改造
危房改造 = 危房翻修 破房子翻修 修危房 危旧房翻修
保障性住房 = 便宜房子 政府盖的房子 给穷人住的房子
违法建筑 = 乱搭乱建的房子 违章的房子 乱搭乱建
违法用地 = 乱占的地 违规占的地
农村公路 = 乡下的路 村里的路 乡间公路 村里公路
饮水安全 = 喝水安全 吃水安全 喝上干净水 喝上放心水
饮水 = 喝水 吃水
垃圾分类 = 垃圾分拣
生活污水 = 脏水
污水处理 = 脏水处理
水环境 = 河水环境
黑臭水体 = 臭水沟 黑水河 臭河
厕所改造 = 厕所革命 改厕所 改造厕所 旱厕改造
养老服务 = 老人照顾 照顾老人 照料老人 老人的照料 给老人的服务
养老床位 = 养老院床位 老人床位 敬老院床位
独居老人 = 一个人住的老人 单独住的老人 独自居住的老人 孤寡老人
医疗费用 = 看病的钱 看病花的钱
医疗卫生 = 医院看病 看病方面 看病吃药
教育 = 上学方面 孩子上学
公租房 = 政府租房
特困人员 = 五保户 五保老人
救助资金 = 救济的钱 救助的钱 救济款 帮困的钱 救济金
残疾人 = 残障人士
返乡创业 = 回乡创业 回老家创业
创业 = 自己当老板 开公司创业
科研投入 = 搞科研的钱 科研的钱 搞研发的钱
旅游收入 = 旅游赚的钱 旅游挣的钱 游客花的钱 旅游进账 旅游花费
接待游客 = 来玩的人 来旅游的人 来的游客 游玩的人 来玩的游客 来了多少游客 来旅游的
文化活动 = 文艺活动 唱歌跳舞的活动
死亡人数 = 死的人数 死的人 死了的人
受伤人数 = 受伤的人数 受伤的人 伤的人
安全事故 = 出的事故 出事故
安全生产 = 生产安全
交通事故 = 车祸
火灾 = 着火 失火 起火
治安 = 社会治安
破案 = 抓坏人
扫黑除恶 = 打黑除恶 打黑
反腐败 = 反腐 抓贪官 查贪官
党员教育 = 党员学习
政府债务 = 政府欠的钱 政府欠债 欠的债 欠债
存款余额 = 银行里的存款 老百姓存的钱 存银行的钱 存的钱 银行存款
贷款余额 = 银行贷出去的钱 银行放的贷款 放出去的贷款
固定资产投资 = 盖厂修路的钱 固定投资
房地产开发投资 = 盖楼的钱 房地产投资 盖房子的投资
新增就业 = 新增工作岗位 新增加的工作 多出来的工作 新增岗位 新工作岗位
创造就业岗位 = 创造工作机会
高速公路 = 高速路
建设用地 = 盖房子的地
电动自行车 = 电瓶车 电动车
新能源汽车 = 电动汽车
村集体经济收入 = 村里的收入 村里挣的钱 村集体挣的钱
贫困户 = 穷人家 穷户 困难人家
贫困人口 = 穷人
脱贫 = 摆脱贫困 脱了贫
困难家庭 = 穷苦家庭 有困难的人家
困难和问题 = 难处 毛病
主要成绩 = 干得好的地方
主要任务 = 要干的事 要办的事 要抓的事
下一步工作打算 = 下一步要干啥 接下来要干啥
秸秆焚烧 = 烧秸秆 秸秆燃烧 烧麦秆
绿化 = 种花种草
老年人 = 上了年纪的人 老头老太 老头老太太 爷爷奶奶 老人家
地铁 = 轻轨
志愿服务 = 做义工 义工服务
民主党派 = 党外人士
退役军人 = 退伍兵 老兵 当过兵的
征兵 = 招兵 参军入伍
招聘会 = 找工作的会
家庭医生签约 = 签了家庭医生 签家庭医生
新型冠状病毒 = 新冠病毒
隔离对象 = 被隔离的人 隔离的人
疫苗接种 = 打疫苗 打新冠疫苗 打预防针
核酸检测 = 做核酸 测核酸
"""
"""Each line: the wording of reports = what people say."""


def _read(table: str) -> dict[str, str]:
    pairs = (line.split(" = ") for line in table.strip().splitlines())
    return {said: formal for formal, colloquial in pairs for said in colloquial.split()}


_WORDS = _read(_TABLE)
_SAID = re.compile("|".join(re.escape(said) for said in sorted(_WORDS, key=len, reverse=True)), re.IGNORECASE)

_VERBS = (
    ("处惩受奖", "罚", "处罚"),
    ("颁签印开分激触引突爆下批研", "发", "发放"),
    ("续改新标会", "签", "签订"),
    ("强分", "拆", "拆除"),
    ("栽播补耕良品", "种", "种植"),
    ("安包服组加改吊", "装", "安装"),
    ("检排巡普审督侦抽核复", "查", "检查"),
    ("专外贩售变", "卖", "销售"),
    ("募", "捐", "捐赠"),
    ("培喂饲供赡抚休疗退散圈", "养", "养殖"),
    ("新改扩筹在兴修搭组创承共城党基援重构", "建", "建设"),
)
"""What may not stand before a short verb, the verb before 了多少, and its full form."""

_MANY = "(?P<many>了?(?:多少|几)[万亿]?[个名位家户项]?)"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<![那这])好多(?=[钱个人户家亩吨天万亿元项处])", "多少"),
        (r"多大的?面积的?", "多少平方米"),
        (r"(?:多出来?|多出?了)(?=(?:多少|几)[个家所张处位套户条间]?[一-鿿]{2})(?!多少[万亿个])", "新增"),
        (r"城里(?=(?:和|与|跟|、)(?:乡下|农村|乡里))", "城镇"),
        (r"(?<=[和与跟、])乡[下里](?=居民|的?收入)", "农村"),
        (r"农村人(?=(?:的|一年|人均)*(?:收入|[能可]?[挣赚]))", "农村居民"),
        (r"(?<=[几少])(?:顿|份)饭", "餐"),
        (rf"(?:少收|免|减|免收|减收|免掉|免去|减免|免除){_MANY}(?:万?元|钱)?的?(?:房租|租金)", r"减免\g<many>租金"),
        (rf"(?:减|免){_MANY}的?(?:税费|税|费)(?!率)", r"减税降费\g<many>"),
        *((rf"(?<![{before}]){said}(?=(?:了|过)?(?:多少|几|哪些))", formal) for before, said, formal in _VERBS),
        (rf"(?<![吸接回验丰创征税])收{_MANY}(?=人|病人|学生|患者|病号|老人)", r"接收\g<many>"),
        (r"(?<![覆遮掩涵加铺])盖(?=了|好|起|成|过|几|多少|的?新)", "建"),
        (rf"打{_MANY}(?P<unit>[万亿]?[斤吨公])(?P<rest>斤?)的?粮食?", r"粮食产量\g<many>\g<unit>\g<rest>"),
        (rf"种植?{_MANY}(?P<unit>[棵株亩]?)树", r"植树造林\g<many>\g<unit>"),
        (r"粮食(?P<when>.{0,4}?)(?:打|收|(?<![总生投])产)(?=了?(?:多少|几))", r"粮食产量\g<when>"),
        (rf"(?:找|招|引)来?{_MANY}(?P<what>投资|资金|项目|企业|公司|外资)", r"引进\g<many>\g<what>"),
        (r"(?<=[年月])(?:挣|赚)(?=了?(?:多少|几)钱)", "收入"),
        (r"(?:挣|赚)(?:到|得)?了?多少钱?", "收入多少"),
        (r"值(?=多少钱)", "价值"),
        (r"(?:搞|做|弄|干)到(?=多少|几|百分)", "达到"),
        (
            r"(?:进?来|到访)了?(?P<many>(?:多少|几)[万亿]?)(?:个|名|位)?(?:人次?)?(?:游客|旅客|人旅游|人来?玩)",
            r"接待游客\g<many>人次",
        ),
    )
)  # fmt: skip
_NAMED = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|「[^」]*」")


def report_wording(text: str) -> str:
    """Return a Chinese question with plain words put as reports put them; quoted names stay as they are."""
    kept: list[str] = []
    position = 0
    for named in _NAMED.finditer(text):
        kept += [_reworded(text[position : named.start()]), named.group()]
        position = named.end()
    return "".join((*kept, _reworded(text[position:])))


def _reworded(text: str) -> str:
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return _SAID.sub(_formal, text)


def _formal(match: re.Match[str]) -> str:
    """Return the formal wording, unless it or its end stands there already (秸秆焚烧, 生活垃圾)."""
    said, formal = match.group(), _WORDS.get(match.group()) or _WORDS.get(match.group().lower(), match.group())
    nearby = match.string.find(formal, max(0, match.end() - len(formal)))
    if 0 <= nearby <= match.start():
        return said
    after = match.string[match.end() : match.end() + len(formal)]
    before = match.string[max(0, match.start() - len(formal)) : match.start()]
    if formal.endswith(said) and before.endswith(formal[: -len(said)]):
        return said
    if formal.startswith(said) and after.startswith(formal[len(said) :]):
        return said
    return formal
