package transform

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// covers are first pages, lines parted by /: unit, region, year, stage, scope.
const covers = `
砀山县人民检察院2025年部门预算公开|砀山县人民检察院|341321|2025|budget|department
关于平凉市第一中学2022年度单位决算的说明|平凉市第一中学|620800|2022|final|unit
洛阳市涧西区教育体育局（本级）2024年单位预算|洛阳市涧西区教育体育局（本级）|410305|2024|budget|unit
二〇二三年度某某单位决算公开文本/编制单位：石家庄市长安区人民法院|石家庄市长安区人民法院|130102|2023|final|unit
二○二四年度部门预算/沧州市行政审批局|沧州市行政审批局|130900|2024|budget|department
合肥经济技术开发区管理委员会2024年部门预算|合肥经济技术开发区管理委员会|340177|2024|budget|department
南昌高新技术产业开发区管委会2023年度部门决算|南昌高新技术产业开发区管委会|360100|2023|final|department
中共渠县县委办公室2025年部门预算编制说明|中共渠县县委办公室|511725|2025|budget|department
中国共产主义青年团宣汉县委员会2024年部门预算|中国共产主义青年团宣汉县委员会|511722|2024|budget|department
共青团邵阳市委2023年度部门决算|共青团邵阳市委|430500|2023|final|department
岳阳县妇女联合会2024年度部门预算公开|岳阳县妇女联合会|430621|2024|budget|department
桂阳县工商业联合会2023年度部门决算|桂阳县工商业联合会|431021|2023|final|department
酒泉市工商联2025年部门预算公开说明|酒泉市工商联|620900|2025|budget|department
湛江市人大常委会办公室2024年部门预算|湛江市人大常委会办公室|440800|2024|budget|department
襄阳市人民代表大会常务委员会办公室/2023年度/部门决算|襄阳市人民代表大会常务委员会办公室|420600|2023|final|department
中国人民政治协商会议陆良县委员会办公室2023年度部门决算|中国人民政治协商会议陆良县委员会办公室|530322|2023|final|department
政协耿马傣族佤族自治县委员会2024年部门预算|政协耿马傣族佤族自治县委员会|530926|2024|budget|department
监督索引号53032200536100201000/陆良县中医医院2023年度部门决算|陆良县中医医院|530322|2023|final|department
泸州市中医医院2023年度单位决算|泸州市中医医院|510500|2023|final|unit
2023年度/岳阳市岳阳楼区枫桥湖街道办事处/部门决算|岳阳市岳阳楼区枫桥湖街道办事处|430602|2023|final|department
重庆市渝中区人民政府两路口街道办事处2024年度决算公开说明|重庆市渝中区人民政府两路口街道办事处|500103|2024|final|department
北京市通州区中仓街道办事处/2024年度部门决算|北京市通州区中仓街道办事处|110112|2024|final|department
柞水县审计局2020年部门决算/保密审查情况：已审查/部门主要负责人审签情况：已审签|柞水县审计局|611026|2020|final|department
附件1/大理州大理市人民法院2024年预算公开|大理州大理市人民法院|532901|2024|budget|department
永昌县人民法院/2024年度部门决算|永昌县人民法院|620321|2024|final|department
波密县人民法院2024年度部门决算/2025年09月15日|波密县人民法院|540424|2024|final|department
张家川回族自治县龙山镇四方中学2024年度部门决算|张家川回族自治县龙山镇四方中学|620525|2024|final|department
甘肃省张掖中学/2025年部门预算公开情况说明|甘肃省张掖中学|620000|2025|budget|department
咸宁市第三初级中学2024年单位预算公开|咸宁市第三初级中学|421200|2024|budget|unit
绍兴市上虞区统计局（汇总）2021年度部门决算|绍兴市上虞区统计局|330604|2021|final|department
2021年湛江市人民政府行政服务中心部门决算|湛江市人民政府行政服务中心|440800|2021|final|department
北海市城市照明管理处2023年度单位决算|北海市城市照明管理处|450500|2023|final|unit
2022年度内蒙古自治区公共资源交易中心部门决算公开|内蒙古自治区公共资源交易中心|150000|2022|final|department
梧州市投资促进局2024年部门预算及三公经费预算情况说明|梧州市投资促进局|450400|2024|budget|department
梧州市统计局/2018年部门决算公开信息|梧州市统计局|450400|2018|final|department
曾都区河道堤防建设管理处2021年度决算公开说明|曾都区河道堤防建设管理处|421303|2021|final|department
迪庆藏族自治州财政局2023年度部门决算|迪庆藏族自治州财政局|533400|2023|final|department
杭州市钱塘区综合行政执法局（杭州市钱塘区城市管理局）2021年度部门决算|杭州市钱塘区综合行政执法局（杭州市钱塘区城市管理局）|330114|2021|final|department
深圳市罗湖区清水河街道办事处2024年度部门决算|深圳市罗湖区清水河街道办事处|440303|2024|final|department
乌鲁木齐市政务服务中心2023年度部门决算公开说明|乌鲁木齐市政务服务中心|650100|2023|final|department
宣汉县第二人民医院/2023年单位预算|宣汉县第二人民医院|511722|2023|budget|unit
2025年部门预算信息公开目录/920平山县下口镇财政所|平山县下口镇财政所|130131|2025|budget|department
天水市幼儿园2017年度部门决算公开|天水市幼儿园|620500|2017|final|department
楚雄彝族自治州农村经济经营管理站2021年度部门决算目录|楚雄彝族自治州农村经济经营管理站|532300|2021|final|department
丰城市2024年部门预算/丰城市民政局|丰城市民政局|360981|2024|budget|department
仙桃市财政局2023年度部门决算公开|仙桃市财政局|429004|2023|final|department
吉林大学2024年部门预算|吉林大学||2024|budget|department
国家税务总局蚌埠市税务局2023年度部门决算|国家税务总局蚌埠市税务局|340300|2023|final|department
国家统计局安庆调查队2024年单位预算|国家统计局安庆调查队|340800|2024|budget|unit
昌都市气象局2024年度单位预算|昌都市气象局|540300|2024|budget|unit
宿州市埇桥区大泽乡镇人民政府2024年部门预算|宿州市埇桥区大泽乡镇人民政府|341302|2024|budget|department
蒙城县岳坊镇2024年部门预算|蒙城县岳坊镇|341622|2024|budget|department
遂宁市公安局交通警察支队2023年度单位决算|遂宁市公安局交通警察支队|510900|2023|final|unit
济宁市任城区机关事务服务中心部门2024年度部门预算|济宁市任城区机关事务服务中心|370811|2024|budget|department
2024年度/赤峰市红山区应急管理局/部门预算公开报告|赤峰市红山区应急管理局|150402|2024|budget|department
公开2024年朝阳市退役军人事务局部门预算|朝阳市退役军人事务局|211300|2024|budget|department
本溪市档案馆2022年决算公开|本溪市档案馆|210500|2022|final|department
山西省大同市云冈区水务局/2023年部门预算公开|山西省大同市云冈区水务局|140214|2023|budget|department
临汾市尧都区住房和城乡建设局二〇二五年部门预算公开说明|临汾市尧都区住房和城乡建设局|141002|2025|budget|department
抚州市临川区红十字会2024年部门预算|抚州市临川区红十字会|361002|2024|budget|department
新余市残疾人联合会2023年度部门决算|新余市残疾人联合会|360500|2023|final|department
九江市总工会2024年部门预算|九江市总工会|360400|2024|budget|department
三亚市委党校2024年部门预算公开|三亚市委党校|460200|2024|budget|department
中共三亚市委党史研究室2023年度单位决算公开|中共三亚市委党史研究室|460200|2023|final|unit
儋州市那大镇卫生院2024年单位预算|儋州市那大镇卫生院|460400|2024|budget|unit
西宁市城东区纪委监委2024年部门预算公开|西宁市城东区纪委监委|630102|2024|budget|department
中共西宁市纪律检查委员会 西宁市监察委员会2023年度部门决算|中共西宁市纪律检查委员会西宁市监察委员会|630100|2023|final|department
固原市原州区信访局2024年预算公开|固原市原州区信访局|640402|2024|budget|department
青铜峡市供销合作社联合社2024年部门预算公开|青铜峡市供销合作社联合社|640381|2024|budget|department
齐齐哈尔市龙沙区人民政府办公室2023年度部门决算|齐齐哈尔市龙沙区人民政府办公室|230202|2023|final|department
大庆市第一医院2024年度单位预算公开说明|大庆市第一医院|230600|2024|budget|unit
长春市绿园区同心街道2024年部门预算|长春市绿园区同心街道|220106|2024|budget|department
延边朝鲜族自治州民族事务委员会2023年部门决算|延边朝鲜族自治州民族事务委员会|222400|2023|final|department
徐州市泉山区教育局部门2023年度部门决算公开|徐州市泉山区教育局|320311|2023|final|department
开封市公共就业服务中心2024年度预算公开|开封市公共就业服务中心|410200|2024|budget|department
焦作市马村区人民武装部2024年部门预算|焦作市马村区人民武装部|410804|2024|budget|department
长葛市社会保险事业服务中心2023年度单位决算|长葛市社会保险事业服务中心|411082|2023|final|unit
贵阳市南明区2024年部门预算及“三公”经费预算信息公开/贵阳市南明区司法局|贵阳市南明区司法局|520102|2024|budget|department
铜仁市碧江区灯塔街道办事处2023年度部门决算公开|铜仁市碧江区灯塔街道办事处|520602|2023|final|department
拉萨市城关区文化局2024年部门预算|拉萨市城关区文化局|540102|2024|budget|department
克拉玛依市独山子区人民法院2024年部门预算公开|克拉玛依市独山子区人民法院|650202|2024|budget|department
喀什地区财政局2023年度部门决算公开说明|喀什地区财政局|653100|2023|final|department
哈密市伊州区天山乡人民政府2024年部门预算公开|哈密市伊州区天山乡人民政府|650502|2024|budget|department
天津市滨海新区大港中医医院2024年单位预算|天津市滨海新区大港中医医院|120116|2024|budget|unit
上海市宝山区2024年区级部门预算/预算主管部门：上海市宝山区民政局|上海市宝山区民政局|310113|2024|budget|department
厦门市思明区开元街道办事处2024年度部门预算|厦门市思明区开元街道办事处|350203|2024|budget|department
莆田市涵江区医疗保障局2023年度部门决算|莆田市涵江区医疗保障局|350303|2023|final|department
汕尾市城区凤山街道办事处2024年部门预算|汕尾市城区凤山街道办事处|441502|2024|budget|department
陆丰市教育系统2018年部门预算编制说明|陆丰市教育系统|441581|2018|budget|department
东莞市公安局东城分局2024年单位预算|东莞市公安局东城分局|441900|2024|budget|unit
防城港市港口区2025年部门预算公开/单位名称：防城港市港口区信访局|防城港市港口区信访局|450602|2025|budget|department
崇左市江州区太平街道办事处2023年度部门决算公开说明|崇左市江州区太平街道办事处|451402|2023|final|department
鹤峰县林业局2024年部门（单位）预算公开|鹤峰县林业局|422828|2024|budget|department
恩施土家族苗族自治州生态环境局2023年度部门决算|恩施土家族苗族自治州生态环境局|422800|2023|final|department
湘西自治州水利局2024年度部门预算|湘西自治州水利局|433100|2024|budget|department
芷江侗族自治县民政局2023年度部门整体决算公开|芷江侗族自治县民政局|431228|2023|final|department
湖南省永州市零陵区人民法院2024年度单位预算|湖南省永州市零陵区人民法院|431102|2024|budget|unit
威海市文登区人民检察院2024年部门预算|威海市文登区人民检察院|371003|2024|budget|department
德州市陵城区糜镇人民政府2023年度部门决算|德州市陵城区糜镇人民政府|371403|2023|final|department
日照市岚山区委统战部2024年部门预算|日照市岚山区委统战部|371103|2024|budget|department
衡水市人力资源和社会保障局2024年部门预算信息公开情况说明|衡水市人力资源和社会保障局|131100|2024|budget|department
承德县财政局2025年部门预算公开/（更正）|承德县财政局|130821|2025|budget|department
张家口市第一中学（含张家口市第一中学分校）2024年单位预算|张家口市第一中学（含张家口市第一中学分校）|130700|2024|budget|unit
`

