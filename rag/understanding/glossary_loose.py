"""English wordings of questions that say roughly what a Chinese term of reports says; they word no answer."""

from __future__ import annotations

__all__ = ["LOOSE"]

LOOSE = """
economy grow = 地区生产总值; economy grew = 地区生产总值; economy expand = 地区生产总值;
economic growth target = 地区生产总值 growth target; economy growth = 地区生产总值; ports handle = 港口吞吐量;
port handle = 港口吞吐量; ports handled = 港口吞吐量; port handled = 港口吞吐量; port move = 港口吞吐量;
ports move = 港口吞吐量; cargo handled = 货物吞吐量; cargo handling = 货物吞吐量; freight handled = 货物吞吐量;
industrial growth = 工业增加值; industrial output growth = 工业增加值; industrial production growth = 工业增加值;
industrial sale = 工业销售; export growth = 出口; import growth = 进口; trade growth = 进出口;
consumption growth = 社会消费品零售总额; retail growth = 社会消费品零售总额; income growth = 收入;
investment growth = 投资; loan growth = 贷款余额; deposit growth = 存款余额; rural folk = 农村居民;
city dweller = 城镇居民; urbanite = 城镇居民; urban dweller = 城镇居民; rural dweller = 农村居民;
country people = 农村居民; rural people = 农村居民; rural household income = 农村居民收入;
urban household income = 城镇居民收入; rural resident earn = 农村居民收入; urban resident earn = 城镇居民收入;
farmers earn = 农民收入; out of work = 失业; jobless rate = 失业率; jobless = 失业; joblessness = 失业率;
people find work = 就业; shoppers spend = 消费; business district = 商圈; homes demolished = 拆迁;
business park = 园区; office park = 园区; industrial estate = 工业园区; building business park = 园区;
moved into park = 入驻园区; listed firm = 上市公司; patents per capita = 万人发明专利拥有量;
doctors per thousand people = 每千人医师; hospital beds per thousand people = 每千人床位;
beds per thousand elderly people = 每千名老人床位; make age friendly = 适老化改造; made age friendly = 适老化改造;
go through the toilet revolution = 厕所革命; complete the toilet revolution = 厕所革命;
join the toilet revolution = 厕所革命; toilet revolution = 厕所革命; people living in poverty = 贫困人口;
poverty ridden = 贫困; those in poverty = 贫困人口; out of poverty = 脱贫; escape poverty = 脱贫; work order = 工单;
citizen complaint = 群众投诉; citizens' complaint = 群众投诉; citizens' request = 群众诉求; flood victim = 受灾群众;
people hit by flood = 受灾群众; tree cover = 森林覆盖率; forest cover = 森林覆盖率; woodland cover = 森林覆盖率;
greenery = 绿化; clean air = 空气优良; air pollution = 大气污染; good air = 空气优良; blue skies = 蓝天;
polluted = 污染; smart city project = 智慧城市项目; train service = 班列; express way = 高速公路;
expressway length = 高速公路里程; length of expressway = 高速公路里程; length of highway = 公路里程; school kid = 学生;
schoolchild = 学生; schoolchildren = 学生; kid = 儿童; kids = 儿童; holidaymaker = 游客; sightseer = 游客;
traveller = 游客; traveler = 游客; folks = 居民; citizenry = 居民; dweller = 居民; inhabitant = 居民; householder = 户;
cash = 资金; loan issued = 贷款; lending = 贷款; money in the bank = 存款余额; harvest of grain = 粮食产量;
grain crop = 粮食产量; grain grown = 粮食产量; farming = 农业; farm output = 农业总产值; farm income = 农民收入;
cow = 牛; ox = 牛; lamb = 羊; pork = 生猪; beef = 牛肉; mutton = 羊肉; fishpond = 鱼池; hog farm = 养猪场;
pig breeding = 生猪养殖; water bill = 水费; electricity bill = 电费; ticket = 门票; red tape = 审批;
bureaucratic = 审批; tycoon = 企业家; grant money = 补助资金; subsidy fund = 补贴资金; aid money = 救助资金;
welfare payment = 救助金; handout = 救助金; hand out relief = 发放救助; party member cadre = 党员干部;
government worker = 公务员; fraud case = 诈骗案件; by rail = 铁路; rail = 铁路; citizens hotline = 市民服务热线;
12345 citizens hotline = 12345热线; citizens service hotline = 市民服务热线; minutes = 分钟; hours = 小时;
combined value = 总投资; combined investment = 总投资; total value = 总额; combined total = 合计;
provincial level or above = 省级以上; provincial level and above = 省级以上;
at or above the provincial level = 省级以上; provincial or higher level = 省级以上;
at provincial level or above = 省级以上; national level or above = 国家级以上; municipal level or above = 市级以上;
city level or above = 市级以上; county level or above = 县级以上; county level and above = 县级以上;
at or above county level = 县级以上
"""
"""`english = 中文`, set apart by semicolons."""
