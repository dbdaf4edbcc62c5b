package narrative

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai"
)

// short is a statement as the tables of this file write it:
// measure|subject|code|value unit|direction delta percent|reason.
func short(s gongkai.Statement) string {
	return strings.Join([]string{s.Measure, s.Subject, s.Code, s.Value + s.Unit,
		strings.TrimSpace(fmt.Sprintf("%s %s %s", s.Direction, s.Delta, s.Percent)), s.Reason}, "|")
}

func read(text string) []string {
	var out []string
	for _, s := range Read(build(text)) {
		out = append(out, short(s))
	}
	return out
}

// TestWordings has a case for each way of saying it that was seen.
func TestWordings(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"whole and part; the change is the part's",
			"本单位2023年预算收入82.31万元，其中：一般公共预算拨款82.31万元，较上年增加1.99万元，增长2.48%，增长的主要原因是：人员增加；本单位2023年预算支出80.00万元。",
			[]string{
				"total|预算收入||82.31万元||",
				"amount|预算收入·一般公共预算拨款||82.31万元|up 1.99 2.48|人员增加",
				"total|预算支出||80.00万元||",
			}},
		{"a change in the next sentence",
			"某某局2026年度收入、支出预算总计36,981.72万元，与上年相比收、支预算总计各增加1,300.99万元，增长3.65%。主要原因是项目增加。",
			[]string{"total|收入、支出预算总计||36981.72万元|up 1300.99 3.65|项目增加"}},
		{"groups, batches and the people in them",
			"2022年度部门决算\n\n国内公务接待支出2.5万元，国内公务接待30批次，200人次（不包括陪同人员），共计支出2.5万元。全年安排因公出国（境）团组1个，累计3人次。全年共接待国内来访团组25个、来宾180人次。",
			[]string{
				"three_public.reception|公务接待支出||2.5万元||",
				"reception.batches|公务接待||30批次||",
				"reception.persons|公务接待||200人次||",
				"abroad.groups|因公出国（境）团组||1个||",
				"abroad.persons|因公出国（境）团组||3人次||",
				"reception.batches|接待国内来访团组||25个||",
				"reception.persons|接待国内来访团组||180人次||",
			}},
		{"年末 belongs to 结转",
			"年初结转和结余12.3万元，年末结转和结余3.4万元。",
			[]string{"amount|年初结转和结余||12.3万元||", "amount|年末结转和结余||3.4万元||"}},
		{"a form that was not filled in, with nothing to fill in",
			"机关运行经费2023年预算为50万元，较2022年预算增加（减少）0万元。",
			[]string{"operating_costs|机关运行经费||50万元|same 0|"}},
		{"the subject stands before the year",
			"一般公共服务（类）财政事务（款）行政运行（项）2023年预算数为500.12万元，比2022年执行数增加20.1万元，增长4.2%。主要是人员增加。",
			[]string{"amount|一般公共服务（类）财政事务（款）行政运行（项）||500.12万元|up 20.1 4.2|人员增加"}},
		{"posts are people, vehicles are not",
			"在职实有48人。车辆编制5辆，实有车辆4辆。",
			[]string{"staff.total|在职实||48人||", "vehicles.stock|车辆||4辆||"}},
		{"a share names what it is of",
			"一、政府采购情况\n\n授予中小企业合同金额80万元，占政府采购支出总额的80%；货物采购授予中小企业合同金额占货物支出金额的100%。",
			[]string{
				"procurement.sme|授予中小企业合同金额||80万元||",
				"procurement.sme.share|授予中小企业合同金额||80%||",
				"amount.share|货物采购授予中小企业合同金额||100%||",
			}},
		{"the same total named again, without 本年度",
			"本年度一般公共预算财政拨款支出3,000.00万元，占本年支出合计的98.5%。与2021年度相比，一般公共预算财政拨款支出增加200万元，增长7.14%。",
			[]string{
				"total|本年度一般公共预算财政拨款支出||3000.00万元|up 200 7.14|",
				"total.share|本年度一般公共预算财政拨款支出||98.5%||",
			}},
		{"a list of names without amounts has no parts",
			"人员经费812.3万元，主要包括：基本工资、津贴补贴；公用经费95.6万元，主要包括：办公费、水费。",
			[]string{"personnel|人员经费||812.3万元||", "public_operating|公用经费||95.6万元||"}},
		{"the code stands inside the name",
			"（15）机关事业单位基本养老保险缴费支出（2080505）支出294.74万元，比上年增加72.26万元，原因是人员增加。",
			[]string{"amount|机关事业单位基本养老保险缴费支出|2080505|294.74万元|up 72.26|人员增加"}},
		{"the sides of a total are totals, what goes up to the superior is not",
			"某某局2026年度收入、支出预算总计100万元，其中：收入预算总计100万元；上缴上级支出0万元。",
			[]string{"total|收入、支出预算总计||100万元||", "total|收入预算总计||100万元||", "amount|收入、支出预算总计·上缴上级支出||0万元||"}},
		{"a word of the vocabulary in a project's name",
			"2022年度部门决算\n\n某某血站业务经费（非政府采购部分）项目绩效自评综述：全年预算数1185.36万元，执行数965.77万元，完成预算的81.47%。发现的问题及原因：无。采血总量84吨，比去年同期增加0.91%。",
			[]string{
				"amount.budget|某某血站业务经费（非政府采购部分）项目||1185.36万元||",
				"amount.executed|某某血站业务经费（非政府采购部分）项目||965.77万元||",
				"amount.completion|某某血站业务经费（非政府采购部分）项目||81.47%||",
			}},
		{"a year inside a name",
			"主要包括：外业调查（2026年度）80.00万元。",
			[]string{"amount|外业调查（2026年度）||80.00万元||"}},
		{"equipment right behind vehicles that are to be bought",
			"共有车辆7辆，单位价值100万元以上设备2台（套）。2026年安排购置车辆0辆。单位价值100万元以上设备0台（套）。",
			[]string{
				"vehicles.stock|车辆||7辆||", "equipment_1m.stock|单位价值100万元以上设备||2台（套）||",
				"vehicles.purchase_plan|安排购置车辆||0辆||", "equipment_1m.purchase_plan|单位价值100万元以上设备||0台（套）||",
			}},
		{"what one body of several has",
			"一、某某市监测中心站\n\n公用经费93.68万元。\n\n二、某某市研究院（本级）\n\n公用经费73.85万元。\n\n三、机关运行经费\n\n某某科技交流中心公用经费预算54.76万元。",
			[]string{
				"amount|某某市监测中心站·公用经费||93.68万元||",
				"amount|某某市研究院（本级）·公用经费||73.85万元||",
				"amount|某某科技交流中心·公用经费||54.76万元||",
			}},
		{"the year before, named",
			"某某局2017年部门预算\n\n一、2017年收支预算\n\n2017年支出预算9,146.79万元（2016年度部门支出预算安排为8,648.07万元），增加498.72万元，增长5.77%。",
			[]string{"total|支出预算||9146.79万元|up 498.72 5.77|", "total.prior|支出预算安排||8648.07万元||"}},
		{"a part of operating costs is none of 三公",
			"2020年机关运行经费预算总计82万元，其中：办公经费41.47万元，公务接待费2万元。",
			[]string{"operating_costs|机关运行经费||82万元||", "amount|机关运行经费·办公经费||41.47万元||", "amount|机关运行经费·公务接待费||2万元||"}},
		{"what one code has is not the unit's",
			"“农林水支出”科目83万元，主要用于人员经费18万元、公用经费58万元。\n\n（10）社会科学研究机构（2060601）支出591.69万元，比上年减少164.31万元，原因是人员减少；日常公用经费较2021年度减少2.63万元。",
			[]string{
				"amount|农林水支出|213|83万元||",
				"amount|农林水支出·人员经费||18万元||",
				"amount|农林水支出·公用经费||58万元||",
				"amount|社会科学研究机构|2060601|591.69万元|down 164.31|人员减少",
				"amount.change|社会科学研究机构·日常公用经费||2.63万元|down 2.63|",
			}},
		{"what the only body has is the unit's",
			"一、某某市司法局（本级）\n\n公用经费93.68万元。",
			[]string{"public_operating|公用经费||93.68万元||"}},
		{"changed to, not by",
			"养老服务资金项目由2025年177万元增加至237万元。",
			[]string{"amount.prior|养老服务资金项目||177万元||", "amount|养老服务资金项目||237万元|up|"}},
		{"the change after an enumeration is the whole's",
			"2026年政府采购预算100万元，其中：货物40万元、工程20万元、服务40万元，比上年减少5万元。",
			[]string{
				"procurement.total|政府采购预算||100万元|down 5|",
				"procurement.goods|货物||40万元||",
				"procurement.works|工程||20万元||",
				"procurement.services|服务||40万元||",
			}},
		{"a bracket holds the parts",
			"公务用车购置及运行维护费2.5万元（公务用车购置费0万元，比上年增加0万元；公务用车运行维护费2.5万元，比上年减少1万元。）比上年减少1万元，下降28.6%，主要原因是车辆减少；公务接待费1万元，与上年持平。",
			[]string{
				"three_public.vehicles|公务用车购置及运行维护费||2.5万元|down 1 28.6|车辆减少",
				"three_public.vehicle_purchase|公务用车购置费||0万元|same 0|",
				"three_public.vehicle_operation|公务用车运行维护费||2.5万元|down 1|",
				"three_public.reception|公务接待费||1万元|same|",
			}},
		{"numbered reasons run on behind semicolons",
			"2026年本部门收入预算10万元，比上年减少1万元，下降9.1%，主要原因是：一是压减支出；二是项目完成；支出预算10万元，与上年持平。",
			[]string{
				"total|收入预算||10万元|down 1 9.1|一是压减支出；二是项目完成",
				"total|支出预算||10万元|same|",
			}},
		{"a reason ends where the next item begins",
			"其中：①行政运行（2013201）16万元，较上年增加3万元，原因是工资增加；②其他支出（2299901）1万元，较上年减少2万元，原因是压减。",
			[]string{
				"amount|行政运行|2013201|16万元|up 3|工资增加",
				"amount|其他支出|2299901|1万元|down 2|压减",
			}},
		{"a form that was not filled in has no direction",
			"公务接待费3.00万元，比上年增加（减少）0.50万元。",
			[]string{"three_public.reception|公务接待费||3.00万元|0.50|"}},
		{"a negative increase is a decrease",
			"2026年机关运行经费30万元，比上年增加-2万元，增长-6.25%。",
			[]string{"operating_costs|机关运行经费||30万元|down 2 6.25|"}},
		{"an increase of nothing is none",
			"会议费0.00万元，比上年增加0.00万元，增长0.00%，与上年持平。",
			[]string{"meeting|会议费||0.00万元|same 0.00 0.00|"}},
		{"percent in brackets",
			"培训费预算支出8万元，较上年增加2万元（33.3%）。",
			[]string{"training|培训费||8万元|up 2 33.3|"}},
		{"shares",
			"本年收入合计100万元，其中：财政拨款收入90万元，占90%；其他收入10万元，占10%。",
			[]string{
				"total|本年收入合计||100万元||",
				"amount|本年收入合计·财政拨款收入||90万元||",
				"amount.share|本年收入合计·财政拨款收入||90%||",
				"amount|本年收入合计·其他收入||10万元||",
				"amount.share|本年收入合计·其他收入||10%||",
			}},
		{"change without a level",
			"1.收入预算减少1,226.81万元，其中一般公共预算收入减少1,219.11万元。",
			[]string{
				"total.change|收入预算||1226.81万元|down 1226.81|",
				"amount.change|收入预算·一般公共预算收入||1219.11万元|down 1219.11|",
			}},
		{"split codes, prior year's execution",
			"2、住房保障支出（221类）住房改革支出（02款）购房补贴（03项）207万元。主要用于：购房补贴。2025年当年预算执行数为200万元，2026年预算安排207万元，比2025年预算执行数增加3.5%。",
			[]string{
				"amount|住房保障支出（221类）住房改革支出（02款）购房补贴（03项）|2210203|207万元|up  3.5|",
				"amount.executed|住房保障支出（221类）住房改革支出（02款）购房补贴（03项）|2210203|200万元||",
			}},
		{"code before the name, class name in quotes",
			"2080505-机关事业单位基本养老保险缴费支出 101.94万元。“住房保障支出”科目18万元。",
			[]string{
				"amount|机关事业单位基本养老保险缴费支出|2080505|101.94万元||",
				"amount|住房保障支出|221|18万元||",
			}},
		{"zero without unit",
			"政府性基金拨款支出预算为0；公务接待费为0，与2025年预算持平。",
			[]string{
				"total|政府性基金拨款支出预算||0||",
				"three_public.reception|公务接待费||0|same|",
			}},
		{"the heading names the subject",
			"（三）公务用车购置及运行费\n\n2026 年预算安排 9.20 万元，其中：公务用车运行费 9.20 万元，与上年持平；公务用车购置费 0.00 万元，与上年持平。",
			[]string{
				"three_public.vehicles|公务用车购置及运行费||9.20万元||",
				"three_public.vehicle_operation|公务用车运行费||9.20万元|same|",
				"three_public.vehicle_purchase|公务用车购置费||0.00万元|same|",
			}},
		{"counts with their money",
			"2026年计划购置车辆2辆、30.50万元；单价100万元以上设备0台（套）、0.00万元。",
			[]string{
				"vehicles.purchase_plan|计划购置车辆||2辆||",
				"vehicles.purchase_plan.amount|计划购置车辆||30.50万元||",
				"equipment_1m.purchase_plan|单价100万元以上设备||0台（套）||",
				"equipment_1m.purchase_plan.amount|单价100万元以上设备||0.00万元||",
			}},
		{"kinds of vehicles",
			"截至2025年8月31日，本单位共有车辆5辆，其中：部级领导干部用车0辆、执法执勤用车3辆、其他用车2辆；单价100万元（含）以上设备（不含车辆）1台（套）。",
			[]string{
				"vehicles.stock|车辆||5辆||",
				"vehicles.stock.ministerial|部级领导干部用车||0辆||",
				"vehicles.stock.law_enforcement|执法执勤用车||3辆||",
				"vehicles.stock.other|其他用车||2辆||",
				"equipment_1m.stock|单价100万元（含）以上设备（不含车辆）||1台（套）||",
			}},
		{"parts of one unit among many are no measures of the document",
			"市审计局预算10,737.69万元，包括在职人员经费6,516.50万元、公用经费1,079.33万元。",
			[]string{
				"amount|市审计局预算||10737.69万元||",
				"amount|市审计局预算·在职人员经费||6516.50万元||",
				"amount|市审计局预算·公用经费||1079.33万元||",
			}},
		{"goals and evaluations",
			"编报绩效目标的2024年度项目4个，涉及预算金额598.42万元；绩效自评的2024年度项目3个，涉及预算金额500万元。",
			[]string{
				"kpi_projects.count|编报绩效目标的2024年度项目||4个||",
				"kpi_projects.amount|涉及预算金额||598.42万元||",
				"kpi_evaluations.amount|涉及预算金额||500万元||",
			}},
		{"what a change compares with, in a bracket and as a value",
			"某某局2017年部门预算\n\n本部门支出预算与2016年度相比（2016年度支出预算安排为800万元），增加50万元，增长6.25%。\n\n2017年初收入预算数850万元，比2016年初预算800万元，增加50万元；其他收入20万元，比2016年预算数15万元增加5万元。",
			[]string{
				"total.prior|支出预算安排||800万元||",
				"total.change|支出预算||50万元|up 50 6.25|",
				"total|收入预算数||850万元|up 50|",
				"total.prior|收入预算数||800万元||",
				"amount|其他收入||20万元|up 5|",
				"amount.prior|其他收入||15万元||",
			}},
		{"the subject before a comma, compared on the same basis",
			"会议费3万元，公务接待费2万元，其中：会议费同口径比2022年减少1万元，下降25%。培训费与上年相比，减少0.5万元。",
			[]string{
				"meeting|会议费||3万元|down 1 25|",
				"three_public.reception|公务接待费||2万元||",
				"training.change|培训费||0.5万元|down 0.5|",
			}},
		{"each level has a change of its own",
			"因公出国（境）费3万元，公务接待费2万元，与2022年相比，分别减少0.3万元、0.2万元。",
			[]string{"three_public.abroad|因公出国（境）费||3万元|down 0.3|", "three_public.reception|公务接待费||2万元|down 0.2|"}},
		{"less and more behind last year's value",
			"车辆运行维护费用2.9万元，比去年3.1万元少0.2万元；公务接待费用4万元，接待20批（次）80人，同比去年3万元增加1万元。",
			[]string{
				"three_public.vehicle_operation|车辆运行维护费用||2.9万元|down 0.2|",
				"three_public.vehicle_operation.prior|车辆运行维护费用||3.1万元||",
				"three_public.reception|公务接待费用||4万元|up 1|",
				"reception.batches|接待||20批（次）||",
				"reception.persons|接待||80人||",
				"three_public.reception.prior|公务接待费用||3万元||",
			}},
		{"a share of a part of the budget is no completion",
			"政府采购预算40万元，其中：集中采购30万元，占政府采购预算的75%。",
			[]string{"procurement.total|政府采购预算||40万元||", "amount|政府采购预算·集中采购||30万元||", "amount.share|政府采购预算·集中采购||75%||"}},
		{"staff called by other names, posts of other kinds",
			"政法专项编制52人，事业编制8人，雇员编制30人，现有教职工73人，退休教师12人。在职人员81人，其中管理人员3人，工勤人员20人。",
			[]string{
				"posts.political_legal|政法专项编制||52人||", "posts.public_institution|事业编制||8人||",
				"staff.total|现有教职工||73人||", "retirees.retired|退休教师||12人||",
				"staff.total|在职人员||81人||", "staff.workers|在职·工勤人员||20人||",
			}},
		{"units below, counted before or behind their name",
			"本部门下设6个事业单位，下属预算单位共6个。纳入编制范围的含本级等7个预算单位。",
			[]string{"units.count|事业单位||6个||", "units.count|下属预算单位||6个||"}},
		{"both sides of two totals",
			"收入总计70万元，支出总计70万元。收、支与上年相比，减少3万元，下降4.1%。",
			[]string{"total|收入总计||70万元|down 3 4.1|", "total|支出总计||70万元||"}},
		{"a whole in brackets behind its parts, ordinary vehicles",
			"因公出国费、公务接待费、公车运行费（“三公”经费）预算总额27万元。共有车辆3辆，其中：一般公务用车1辆、一般执法执勤用车2辆；购置及运行维护费5万元。",
			[]string{
				"three_public.total|“三公”经费||27万元||", "vehicles.stock|车辆||3辆||",
				"vehicles.stock.general|一般公务用车||1辆||", "vehicles.stock.law_enforcement|一般执法执勤用车||2辆||",
				"three_public.vehicles|购置及运行维护费||5万元||",
			}},
		{"last year's sentence and what it became",
			"某某局2022年部门预算\n\n2022年度“三公”经费预算20万元。\n\n2021年度“三公”经费合计支出18万元，其中：公务接待费18万元。2022年度“三公”经费预算较2021年度增加2万元。",
			[]string{
				"three_public.total|“三公”经费||20万元||",
				"three_public.total.prior|“三公”经费||18万元||",
				"three_public.reception.prior|公务接待费||18万元||",
				"three_public.total.change|“三公”经费||2万元|up 2|",
			}},
		{"a reason keeps its own 为 and begins behind 包括",
			"培训费2万元，比上年增加1万元，主要原因是为新进人员安排培训。会议费3万元，比上年增加1万元，主要原因包括：1.会议增加；2.场租上涨。",
			[]string{
				"training|培训费||2万元|up 1|为新进人员安排培训",
				"meeting|会议费||3万元|up 1|1.会议增加；2.场租上涨",
			}},
		{"the subject of a reason, and what money is for",
			"“三公”经费9万元，比上年减少2万元，其中：公务接待费4万元，比上年减少2万元。公务用车运行费5万元，与上年持平，主要是用于油费。“三公”经费预算下降的主要原因是厉行节约。",
			[]string{
				"three_public.total|“三公”经费||9万元|down 2|厉行节约",
				"three_public.reception|公务接待费||4万元|down 2|",
				"three_public.vehicle_operation|公务用车运行费||5万元|same|",
			}},
		{"the whole behind a semicolon",
			"收支总预算90万元，含某某管理处经费20万元，某某幼儿园经费10万元；比2022年预算增加5万元。",
			[]string{
				"total|收支总预算||90万元|up 5|",
				"amount|收支总预算·某某管理处经费||20万元||",
				"amount|收支总预算·某某幼儿园经费||10万元||",
			}},
		{"offices behind their number, cars bought, guests by persons, posts under control",
			"本局下设4个处室。公务用车购置数1辆，国内公务接待30批次，国内公务接待200人次。事业控制编制3人。公车购置及运行费8万元。",
			[]string{
				"internal_offices.total|处室||4个||", "vehicles.purchased|公务用车购置数||1辆||", "reception.batches|公务接待||30批次||",
				"reception.persons|公务接待||200人次||", "three_public.vehicles|公车购置及运行费||8万元||",
			}},
		{"parts named again in the sentence about changes",
			"某某县某某局2023年度收入合计90.00万元。其中：财政拨款收入80.00万元，占总收入的88.89%；其他收入10.00万元。与上年相比，收入合计减少5.00万元，下降5.26%。其中：财政拨款收入减少6.00万元；2023年本局其他收入增加1.00万元。",
			[]string{
				"total|收入合计||90.00万元|down 5.00 5.26|",
				"amount|收入合计·财政拨款收入||80.00万元|down 6.00|",
				"amount.share|收入合计·财政拨款收入||88.89%||",
				"amount|收入合计·其他收入||10.00万元|up 1.00|",
			}},
		{"projects and money under evaluation, cars to be added, contracts in the sentence behind",
			"组织对2023年度8个项目开展绩效自评，涉及资金100万元。共有3个项目编制了绩效目标。2024年拟新增配置公务用车2辆，其中：机要通信用车2辆。离退休干部服务用车0辆。政府采购支出总额60万元。授予中小企业合同金额40万元。国内公务接待30批次（其中外事接待0批次）。",
			[]string{
				"kpi_evaluations.count|绩效自评·项目||8个||", "kpi_evaluations.amount|涉及资金||100万元||", "kpi_projects.count|绩效目标·项目||3个||",
				"vehicles.purchase_plan|拟新增配置公务用车||2辆||", "vehicles.purchase_plan.confidential|机要通信用车||2辆||",
				"vehicles.stock.retired|离退休干部服务用车||0辆||",
				"procurement.total|政府采购支出总额||60万元||", "procurement.sme|授予中小企业合同金额||40万元||", "reception.batches|公务接待||30批次||",
			}},
		{"the mark of a list is no enumeration",
			"2026年某某局一般公共预算支出预算90万元，比2025年预算增加9万元。主要内容如下：\n\n1、公共安全支出（204类）司法（06款）行政运行（01项）50万元。主要用于：基本支出。2025年预算执行数为60万元，2026年预算安排50万元，比2025年预算执行数减少16.67%。主要原因是：支出减少。\n\n2、住房保障支出（221类）住房改革支出（02款）住房公积金（01项）40万元，比2025年预算执行数增加5%。",
			[]string{
				"total|一般公共预算支出预算||90万元|up 9|",
				"amount|公共安全支出（204类）司法（06款）行政运行（01项）|2040601|50万元|down  16.67|支出减少",
				"amount.executed|公共安全支出（204类）司法（06款）行政运行（01项）|2040601|60万元||",
				"amount|住房保障支出（221类）住房改革支出（02款）住房公积金（01项）|2210201|40万元|up  5|",
			}},
		{"a sentence cut by the page",
			"本单位2023年公用经费预算安排4.67万元，较上年增加0.03万元，增长0.64%，增长的主要原\n\n因是：工会经费增加。",
			[]string{"public_operating|公用经费||4.67万元|up 0.03 0.64|工会经费增加"}},
	} {
		if d := cmp.Diff(c.want, read(c.text)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
}

// TestFinalAccounts has the wordings of 决算.
func TestFinalAccounts(t *testing.T) {
	got := read(`某某局2024年度部门决算

1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：基本支出。年初预算为1560.05万元，支出决算为1511.89万元，完成年初预算的96.9%。决算数小于预算数的主要原因：人员减少。

“三公”经费财政拨款支出年初预算为0.95万元，支出决算为0.50万元，完成预算的52.6%，较上年决算数减少0.10万元，下降16.7%，其中：公务接待费支出决算为0.50万元，完成预算的52.6%。

一般公共预算财政拨款支出年初预算为99万元，支出决算为98万元，完成年初预算的99%，其中：

（1）卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。

年初预算为62.29万元，支出决算为60.99万元。

机关运行经费支出184.65万元，决算数较预算数减少5.91万元，比2023年度增加2.55万元，增长1.40%。`)
	want := []string{
		"amount.budget|一般公共服务支出（类）财政事务（款）行政运行（项）||1560.05万元||",
		"amount|一般公共服务支出（类）财政事务（款）行政运行（项）||1511.89万元||人员减少",
		"amount.completion|一般公共服务支出（类）财政事务（款）行政运行（项）||96.9%||",
		"three_public.total.budget|“三公”经费||0.95万元||",
		"three_public.total|“三公”经费||0.50万元|down 0.10 16.7|",
		"three_public.total.completion|“三公”经费||52.6%||",
		"three_public.reception|公务接待费||0.50万元||",
		"three_public.reception.completion|公务接待费||52.6%||",
		"total.budget|一般公共预算财政拨款支出||99万元||",
		"total|一般公共预算财政拨款支出||98万元||",
		"total.completion|一般公共预算财政拨款支出||99%||",
		"amount.budget|卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）||62.29万元||",
		"amount|卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）||60.99万元||",
		"operating_costs|机关运行经费||184.65万元|up 2.55 1.40|",
		"operating_costs.deviation|机关运行经费||5.91万元|down|",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestAgainstBudget has the ways to say how far final accounts are from the
// budget of their year.
func TestAgainstBudget(t *testing.T) {
	got := read(`某某街道2024年度部门决算

公务接待费支出决算为2.00万元，完成全年预算4.00万元的50%，比上年决算数减少1.00万元，下降33.3%。

公务用车运行费支出3.00万元，年初预算为5.00万元，差值为2.00万元，原因为厉行节约。

培训费支出6.00万元，完成年初预算120%，决算数大于预算数1.00万元，主要原因：人员增加。

1.教育支出90.00万元，比年初预算100.00万元减少10.00万元。

差旅费支出8.00万元，与2024年度预算相比，减少2.00万元，下降20%。

会议费支出决算比预算无增减变化，比去年增加0.30万元，增长10%。

2024年公务接待24批次，210人次，支出2.00万元，较上年减少1.00万元。`)
	want := []string{
		"three_public.reception|公务接待费||2.00万元|down 1.00 33.3|",
		"three_public.reception.budget|公务接待费||4.00万元||",
		"three_public.reception.completion|公务接待费||50%||",
		"three_public.vehicle_operation|公务用车运行费||3.00万元||厉行节约",
		"three_public.vehicle_operation.budget|公务用车运行费||5.00万元||",
		"three_public.vehicle_operation.deviation|公务用车运行费||2.00万元||",
		"training|培训费||6.00万元||人员增加",
		"training.completion|培训费||120%||",
		"training.deviation|培训费||1.00万元|up|",
		"amount|教育支出|205|90.00万元||",
		"amount.budget|教育支出|205|100.00万元||",
		"amount.deviation|教育支出|205|10.00万元|down|",
		"travel|差旅费||8.00万元||",
		"travel.deviation|差旅费||2.00万元|down  20|",
		"meeting.change|会议费||0.30万元|up 0.30 10|",
		"reception.batches|公务接待||24批次||",
		"reception.persons|公务接待||210人次||",
		"three_public.reception|公务接待||2.00万元|down 1.00|",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestNothing has texts with numbers that state nothing about money or staff.
func TestNothing(t *testing.T) {
	for _, text := range []string{
		"十、名词解释\n\n1. 公用经费：包括办公费5万元、印刷费3万元等。",
		"一、主要职责\n\n负责全市12个区县的审计工作，查处违纪资金500万元。",
		"二、工作任务\n\n全年新增就业5000人，发放贷款300万元。",
		"根据《关于预算公开的通知》（财预〔2016〕143号）第3条，2023年3月15日前公开。",
		"联系电话：029-86081234。",
		"单价50万元以上的通用设备按规定采购。",
		"采购限额标准为200万元以上，单项不超过30万元。",
		"服务对象满意度≥95%，成本控制≤20万元。",
		"补助标准为每人每月500元/人。",
		"目录\n\n一、“三公”经费 12\n\n二、机关运行经费 13\n\n一、“三公”经费",
		"比重提高3个百分点，历时6个月。",
		"",
	} {
		if got := read(text); len(got) != 0 {
			t.Errorf("%q gives %q", text, got)
		}
	}
}

func TestDeclarations(t *testing.T) {
	type line struct {
		Kind          gongkai.DeclarationKind
		Number, Title string
		Empty         bool
		Reason        string
		Subject       string
		Table         int
	}
	for _, c := range []struct {
		name, text string
		want       []line
	}{
		{"catalogue as a grid",
			"报表\t报表名称\t是否空表\t表格为空的理由\n表1\t收支总表\t\t\n表9\t政府性基金收支表\t是\t不涉及",
			[]line{
				{gongkai.DeclarationCatalogue, "表1", "收支总表", false, "", "", -1},
				{gongkai.DeclarationCatalogue, "表9", "政府性基金收支表", true, "不涉及", "", -1},
			}},
		{"catalogue as text",
			"报表目录\n\n报表 报表名称 是否空表 表格为空的理由\n表1 收支总表\n表9 政府性基金收支表 是 不涉及",
			[]line{
				{gongkai.DeclarationCatalogue, "表1", "收支总表", false, "", "", -1},
				{gongkai.DeclarationCatalogue, "表9", "政府性基金收支表", true, "不涉及", "", -1},
			}},
		{"no activity, table published blank",
			"本单位无当年政府性基金预算收支，并已公开空表。",
			[]line{{gongkai.DeclarationText, "", "", true, "本单位无当年政府性基金预算收支，并已公开空表", "政府性基金预算收支", -1}}},
		{"no activity, no table of its own",
			"本单位无当年国有资本经营预算收支，并在财政拨款收支总体情况表中列示。",
			[]line{{gongkai.DeclarationText, "", "", false, "本单位无当年国有资本经营预算收支，并在财政拨款收支总体情况表中列示", "国有资本经营预算收支", -1}}},
		{"a note below a table",
			"科目\t金额\n合计\t\n\n注：本部门无国有资本经营预算支出，故本表无数据。",
			[]line{{gongkai.DeclarationText, "", "", true, "注：本部门无国有资本经营预算支出，故本表无数据", "国有资本经营预算支出", 0}}},
		{"a note in a table",
			"科目\t金额\n注：本部门无国有资本经营预算支出，故本表无数据\t",
			[]line{{gongkai.DeclarationText, "", "", true, "注：本部门无国有资本经营预算支出，故本表无数据", "国有资本经营预算支出", 0}}},
		{"review and organisation",
			"保密审查情况： 已审查\n\n本年机构无变动。",
			[]line{
				{gongkai.DeclarationReview, "", "", false, "已审查", "保密审查情况", -1},
				{gongkai.DeclarationOrganisation, "", "", false, "本年机构无变动", "机构变动", -1},
			}},
		{"what is withheld as a secret",
			"我局部分项目支出涉密，不予公开。按规定，涉及国家秘密的内容不予公开的情形由保密审查机构审查。",
			[]line{{gongkai.DeclarationText, "", "", false, "我局部分项目支出涉密，不予公开", "涉密", -1}}},
		{"rules about blank tables declare nothing", "不管理专项资金的部门，应公开空表并说明。以上报表中，空表表示本部门无相关收支情况。", nil},
		{"money of a fund is no declaration", "本单位政府性基金预算支出266.00万元。", nil},
	} {
		var got []line
		for _, d := range Declarations(build(c.text)) {
			got = append(got, line{d.Kind, d.Number, d.Title, d.Empty, d.Reason, d.Subject, d.Table})
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(string(mustRead("testdata/unit-budget.txt")))
	for _, s := range []string{"（（5万元）", "其中：1万元，其中：2万元；）", "为0", "增加-5万元", "主要原因是", "上年:3万元", "1.2026年5万元", "占5%", "0万元、0辆、", "9,99,9万元"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := build(text)
		for _, s := range Read(doc) {
			if s.Subject == "" || s.Measure == "" || s.Value == "" || s.Raw == "" {
				t.Errorf("a statement without subject, measure, value or text: %+v", s)
			}
			if s.Kind == gongkai.StatementMoney && s.Amount == nil {
				t.Errorf("money without an amount: %+v", s)
			}
		}
		Declarations(doc)
	})
}

func BenchmarkRead(b *testing.B) {
	doc := load(b, "unit-budget.txt")
	b.ReportAllocs()
	for b.Loop() {
		if len(Read(doc)) == 0 {
			b.Fatal("nothing read")
		}
	}
}

// TestLong has sentences without end; time must grow with their length only.
func TestLong(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	for _, s := range []string{"某支出1万元，", "0辆、", "（1万元", "其中：1万元；", "与上年持平", "1.1.1.", "无当年政府性基金、", "收入增加1万元，", "（", "主要原因是一是；二是。"} {
		doc := build(strings.Repeat(s, 2000))
		start := time.Now()
		Read(doc)
		Declarations(doc)
		if d := time.Since(start); d > 40*time.Second {
			t.Errorf("%q 2000 times takes %v", s, d)
		}
	}
}