func TestCovers(t *testing.T) {
	n := 0
	for _, line := range strings.Split(strings.TrimSpace(covers), "\n") {
		f := strings.Split(line, "|")
		n++
		d := Read(build(strings.ReplaceAll(f[0], "/", "\n")+disclosure), Options{})
		got := fmt.Sprintf("%s|%s|%d|%s|%s", d.Document.Unit, d.Document.Region, d.Document.FiscalYear, d.Document.Stage, d.Document.Scope)
		if want := strings.Join(f[1:], "|"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", f[0], got, want)
		}
		if d.Status != gongkai.StatusOK {
			t.Errorf("%s: %s %s", f[0], d.Status, d.Reason)
		}
	}
	if n < 100 {
		t.Errorf("%d covers", n)
	}
}

// strangers are first pages of what no unit's or department's disclosure is.
const strangers = `
关于砀山县2024年预算执行情况和2025年预算草案的报告/——2025年1月8日在砀山县第十八届人民代表大会第四次会议上/砀山县财政局局长|government_budget
岳阳市云溪区2022年决算草案和2023年上半年预算执行情况的报告|government_budget
2022年云溪区人民政府决算公开|government_final
关于平凉市2023年市级财政决算的报告|government_final
关于提请审议2024年预算调整方案的议案|government_budget
宣汉县2024年县级预算调整方案|government_budget
2023年度某某县一般公共预算收支决算公开|government_final
渠县2024年社会保险基金预算|government_budget
2024年政府性基金预算收支情况|government_budget
2023年度项目支出绩效评价报告|performance_evaluation
红河州数据发展中心2024年度项目支出绩效单位自评报告|performance_evaluation
某某县教育局2023年度部门整体支出绩效自评报告|performance_evaluation
2024年重点项目财政重点评价报告|performance_evaluation
关于某某市2023年度市级预算执行和其他财政收支的审计工作报告|audit
某某区审计局关于某某街道经济责任审计结果公告|audit
某某学校食堂食材配送项目公开招标公告|procurement_intention
某某局办公设备采购项目成交结果公告|procurement_intention
某某医院2024年7月至12月政府采购意向|procurement_intention
2024年某某县事业单位公开招聘工作人员公告|official_document
某某市财政局关于印发《市本级项目支出绩效评价管理办法》的通知/某财办〔2021〕4号|*
关于做好2024年部门预算编制工作的通知|official_document
关于批复2024年部门预算的通知/某财预〔2024〕12号|official_document
某某市2023年市本级“三公”经费预算汇总情况说明|three_public_summary
龙泉市2018年部门“三公”经费决算汇总公开|three_public_summary
某某区2023年地方政府债务限额及余额情况表|government_debt
某某县2024年新增专项债券使用情况|government_debt
关于下达2024年中央财政衔接推进乡村振兴补助资金的通知|special_fund
某某县2023年税收返还和转移支付情况说明|special_fund
某某市国库集中支付管理办法|official_document
某某统计年鉴2024|other
某某县2024年上半年财政预算执行情况|government_budget
2024年1-6月某某区一般公共预算收支执行情况|government_budget
部门预算公开满意度调查问卷|other
某某市财政局2023年政府信息公开工作年度报告|information_report
某某局2023年工作总结|work_report
某某市2024年惠民惠农财政补贴政策清单|other
某某县行政事业性收费目录清单|other
预算公开常见问题解答|other
某某区2024年国有资本经营预算执行情况|government_budget
`

func TestStrangers(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(strangers), "\n") {
		cover, want, _ := strings.Cut(line, "|")
		d := Read(build(strings.ReplaceAll(cover, "/", "\n")+"\n\n一、基本情况\n\n按照有关要求，全年完成各项工作，现将有关情况公布如下。资金共计100万元。"), Options{})
		if d.Status != gongkai.StatusUnrelated {
			t.Errorf("%s: %s %s", cover, d.Status, d.Document.Family)
			continue
		}
		if got := d.Document.Family; want != "*" && got != want {
			t.Errorf("%s: %s, want %s", cover, got, want)
		}
	}
}
