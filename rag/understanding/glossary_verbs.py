"""English verbs of reports with their Chinese ones, and verbs that say nothing of their own."""

from __future__ import annotations

__all__ = ["EMPTY_VERBS", "IRREGULAR", "VERBS"]

VERBS = """
build = 建设; construct = 建设; erect = 建设; rebuild = 重建; extend = 延伸; renovate = 改造; refurbish = 改造;
upgrade = 改造; transform = 改造; reconstruct = 改造; redevelop = 改造; repair = 维修; maintain = 维护; restore = 修复;
demolish = 拆除; dismantle = 拆除; tear down = 拆除; pull down = 拆除; remove = 拆除; clear = 清理; clean = 清理;
clean up = 清理; dredge = 清淤; treat = 治理; improve = 改善; open = 开通; launch = 启动; commence = 开工;
begin = 开工; put into operation = 投产; put into use = 投用; put into production = 投产; establish = 成立;
set up = 成立; form = 组建; install = 安装; fit = 安装; replace = 更换; plant = 种植; sow = 播种; harvest = 收获;
breed = 养殖; reclaim = 复垦; afforest = 造林; irrigate = 灌溉; transfer = 流转; requisition = 征收;
expropriate = 征收; relocate = 转移安置; evacuate = 转移; resettle = 安置; rehouse = 安置; rescue = 救援; help = 帮助;
assist = 帮扶; aid = 救助; relieve = 救助; support = 支持; subsidize = 补贴; subsidise = 补贴; compensate = 补偿;
reimburse = 报销; grant = 发放; distribute = 发放; issue = 发放; hand out = 发放; pay out = 发放; disburse = 发放;
allocate = 安排; donate = 捐赠; deliver = 配送; waive = 减免; exempt = 减免; cut = 减少; reduce = 减少; slash = 减少;
save = 节约; shorten = 缩短; cancel = 取消; abolish = 取消; close = 关闭; shut down = 关闭; phase out = 淘汰;
eliminate = 消除; eradicate = 消除; ban = 禁止; prohibit = 禁止; fine = 处罚; punish = 处罚; penalize = 处罚;
penalise = 处罚; investigate = 查处; crack = 破获; crack down on = 打击; arrest = 抓获; seize = 查获; inspect = 检查;
check = 检查; examine = 检查; patrol = 巡查; rectify = 整改; correct = 整改; mediate = 调解; settle = 化解;
resolve = 解决; solve = 解决; tackle = 解决; accept = 受理; receive = 接待; process = 办理; train = 培训;
educate = 教育; teach = 培训; recruit = 招聘; hire = 招聘; employ = 就业; enroll = 招收; enrol = 招收; graduate = 毕业;
introduce = 引进; bring in = 引进; attract = 引进; draw = 引进; sign = 签订; ink = 签订; negotiate = 洽谈;
register = 注册; cultivate = 培育; nurture = 培育; foster = 培育; incubate = 孵化; develop = 发展; promote = 推进;
advance = 推进; boost = 促进; accelerate = 加快; strengthen = 加强; reinforce = 加强; deepen = 深化; optimize = 优化;
optimise = 优化; stabilize = 稳定; protect = 保护; conserve = 保护; preserve = 保护; safeguard = 保障; ensure = 保障;
guarantee = 保障; secure = 保障; manage = 管理; govern = 治理; supervise = 监督; monitor = 监测; innovate = 创新;
research = 研究; apply = 应用; publish = 发布; announce = 公布; formulate = 制定; draw up = 编制; compile = 编制;
revise = 修订; approve = 批准; authorize = 授权; win = 获得; award = 获得; hold = 举办; host = 举办; organize = 组织;
organise = 组织; convene = 召开; stage = 举办; celebrate = 庆祝; participate = 参加; attend = 参加; join = 参加;
visit = 接待; travel = 旅游; export = 出口; import = 进口; sell = 销售; buy = 购买; purchase = 购买; procure = 采购;
invest = 投资; lend = 贷款; borrow = 贷款; audit = 审计; vaccinate = 接种; inoculate = 接种; isolate = 隔离;
quarantine = 隔离; cure = 治愈; test = 检测; screen = 筛查; hospitalize = 住院; insure = 参保; cover = 覆盖;
benefit = 惠及; lift out of poverty = 脱贫; escape poverty = 脱贫; shake off poverty = 脱贫; retire = 退休;
feed = 送餐; house = 安置; connect = 连接; link = 连接; pave = 硬化; harden = 硬化; widen = 拓宽; illuminate = 亮化;
beautify = 美化; sort = 分类; recycle = 回收; burn = 焚烧; discharge = 排放; emit = 排放; pollute = 污染;
generate electricity = 发电; store = 储存; transport = 运输; ship = 运输; park = 停车; digitize = 数字化;
digitalize = 数字化; computerize = 信息化; volunteer = 志愿服务; perform = 演出; exhibit = 展览; care for = 关爱;
look after = 关爱; take care of = 关爱; find = 查出; discover = 查出; detect = 查出; uncover = 查出;
visit households = 走访; drill = 演练; integrate = 融合; coordinate = 协调; cooperate = 合作; revitalize = 盘活;
attract investment = 招商引资; simplify = 简化; streamline = 精简; delegate = 下放; create jobs = 新增就业;
find work = 实现就业; find a job = 实现就业; find job = 实现就业; get a job = 实现就业; get job = 实现就业;
be employed = 实现就业; start a business = 创业; start business = 创业; lose job = 失业; die = 死亡; kill = 死亡;
injure = 受伤; push forward = 推进; push ahead = 推进; move forward = 推进; press ahead with = 推进;
carry forward = 推进; speed up = 加快; step up = 加强; expand = 扩建; enlarge = 扩大; lay down = 铺设; dig = 开挖;
retrofit = 改造; overhaul = 改造; modernize = 改造; modernise = 改造; remodel = 改造; revamp = 改造; fix up = 维修;
remould = 改造; repurpose = 盘活; put back to use = 盘活; bring back into use = 盘活; bring into use = 投用;
put into service = 建成投用; come into operation = 投运; go into operation = 投运; go into production = 投产;
start production = 投产; begin production = 投产; start construction = 开工建设; begin construction = 开工建设;
break ground = 开工; top out = 封顶; open to traffic = 通车; inaugurate = 启用; unveil = 揭牌; roll out = 推出;
add = 新增; newly build = 新建; newly add = 新增; newly register = 新登记; newly sign = 新签约; newly create = 新创建;
newly recognize = 新认定; newly certify = 新认定; certify = 认定; accredit = 认定; recognise = 认定; go public = 上市;
move in = 入驻; move into = 入驻; settle in = 落户; lure = 引进; woo = 引进; recruit investment = 招商引资;
bring back = 引回; take in = 接收; treat patient = 诊疗; graduate from poverty = 脱贫; come out of poverty = 脱贫;
rise out of poverty = 脱贫; get out of poverty = 脱贫; be lifted out of poverty = 脱贫; leave poverty = 脱贫;
relocate resident = 搬迁; move resident = 搬迁; pay off = 偿还; repay = 偿还; settle debt = 化解债务; defuse = 化解;
dispose of = 处置; dispose = 处置; phase down = 压减; retire outdated = 淘汰; close down = 关闭; ban fishing = 禁捕;
weed out = 淘汰; delist = 摘帽; exonerate = 减免; refund = 退还; remit = 减免; cut red tape = 简政放权; free up = 腾退;
vacate = 腾退; consolidate = 巩固; raise livestock = 养殖; slaughter = 出栏; grow crop = 种植; cultivate land = 耕种;
replant = 补植; desilt = 清淤; dredge up = 疏浚; harness = 治理; remediate = 修复; rehabilitate = 修复; purify = 净化;
conserve water = 节水; electrify = 通电; insulate = 节能改造; respond to = 响应; reply to = 答复; deal with = 处理;
handle complaint = 受理; clear up = 化解; crack case = 破获; prosecute = 起诉; mete out = 处罚;
hold accountable = 问责; check on = 检查; scrutinize = 审查; vet = 审核; adopt = 通过; amend = 修订; enact = 制定;
promulgate = 颁布; repeal = 废止; abrogate = 废止; name and shame = 通报; publicize = 宣传; propagate = 宣传;
pair up = 结对; pair with = 结对; join hands = 合作; team up = 合作; partner with = 合作; commend = 表彰;
secure fund = 争取资金; raise fund = 筹集; raise money = 筹集; mobilize = 筹集; collect tax = 征收; levy = 征收;
issue bond = 发行债券; issue loan = 发放贷款; extend loan = 发放贷款; grant loan = 发放贷款; enroll in = 参保;
provide job = 提供就业岗位; find employment = 就业; be reemployed = 再就业; reemploy = 再就业; start up = 创业;
drop out = 辍学; admit = 录取; perform show = 演出; stage show = 演出; compete = 参赛; host event = 举办;
put on = 举办; deploy = 部署; equip = 配备; furnish = 配备; provide with = 配备; stock up = 储备; digitalise = 数字化;
digitise = 数字化; automate = 自动化; go digital = 数字化转型; interconnect = 互联互通; plug into = 并网;
reorganize = 重组; restructure = 重组; merge with = 重组; open up = 开放; link up = 对接; auction = 拍卖;
transact = 交易; outsource = 外包; subcontract = 承包; save energy = 节能; save water = 节水; refine = 加工;
catch fish = 捕捞; divorce = 离婚; give birth = 生育; vaccinate against = 接种; die of = 死亡; sicken = 患病;
infect = 感染; donate blood = 献血; diagnose = 诊断; discharge patient = 出院; sort waste = 垃圾分类; litter = 乱扔;
ferry = 轮渡; dismiss = 开除; demote = 降职; promote to = 提拔; elect = 选举; rush to help = 驰援; rush to aid = 驰援;
rush to support = 驰援; come to the aid of = 支援
"""
"""`english = 中文`; all forms of each verb are read."""

