package main

// The two made-up units. Their department is made up as well.
const sampleDepartment = "西安市高陵区人力资源和社会保障局（示例）"

var informationCentre = &sampleUnit{
	name: "西安市高陵区人力资源和社会保障信息中心（示例）", code: "140901", department: sampleDepartment, dept: "140",
	function: "2080108", posts: 8, staff: 7, pay: 480000 * yuan,
	public:      map[string]fen{"30201": 36000 * yuan, "30207": 9000 * yuan, "30211": 6000 * yuan},
	threePublic: map[string]fen{"30216": 8000 * yuan, "30217": 3000 * yuan},
	projects: []project{
		{"信息网络运行维护（示例）", "30213", 90000 * yuan, [][]string{
			{"产出指标", "数量指标", "维护网点数", "≥36个"},
			{"产出指标", "质量指标", "故障修复率", "≥98%"},
			{"效益指标", "社会效益指标", "业务办理及时率", "100%"},
			{"满意度指标", "服务对象满意度指标", "经办人员满意度", "≥95%"},
		}},
		{"社保卡服务宣传（示例）", "30202", 24000 * yuan, [][]string{
			{"产出指标", "数量指标", "印制宣传册", "5000册"},
			{"产出指标", "时效指标", "完成时间", "12月底前"},
			{"满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"},
		}},
	},
	duties: []string{"承担区级人社信息系统的建设与日常维护。", "承担社会保障卡的发放与应用服务。"},
}

var employmentCentre = &sampleUnit{
	name: "西安市高陵区就业服务中心（示例）", code: "140902", department: sampleDepartment, dept: "140",
	function: "2080106", posts: 15, staff: 13, pay: 930000 * yuan,
	public:      map[string]fen{"30201": 68000 * yuan, "30202": 12000 * yuan, "30207": 15000 * yuan, "30211": 14000 * yuan},
	threePublic: map[string]fen{"30215": 12000 * yuan, "30216": 15000 * yuan, "30217": 6000 * yuan, "30231": 24000 * yuan},
	projects: []project{
		{"公益性岗位管理（示例）", "30226", 260000 * yuan, [][]string{
			{"产出指标", "数量指标", "岗位人数", "≥20人"},
			{"产出指标", "成本指标", "人均补贴标准", "≤1.30万元"},
			{"效益指标", "社会效益指标", "就业困难人员安置率", "≥90%"},
		}},
	},
	duties: []string{"承担就业登记、职业介绍和招聘会的组织工作。", "承担公益性岗位的日常管理。"},
}
