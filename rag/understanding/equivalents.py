"""Words that say the same in questions and in reports, so that either stands for the other when texts are matched."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

__all__ = ["PLAIN", "WORDS", "plain_phrases", "same_words"]

LONG = 3

WORDS = """
老年人 老人 长者 老年 老龄
儿童 孩子 小孩 娃娃 小朋友
妇女 女性
残疾人 残障人士 残障
农民 村民 庄稼人
群众 百姓 老百姓 居民 民众
职工 员工 工人
农民工 务工人员 打工者 打工人员
企业 公司 厂家
商户 商家 店铺 商铺 门店
志愿者 义工
医生 医师 大夫
医务人员 医护人员 医护
教师 老师
学生 在校生
民警 警察
退役军人 退伍军人 复员军人
就业 上岗
打工 务工
输转 输出
贷款 信贷
处罚 罚款 惩处
送餐 送饭 配餐
食堂 饭堂
救助 救济 帮困
救助金 救济金 救助款
补助 补贴 津贴
慰问 看望 走访慰问
发放 派发 下发
减免 免除 免收
租金 房租
洪灾 洪涝 水灾 洪水 涝灾 内涝
暴雨 强降雨 大雨
干旱 旱情 旱灾
受灾 受损
饮水 供水 自来水 饮用水
惠及 受益 覆盖
短板 不足 薄弱 差距 弱项
挑战 考验
举措 措施 办法 做法
打算 计划 安排
销售 卖出 售出 出售 卖掉
购买 采购 购置 买入
种植 栽种 栽植
养殖 饲养 喂养
山羊 羊只 羊场 养羊 肉羊
生猪 养猪 猪场
肉牛 养牛
新建 兴建 新盖 新修
建成 完工 竣工 建好 落成
开工 动工
维修 修缮 修补 翻修
改造 改建 翻新
道路 马路
农村公路 乡村道路 村道 村路
桥梁 大桥
路灯 街灯
厕所 公厕 卫生间
停车位 车位 泊位
停车场 停车库
住房 住宅 房屋 房子
拆除 拆掉
搬迁 搬家 动迁
安置 安顿
转移 撤离 疏散
整治 整顿 治理
清理 清除
查处 查办
检查 排查 巡查
火灾 火情 火警
伤亡 死伤 死亡 遇难 丧生 罹难
纠纷 矛盾
调解 化解 调处
投诉 举报
处理 处置
签订 签约 签下 签署
引进 招引 引入
落户 落地 入驻
申报 申请
荣获 获得 获评 荣膺 评为
称号 荣誉 奖项
参加 参与
举办 举行 主办
演出 表演 文艺演出
旅游 观光
游客 旅客
景区 景点
宾馆 酒店
入学 上学 就学 读书
就医 看病 就诊 治病
养老 敬老
养老院 敬老院 养老机构
社保 社会保险 社会保障
五保 特困
贫困户 困难户
脱贫 减贫
收入 进账
营收 营业收入 主营业务收入
支出 花费 开支 开销
资金 款项 经费
税收 纳税 税款
债务 负债
外资 外商投资
产值 总产值
亩产 单产
农机 农业机械
复垦 还耕 复耕
秸秆 麦秆
焚烧 燃烧
污水 废水
河道 河流
黑臭 臭水
造林 植树 种树
绿地 绿化带
公园 游园
能耗 耗能 能源消耗
燃气 天然气 煤气
报警器 报警装置
公交 公交车 公共汽车
地铁 轨道交通
港口 码头 口岸
货物 货运
快递 包裹
电商 电子商务
科研 研发
小微企业 小微
高新技术 高新
民营企业 民企 私营企业 民营 私营
国企 国有企业
汽车 车辆 轿车
物业 物管
讲座 宣讲
思路 理念
成效 成果 成绩
奖励 奖补 奖金
捐款 捐赠 募捐 善款
审批 许可
缩短 压缩 压减
削减 精简 减少
里程 长度
比例 占比 比重 份额
"""
"""A line holds words of one meaning."""

PLAIN = """
违章 违法建筑 违建 拆违 违章建筑 违法搭建
建设 新建 建成 修建 兴建 改建 建
修 维修 修建 修缮 改造 新建 整修 养护 建成
盖 建
买卖 交易 贸易
生意 交易 贸易
打工 劳务 外出务工
卖 销售 出售 销量 销售额
买 购买 采购 购置 购入
花 投入 支出 投资 安排 使用
挣 收入 利润 增收 创收 效益
赚 收入 利润 增收 创收 效益
养 养殖 存栏 饲养
打 产量 总产 收获
收 收治 收入 接收 收取 收购 征收
接收 收入 收治 收住 招收
招 招引 引进 招聘 招录 招收
拿 获得 争取 荣获 获批 落实
搞 开展 实施 举办
弄 开展 实施 建设
帮 帮助 帮扶 扶持 服务
教 培训 培养
送 发放 赠送 配送
给 发放 补助 拨付
交 缴纳 缴费
借 贷款 融资
欠 债务 负债 拖欠
开 召开 开办 开设 开通 举办
办 举办 办理 开办 创办 开展
抓 查处 抓获 整治 破获
治 治理 整治 改善
装 安装 加装
换 更换 更新 置换
通 开通 通车 接通
涨 增长 上升 提高 上涨
升 增长 上升 提高 提升
跌 下降 下滑 回落
降 下降 下滑 回落 降低
省 节约 节省 节能
砍 减少 压减 精简 取消
关 关闭 关停 淘汰
搬 搬迁
来 接待
用 使用 利用 采用
放 发放 投放
运 运输 运送 客运量 货运量
死 死亡
病人 患者 病例
车 汽车 车辆
路 道路 公路
楼 楼宇 住宅 楼房
树 造林 绿化 植树
店 商户 门店 商铺
厂 工厂 企业
房 住房 住宅 房屋
地 土地 耕地 用地
水 供水 水质 用水
钱 资金 经费 投资
活 岗位 就业
娱乐 文化 文体
游玩 旅游
玩 旅游
"""
"""A line holds a plain word and the words that reports may use for it; not the other way round."""


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in WORDS.strip().splitlines():
        group = line.split()
        for word in group:
            found.setdefault(word, {}).update(dict.fromkeys([word, *group]))
    for line in PLAIN.strip().splitlines():
        word, *names = line.split()
        found.setdefault(word, {}).update(dict.fromkeys([word, *names]))
    for plain, names in _thesaurus():
        found.setdefault(plain, {}).update(dict.fromkeys([plain, *names]))
    return {word: tuple(names) for word, names in found.items()}


@lru_cache(maxsize=1)
def _thesaurus() -> list[tuple[str, list[str]]]:
    """Read the lines `plain wording = report wording, report wording` of the thesaurus, in lower case."""
    lines = files("rag.understanding").joinpath("thesaurus.txt").read_text(encoding="utf-8").lower().splitlines()
    return [(plain, names.split(", ")) for plain, _, names in (line.partition(" = ") for line in lines)]


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    plain = sorted((word for word, _ in _thesaurus() if len(word) >= LONG), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, plain)))


def same_words(word: str) -> tuple[str, ...]:
    """Return the word and those that say the same in reports; a word without any comes back alone."""
    return _table().get(word, (word,))


def plain_phrases(text: str) -> list[str]:
    """Return a text cut before and after each phrase of three or more characters that the thesaurus has."""
    cuts = {0, len(text)}
    for found in _phrases().finditer(text.lower()):
        cuts |= {found.start(), found.end()}
    places = sorted(cuts)
    return [text[start:end] for start, end in pairwise(places)]