EMPTY_VERBS = """
account act add address adopt affirm aim allow amount appear ask assign assume attain average become begin believe
belong bring call carry cause change choose claim collect come complete comprise conduct consider consist contain
continue contribute control count decide declare define deliver describe deserve designate determine direct do draw
end enable encourage enjoy enter envisage estimate exceed execute exist expect experience explain face fall feature
feel figure finish finalize fix focus follow forecast fulfil fulfill gain gather get give go happen handle have hear
hit hope identify implement include increase indicate intend involve keep know last lead leave let lie like live look
maintain make mark mean mention meet name need note notice obtain occur offer operate outline own pass perform pick
place plan point pose post possess prepare present produce project propose provide pursue put raise reach earn realize
realise reckon recognize record refer regard release rely remain remark report represent request require rest return
reveal rise roll run say schedule see seek seem serve set share shoulder show sit speak spend stand state stay
stipulate strive succeed suggest sustain take take-on talk target tell think total touch track try turn undergo
undertake use utilize utilise want watch wish work write look-after happened based located held-by achieve accomplish
earmark budget devote dedicate lay
"""
"""Verbs that a question may hold without asking anything by them; all forms of each are read."""

IRREGULAR = """
build built built; rebuild rebuilt rebuilt; hold held held; grow grew grown; sell sold sold; buy bought bought;
teach taught taught; bring brought brought; draw drew drawn; begin began begun; shut shut shut; set set set;
put put put; cut cut cut; win won won; feed fed fed; sow sowed sown; breed bred bred; tear tore torn;
find found found; pay paid paid; hand handed handed; lend lent lent; become became become; come came come;
choose chose chosen; do did done; fall fell fallen; feel felt felt; get got gotten; give gave given; go went gone;
have had had; hear heard heard; hit hit hit; keep kept kept; know knew known; lead led led; leave left left;
let let let; lie lay lain; lay laid laid; make made made; mean meant meant; meet met met; rise rose risen; run ran run;
say said said; see saw seen; seek sought sought; show showed shown; sit sat sat; speak spoke spoken;
spend spent spent; stand stood stood; strive strove striven; take took taken; tell told told; think thought thought;
undergo underwent undergone; undertake undertook undertaken; write wrote written; lose lost lost; get got got;
earn earned earned; forecast forecast forecast
"""
"""Base, past and participle of verbs that are not regular."""
