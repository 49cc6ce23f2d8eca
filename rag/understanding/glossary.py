"""English words of government reports and their Chinese terms."""

from __future__ import annotations

__all__ = ["COUNTED", "GLOSSARY", "read_pairs"]


def read_pairs(text: str) -> dict[str, str]:
    """Read entries of the form `english = 中文`, set apart by semicolons."""
    pairs = (entry.partition(" = ") for entry in text.split(";") if entry.strip())
    return {english.strip(): chinese.strip() for english, _, chinese in pairs}


GLOSSARY: dict[str, str] = read_pairs(
    """
    gross domestic product = 地区生产总值; gdp per capita = 人均地区生产总值; per capita gdp = 人均地区生产总值;
    gross regional product = 地区生产总值; regional gdp = 地区生产总值; economic output = 地区生产总值;
    gdp = 地区生产总值; general public budget revenue = 一般公共预算收入; public budget revenue = 一般公共预算收入;
    budget revenue = 一般公共预算收入; budgetary revenue = 一般公共预算收入; local fiscal revenue = 地方财政收入;
    fiscal revenue = 财政收入; fiscal income = 财政收入; government revenue = 财政收入;
    general public budget expenditure = 一般公共预算支出; public budget expenditure = 一般公共预算支出;
    fiscal expenditure = 财政支出; public expenditure = 财政支出; fiscal spending = 财政支出;
    spending on people's livelihood = 民生支出; livelihood spending = 民生支出; livelihood expenditure = 民生支出;
    tax revenue = 税收收入; tax revenues = 税收收入; tax income = 税收收入; tax take = 税收收入;
    tax receipts = 税收收入; taxes = 税收; tax = 税收; total fixed asset investment = 全社会固定资产投资;
    fixed asset investment = 固定资产投资; fixed-asset investment = 固定资产投资;
    investment in fixed assets = 固定资产投资; industrial investment = 工业投资;
    real estate investment = 房地产开发投资; total retail sales of consumer goods = 社会消费品零售总额;
    retail sales of consumer goods = 社会消费品零售总额; retail sales = 社会消费品零售总额;
    value added of industries above designated size = 规模以上工业增加值; industrial added value = 工业增加值;
    industrial value added = 工业增加值; industrial value-added = 工业增加值; value-added of agriculture = 农业增加值;
    agricultural added value = 农业增加值; agricultural value added = 农业增加值; added value = 增加值;
    value added = 增加值; industrial output value = 工业总产值; industrial output = 工业产值;
    output value of industry = 工业产值; output value = 产值; above-scale industrial = 规模以上工业;
    above designated size = 规模以上; above-scale = 规模以上; agricultural output value = 农业总产值;
    primary industry = 第一产业; secondary industry = 第二产业; tertiary industry = 第三产业;
    tertiary sector = 第三产业; service industry = 服务业; service sector = 服务业;
    per capita disposable income of urban residents = 城镇居民人均可支配收入;
    per capita disposable income of rural residents = 农村居民人均可支配收入;
    disposable income of urban residents = 城镇居民人均可支配收入;
    disposable income of rural residents = 农村居民人均可支配收入;
    urban residents' disposable income = 城镇居民人均可支配收入;
    rural residents' disposable income = 农村居民人均可支配收入; urban disposable income = 城镇居民人均可支配收入;
    rural disposable income = 农村居民人均可支配收入; urban per capita disposable income = 城镇居民人均可支配收入;
    rural per capita disposable income = 农村居民人均可支配收入; per capita disposable income = 人均可支配收入;
    disposable income = 可支配收入; net income of farmers = 农民人均纯收入; farmers' income = 农民收入;
    collective income = 集体经济收入; village collective economy = 村集体经济;
    foreign trade imports and exports = 外贸进出口总额; total imports and exports = 进出口总额;
    imports and exports = 进出口; import and export = 进出口; foreign trade = 外贸进出口; exports = 出口;
    imports = 进口; foreign direct investment = 实际利用外资; utilized foreign capital = 实际利用外资;
    actual use of foreign capital = 实际利用外资; foreign investment = 外资; foreign capital = 外资;
    investment attraction = 招商引资; attracting investment = 招商引资; attract investment = 招商引资;
    investment promotion = 招商引资; funds in place = 到位资金; registered capital = 注册资金;
    newly registered companies = 新增注册企业; newly registered enterprises = 新增注册企业;
    new registered enterprises = 新增注册企业; registered enterprises = 注册企业; market entities = 市场主体;
    high-tech enterprises = 高新技术企业; hi-tech enterprises = 高新技术企业; high-tech companies = 高新技术企业;
    business environment = 营商环境; key projects = 重点项目; major projects = 重大项目; industrial park = 产业园区;
    industrial parks = 产业园区; development zone = 开发区; grain output = 粮食产量; grain production = 粮食产量;
    grain yield = 粮食产量; grain planting area = 粮食种植面积; grain = 粮食; farmland = 农田;
    high-standard farmland = 高标准农田; land transfer = 土地流转; arable land = 耕地; rural revitalization = 乡村振兴;
    rural vitalization = 乡村振兴; agriculture = 农业; registered urban unemployment rate = 城镇登记失业率;
    urban unemployment rate = 城镇登记失业率; unemployment rate = 失业率;
    registered urban unemployed = 城镇登记失业人数; newly employed = 新增就业; new jobs = 新增就业;
    new jobs created = 新增就业; jobs = 就业岗位; newly increased employment = 新增就业;
    people with employment difficulties = 就业困难人员; unemployed youth = 失业青年; employment = 就业;
    entrepreneurship = 创业; consumer price index = 居民消费价格指数; cpi = 居民消费价格指数;
    urbanization rate = 城镇化率; urbanisation rate = 城镇化率; permanent population = 常住人口; population = 人口;
    tourism revenue = 旅游收入; tourist arrivals = 接待游客; tourists = 游客; visitors = 游客; tourism = 旅游;
    deposits = 存款余额; loans = 贷款余额; social assistance = 社会救助; relief funds = 救助资金;
    assistance funds = 救助资金; poor households = 贫困户; poverty alleviation = 脱贫攻坚; poverty relief = 脱贫攻坚;
    minimum living allowance = 低保; subsistence allowance = 低保; subsidies = 补贴; pension insurance = 养老保险;
    medical insurance = 医疗保险; social security = 社会保障; elderly care beds = 养老床位; nursing beds = 养老床位;
    elderly care = 养老; eldercare = 养老; care for the elderly = 养老; elderly people living alone = 独居老人;
    meal service points = 助餐点; the elderly = 老年人; elderly = 老年人; seniors = 老年人; old people = 老年人;
    children = 儿童; disabled people = 残疾人; affordable housing = 保障性住房; public rental housing = 公租房;
    shantytown renovation = 棚户区改造; renovation of old residential communities = 老旧小区改造;
    old residential communities = 老旧小区; old residential areas = 老旧小区; elevators = 电梯;
    illegal buildings = 违法建筑; illegal construction = 违法建筑; illegal structures = 违法建筑; demolish = 拆除;
    demolished = 拆除; garbage classification = 垃圾分类; waste sorting = 垃圾分类; garbage sorting = 垃圾分类;
    domestic waste = 生活垃圾; sewage treatment = 污水处理; sewage = 污水; water quality = 水质;
    river chief system = 河长制; air quality = 空气质量; days with good air quality = 空气优良天数;
    forest coverage rate = 森林覆盖率; forest coverage = 森林覆盖率; afforestation = 造林; green space = 绿地;
    energy consumption per unit of gdp = 单位生产总值能耗; energy consumption = 能耗;
    environmental protection = 环境保护; ecological environment = 生态环境; pollution = 污染; carbon = 碳;
    expressway = 高速公路; expressways = 高速公路; highways = 公路; rural roads = 农村公路; roads = 道路; road = 道路;
    bridges = 桥梁; railway = 铁路; high-speed rail = 高铁; water supply = 供水; hotline = 市民服务热线;
    12345 hotline = 12345热线; letters and visits = 信访; complaints = 投诉; disputes = 纠纷;
    work safety responsibility letters = 安全生产责任书; safety responsibility letters = 安全生产责任书;
    safety production responsibility letters = 安全生产责任书; responsibility letters = 责任书;
    safety responsibility agreements = 安全生产责任书; work safety = 安全生产; production safety = 安全生产;
    workplace safety = 安全生产; fire safety = 消防安全; food safety = 食品安全; hidden dangers = 隐患;
    safety hazards = 安全隐患; hazards = 隐患; inspections = 检查; public security = 治安;
    social governance = 社会治理; grassroots governance = 基层治理; community = 社区; communities = 社区;
    villages = 村; village = 村; residents = 居民; households = 户; education = 教育; schools = 学校; school = 学校;
    kindergartens = 幼儿园; students = 学生; high school entrance exam = 中考; medical care = 医疗;
    healthcare = 医疗卫生; health care = 医疗卫生; public health = 公共卫生; family doctors = 家庭医生;
    hospitals = 医院; hospital = 医院; epidemic prevention = 疫情防控; epidemic = 疫情; pandemic = 疫情;
    covid-19 = 新冠疫情; nucleic acid testing = 核酸检测; vaccination = 疫苗接种; culture = 文化; sports = 体育;
    volunteers = 志愿者; library = 图书馆; patents = 专利; invention patents = 发明专利; r&d spending = 研发投入;
    r&d expenditure = 研发投入; innovation = 创新; digital economy = 数字经济; e-commerce = 电子商务;
    livelihood projects = 民生实事项目; practical projects = 实事项目; people's livelihood = 民生;
    infrastructure = 基础设施; digital government = 数字政府; government affairs openness = 政务公开;
    government information disclosure = 政府信息公开; deputies' suggestions = 代表建议; honors = 荣誉; honours = 荣誉;
    awards = 荣誉; titles = 称号; difficulties = 困难; challenges = 挑战; problems = 问题; shortcomings = 不足;
    achievements = 成绩; main tasks = 主要任务; tasks = 任务; guiding ideology = 指导思想;
    guiding principle = 指导思想; measures = 举措; policies = 政策; policy = 政策; projects = 项目; project = 项目;
    satisfaction rate = 满意率; satisfaction = 满意度; enterprises = 企业; companies = 企业; firms = 企业;
    businesses = 企业; investment = 投资; revenue = 收入; income = 收入; expenditure = 支出; funds = 资金; area = 面积;
    economy = 经济; economic = 经济; industry = 产业; industrial = 工业; housing = 住房; safety = 安全;
    town head = 镇长; mayor = 市长; speaker = 报告人; meeting = 会议; people's congress = 人民代表大会;
    government = 政府; construction = 建设; environment = 环境; water = 水; land = 土地; women = 妇女; youth = 青年;
    ecology = 生态; urban and rural disposable incomes = 城镇和农村居民人均可支配收入;
    urban and rural disposable income = 城镇和农村居民人均可支配收入; disposable incomes = 可支配收入;
    urban residents = 城镇居民; rural residents = 农村居民; urban = 城镇; rural = 农村;
    imports and exports volume = 进出口总额; number of illegal buildings = 违法建筑; signed = 签订; sign = 签订;
    held = 召开; convened = 召开; delivered the report = 作报告; deliver the report = 作报告; gave the report = 作报告;
    delivered the work report = 作报告; delivered this report = 作报告; delivered the government work report = 作报告;
    built = 建成; build = 建设; opened = 启用; established = 成立; set up = 成立; completed = 完成; renovated = 改造;
    renovate = 改造; repaired = 维修; repair = 维修; demolition = 拆除; demolishing = 拆除; distributed = 发放;
    paid out = 发放; issued = 出台; formulated = 制定; introduced = 出台; introduce = 出台; visited = 接待;
    most beautiful volunteer = 最美志愿者; most beautiful = 最美; national = 全国; relocated = 转移安置;
    relocate = 转移安置; evacuated = 转移; rainstorm = 强降雨; flood = 洪涝; dissatisfaction rate = 不满意率;
    resolution rate = 解决率; completion rate on time = 按时办结率; named = 评为; awarded = 获得; model = 模范;
    lifted out of poverty = 脱贫; poverty = 贫困; lonely elderly people = 独居老人; elderly living alone = 独居老人;
    seniors living alone = 独居老人; living circle = 生活圈; green food = 绿色食品; vegetables = 蔬菜; fruit = 水果;
    pigs = 生猪; sales = 销售额; output per mu = 亩产; yield = 产量; budget = 预算; debt = 债务; bank = 银行;
    market = 市场; bus = 公交; parking spaces = 停车位; garden = 花园; trees = 树木; police = 公安; fire = 消防;
    law = 法律; rule of law = 法治; corruption = 腐败; cadres = 干部; party building = 党建; accepted = 受理;
    inspected = 检查; checked = 检查; trained = 培训; helped = 帮助; recruited = 招聘; served = 服务; planted = 种植;
    reclaimed = 复垦; rectified = 整改; mediated = 调解; promote = 促进; support = 支持; develop = 发展;
    development = 发展; improve = 改善; improving = 改善; strengthen = 加强; protect = 保护; attract = 吸引;
    reduce = 减少; solve = 解决; ensure = 保障; management measures = 管理办法; regulations = 规定; regulation = 规定;
    air pollution = 大气污染; wetlands = 湿地; rivers = 河道; river = 河道; fishing ban = 禁捕; parks = 公园;
    park = 公园; canteen = 食堂; subway = 地铁; metro = 地铁; science and technology = 科技; technology = 科技;
    manufacturing = 制造业; pillar industries = 支柱产业; leading industries = 主导产业;
    headquarters economy = 总部经济; private economy = 民营经济; old revolutionary base = 革命老区; tap water = 自来水;
    electricity = 电力; natural gas = 天然气; new-jobs = 新增就业; new jobs target = 新增就业;
    new employment = 新增就业
    """
)
"""English term (lower case) -> Chinese term."""

COUNTED: dict[str, str] = read_pairs(
    """
    people = 人; persons = 人; residents = 人居民; workers = 人; volunteers = 名志愿者; households = 户;
    families = 户家庭; companies = 家企业; enterprises = 家企业; firms = 家企业; businesses = 家企业;
    square meters = 平方米; square metres = 平方米; square kilometers = 平方公里; square kilometres = 平方公里;
    kilometers = 公里; kilometres = 公里; meters = 米; metres = 米; mu = 亩; hectares = 公顷; tons = 吨; tonnes = 吨;
    yuan = 元; rmb = 元; projects = 个项目; cases = 件; times = 次; beds = 张床位; villages = 个村; visits = 次;
    tourists = 人次游客; visitors = 人次游客; communities = 个社区; days = 天; percentage points = 个百分点;
    percent = 百分之几; calls = 件受理; minutes = 分钟; hours = 小时; jobs = 个就业岗位; schools = 所学校;
    roads = 条道路; vehicles = 辆车; units = 套
    """
)
"""What follows “how many” -> measure word and noun."""
