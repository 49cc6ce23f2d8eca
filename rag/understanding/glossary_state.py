"""English words for government, party, law, security, honours and the parts of a report, with their Chinese terms."""

from __future__ import annotations

__all__ = ["STATE"]

STATE = """
government = 政府; government building = 政府建设; law based government = 法治政府; clean government = 廉洁政府;
service oriented government = 服务型政府; digital government = 数字政府; e government = 电子政务;
government service = 政务服务; government affairs = 政务; government affairs service = 政务服务;
government openness = 政务公开; open government = 政务公开; information disclosure = 信息公开;
administrative approval = 行政审批; administrative approval item = 行政审批; approval item = 审批事项;
approval = 审批; approval time = 审批时间; administrative license = 行政许可; license = 许可;
business environment = 营商环境; doing business = 营商环境; streamlining administration = 简政放权; one stop = 一站式;
one stop service = 一站式服务; one visit = 最多跑一次; one network = 一网通办; service hall = 服务大厅;
service center = 服务中心; reform = 改革; state owned enterprise reform = 国企改革;
supply side structural reform = 供给侧结构性改革; rural reform = 农村改革; institutional reform = 机构改革;
deepening reform = 深化改革; opening up = 开放; belt and road = 一带一路; mechanism = 机制; system = 体系;
policy = 政策; policy measure = 政策措施; regulation = 规定; management measures = 管理办法; law = 法律;
rule of law = 法治; legal = 法律; legislation = 立法; law enforcement = 执法;
administrative law enforcement = 行政执法; administrative penalty = 行政处罚; penalty = 处罚; fine = 罚款;
fined household = 处罚; administrative reconsideration = 行政复议; litigation = 诉讼; court = 法院;
procuratorate = 检察院; judicial = 司法; justice = 司法; lawyer = 律师; legal education = 普法; party = 党;
communist party = 共产党; party building = 党建; party construction = 党建; party member = 党员;
party committee = 党委; party branch = 党支部; party organization = 党组织;
grassroots party organization = 基层党组织; party school = 党校; strict party governance = 从严治党;
party conduct = 党风廉政; clean governance = 廉政; anti corruption = 反腐败; corruption = 腐败; discipline = 纪律;
discipline violation = 违纪; supervision = 监督; inspection tour = 巡视; formalism = 形式主义; work style = 作风;
cadre = 干部; official = 干部; leader = 领导; civil servant = 公务员; public official = 公职人员;
people's congress = 人民代表大会; people's congress deputy = 人大代表; deputy = 代表; deputy suggestion = 代表建议;
deputies' suggestion = 代表建议; suggestion = 建议; suggestion from deputies = 代表建议; motion = 议案;
proposal = 提案; cppcc = 政协; cppcc proposal = 政协提案; political consultative conference = 政协;
democratic party = 民主党派; democratic supervision = 民主监督; meeting = 会议; conference = 会议;
congress = 代表大会; speech = 讲话; speaker = 报告人; mayor = 市长; town head = 镇长; county head = 县长;
district head = 区长; secretary = 书记; chairman = 主席; director = 主任; governance = 治理;
social governance = 社会治理; community governance = 社区治理; grassroots governance = 基层治理;
urban governance = 城市治理; grassroots = 基层; grid = 网格; grid management = 网格化管理; grid worker = 网格员;
neighborhood committee = 居委会; neighbourhood committee = 居委会; residents' committee = 居委会;
village committee = 村委会; community = 社区; community service = 社区服务; village cadre = 村干部;
village regulations = 村规民约; stability = 稳定; social stability = 社会稳定; petition = 信访;
letters and visits = 信访; petition case = 信访案件; petitioner = 信访人; complaint = 投诉;
complaint handling = 投诉处理; report from the public = 举报; hotline = 热线; 12345 hotline = 12345热线;
citizen hotline = 市民服务热线; service hotline = 服务热线; work order = 工单; resolution rate = 解决率;
settlement rate = 办结率; handling rate = 办理率; on time completion rate = 按时办结率; response rate = 响应率;
dispute = 纠纷; conflict = 矛盾纠纷; mediation = 调解; people's mediation = 人民调解; public security = 治安;
social security order = 社会治安; public safety = 公共安全; crime = 犯罪; criminal case = 刑事案件;
case cracked = 破获案件; fraud = 诈骗; telecom fraud = 电信诈骗; gang = 黑恶势力; gang crime = 涉黑涉恶;
organized crime = 黑恶势力; evil force = 黑恶势力; drug control = 禁毒; drug = 药品; police = 公安;
police station = 派出所; surveillance camera = 监控; camera = 监控; counter terrorism = 反恐; safe city = 平安城市;
peaceful = 平安; honor = 荣誉; honour = 荣誉; title = 称号; award = 荣誉; prize = 奖项; recognition = 荣誉;
national level = 国家级; provincial level = 省级; municipal level = 市级; city level = 市级; district level = 区级;
county level = 县级; state level = 国家级; nationwide = 全国; national = 国家; provincial = 省级; municipal = 市级;
world class = 世界级; pilot = 试点; pilot program = 试点; pilot project = 试点; demonstration = 示范; model = 模范;
example = 典型; benchmark = 标杆; typical = 典型; advanced = 先进; achievement = 成绩; accomplishment = 成绩;
success = 成绩; progress = 进展; result = 成效; effect = 成效; outcome = 成效; highlight = 亮点; difficulty = 困难;
problem = 问题; challenge = 挑战; shortcoming = 问题和不足; weakness = 问题和不足; weak point = 问题和不足;
weak link = 薄弱环节; deficiency = 问题和不足; bigger and stronger = 做大做强; larger and stronger = 做大做强;
central city = 中心城市; bottleneck = 瓶颈; contradiction = 矛盾; obstacle = 障碍; shortfall = 差距; lesson = 教训;
experience = 经验; task = 任务; main task = 主要任务; key task = 重点任务; main goal = 主要目标;
main target = 主要预期目标; priority = 重点; focus = 重点; emphasis = 重点; general requirement = 总体要求;
overall requirement = 总体要求; guiding ideology = 指导思想; guiding principle = 指导思想; guideline = 指导思想;
theme = 主题; idea = 思路; approach = 思路; concept = 理念; philosophy = 理念; principle = 原则; strategy = 战略;
vision = 愿景; slogan = 口号; planning = 规划; outline = 纲要; five year plan = 五年规划; draft = 草案;
binding indicator = 约束性指标; anticipatory indicator = 预期性指标; indicator = 指标; action = 行动;
special action = 专项行动; campaign = 行动; special campaign = 专项行动; rectification = 整治;
special rectification = 专项整治; crackdown = 整治; battle = 攻坚战; tough battle = 攻坚战;
three critical battles = 三大攻坚战; activity = 活动; event = 活动; practical thing = 实事;
practical project = 实事项目; livelihood project = 民生实事项目; private project = 民生实事;
ten practical things = 十件实事; cooperation = 合作; exchange = 交流; partner = 合作; sister city = 友好城市;
assistance = 帮扶; paired assistance = 对口帮扶; support = 支持; regional = 区域; coordinated development = 协调发展;
integration = 一体化; regional integration = 区域一体化; yangtze river delta = 长三角;
yangtze river economic belt = 长江经济带; yangtze river = 长江; yellow river = 黄河; greater bay area = 粤港澳大湾区;
pearl river delta = 珠三角; beijing tianjin hebei = 京津冀; northeast revitalization = 东北振兴;
western development = 西部大开发; free trade port = 自由贸易港; old revolutionary base = 革命老区; spirit = 精神;
theory = 理论; ideology = 思想; propaganda = 宣传; publicity = 宣传; media = 媒体; news = 新闻; archives = 档案;
local chronicles = 地方志; statistics = 统计; survey = 调查; economic census = 经济普查; assessment = 考核;
evaluation = 评价; performance = 绩效; responsibility = 责任; accountability = 问责; department = 部门; agency = 机构;
institution = 机构; bureau = 局; office = 办公室; committee = 委员会; organization = 组织; team = 队伍;
platform = 平台; center = 中心; centre = 中心; network = 网络; site = 场所; point = 点; station = 站; area = 面积;
length = 长度; size = 规模; scale = 规模; ratio = 比例; index = 指数; price = 价格; cost = 成本; weight = 重量;
distance = 距离; resource = 资源; equipment = 设备; material = 材料; product = 产品; technology = 技术; data = 数据;
information = 信息; function = 功能; space = 空间; structure = 结构; layout = 布局;
environmental protection = 环境保护; plan for the elderly = 养老; per capita = 人均; annual average = 年均;
domestic = 国内; overseas = 海外; foreign = 外国; international = 国际; global = 全球; modern = 现代;
traditional = 传统; ancient = 古; historical = 历史; ecological city = 生态城市; green = 绿色; smart = 智慧;
digital = 数字; intelligent = 智能; new type = 新型; temporary = 临时; comprehensive = 综合; special = 专项;
basic = 基本; free = 免费; cumulative = 累计; accumulated = 累计
"""
"""`english = 中文`, set apart by semicolons."""
