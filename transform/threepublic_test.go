package transform

import (
	"fmt"
	"testing"

	"gongkai"
)

// TestThreePublic reads the 三公 table in the arrangements that places print:
// one measure for one thing in all of them.
func TestThreePublic(t *testing.T) {
	for _, c := range []struct {
		name  string
		stage gongkai.Stage
		table gongkai.Table
		want  string
		holds int
	}{
		{"final accounts, figures in pairs", gongkai.StageFinal, printed("财政拨款“三公”经费支出决算表", "万元", `
			财政拨款“三公”经费|<|<|<|<|<|<|<|<|<|<|<
			合计|<|因公出国（境）费|<|公务用车购置及运行费|<|<|<|<|<|公务接待费|<
			^|^|^|^|小计|<|公务用车购置费|<|公务用车运行费|<|^|^
			预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
			1|2|3|4|5|6|7|8|9|10|11|12
			9.00|7.00|2.00|1.00|5.00|4.50||0.00|5.00|4.50|2.00|1.50`), `
			three_public.total.budget 90000.00
			three_public.total 70000.00
			three_public.abroad.budget 20000.00
			three_public.abroad 10000.00
			three_public.vehicles.budget 50000.00
			three_public.vehicles 45000.00
			three_public.vehicle_purchase.budget blank
			three_public.vehicle_purchase 0.00
			three_public.vehicle_operation.budget 50000.00
			three_public.vehicle_operation 45000.00
			three_public.reception.budget 20000.00
			three_public.reception 15000.00`, 4},
		{"final accounts, figures in blocks, reception first", gongkai.StageFinal, printed("“三公”经费支出决算表", "万元", `
			预算数|<|<|<|<|<|决算数|<|<|<|<|<
			合计|因公出国（境）费|公务接待费|公务用车购置及运行费|<|<|合计|因公出国（境）费|公务接待费|公务用车购置及运行费|<|<
			^|^|^|小计|购置费|运行费|^|^|^|小计|购置费|运行费
			9.00|2.00|2.00|5.00||5.00|7.00|1.00|1.50|4.50||4.50`), `
			three_public.total.budget 90000.00
			three_public.abroad.budget 20000.00
			three_public.reception.budget 20000.00
			three_public.vehicles.budget 50000.00
			three_public.vehicle_purchase.budget blank
			three_public.vehicle_operation.budget 50000.00
			three_public.total 70000.00
			three_public.abroad 10000.00
			three_public.reception 15000.00
			three_public.vehicles 45000.00
			three_public.vehicle_purchase blank
			three_public.vehicle_operation 45000.00`, 4},
		{"final accounts, figures as rows, with meetings", gongkai.StageFinal, printed("财政拨款“三公”经费及会议费、培训费支出决算表", "万元", `
			项目|财政拨款安排的“三公”经费|<|<|<|<|<|会议费|培训费
			^|小计|因公出国（境）费用|公务用车购置及运行维护费|<|<|公务接待费|^|^
			^|^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^
			栏次|1|2|3|4|5|6|7|8
			预算数|9.00||7.00|1.00|6.00|2.00|3.00|4.00
			决算数|8.00||6.50|1.00|5.50|1.50|3.00|4.00`), `
			three_public.total.budget 90000.00
			three_public.abroad.budget blank
			three_public.vehicles.budget 70000.00
			three_public.vehicle_purchase.budget 10000.00
			three_public.vehicle_operation.budget 60000.00
			three_public.reception.budget 20000.00
			meeting.budget 30000.00
			training.budget 40000.00
			three_public.total 80000.00
			three_public.abroad blank
			three_public.vehicles 65000.00
			three_public.vehicle_purchase 10000.00
			three_public.vehicle_operation 55000.00
			three_public.reception 15000.00
			meeting 30000.00
			training 40000.00`, 4},
		{"final accounts, a blank row says that nothing is spent", gongkai.StageFinal, printed("财政拨款“三公”经费支出决算表", "万元", `
			合计|<|公务接待费|<
			预算数|决算数|预算数|决算数
			|||`), `
			three_public.total.budget blank
			three_public.total blank
			three_public.reception.budget blank
			three_public.reception blank`, 0},
		{"budget, this year beside the year before, meetings in the total", gongkai.StageBudget, printed("“三公”经费及会议费、培训费支出预算表", "元", `
			单位名称|2023年|<|<|<|2024年|<|<|<|增减变化情况|<|<|<
			^|合计|“三公”经费|<|会议费|合计|“三公”经费|<|会议费|合计|“三公”经费|<|会议费
			^|^|小计|公务接待费|^|^|小计|公务接待费|^|^|小计|公务接待费|^
			合计|300.00|100.00|100.00|200.00|250.00|50.00|50.00|200.00|-50.00|-50.00|-50.00|`), `
			total.prior 300.00
			three_public.total.prior 100.00
			three_public.reception.prior 100.00
			meeting.prior 200.00
			total 250.00
			three_public.total 50.00
			three_public.reception 50.00
			meeting 200.00
			total.change -50.00
			three_public.total.change -50.00
			three_public.reception.change -50.00
			meeting.change blank`, 7},
		{"budget, years as rows, purses as columns", gongkai.StageBudget, printed("财政拨款“三公”经费支出表", "万元", `
			预算单位|年度|总计|<|公务接待费|<|公务用车购置及运行维护费|<
			^|^|一般公共预算|政府性基金预算|一般公共预算|政府性基金预算|一般公共预算|政府性基金预算
			某局|2023年|3.00|0.00|1.00|0.00|2.00|0.00
			|2024年|2.50|0.00|1.00|0.00|1.50|0.00
			|增减变化金额|-0.50|0.00|0.00|0.00|-0.50|0.00`), `
			三 three_public.total.prior gpb 30000.00
			三 three_public.total.prior gov_fund 0.00
			三 three_public.reception.prior gpb 10000.00
			三 three_public.reception.prior gov_fund 0.00
			三 three_public.vehicles.prior gpb 20000.00
			三 three_public.vehicles.prior gov_fund 0.00
			三 three_public.total gpb 25000.00
			三 three_public.total gov_fund 0.00
			三 three_public.reception gpb 10000.00
			三 three_public.reception gov_fund 0.00
			三 three_public.vehicles gpb 15000.00
			三 three_public.vehicles gov_fund 0.00
			三 three_public.total.change gpb -5000.00
			三 three_public.total.change gov_fund 0.00
			三 three_public.reception.change gpb 0.00
			三 three_public.reception.change gov_fund 0.00
			三 three_public.vehicles.change gpb -5000.00
			三 three_public.vehicles.change gov_fund 0.00`, 12},
		{"budget, parts as rows", gongkai.StageBudget, printed("一般公共预算“三公”经费支出预算表", "万元", `
			项目|预算数
			合计|25.05
			1、因公出国（境）费用|7.05
			2、公务接待费|8.00
			3、公务用车购置及运行费|10.00
			其中：（1）公务用车购置费|0.00
			（2）公务用车运行费|10.00`), `
			three_public.total 250500.00
			three_public.abroad 70500.00
			three_public.reception 80000.00
			three_public.vehicles 100000.00
			three_public.vehicle_purchase 0.00
			three_public.vehicle_operation 100000.00`, 2},
		{"budget, neither travel abroad nor a line for vehicles", gongkai.StageBudget, printed("一般公共预算“三公”经费支出预算表", "万元", `
			项目|预算数
			合计|18.00
			公务接待费|8.00
			公务用车运行费|10.00`), `
			three_public.total 180000.00
			three_public.reception 80000.00
			three_public.vehicle_operation 100000.00`, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readOf(c.stage, c.table)
			sameText(t, "facts", factLines(r.Facts, func(f *gongkai.Fact) string {
				amount := string(f.State)
				if f.Amount != nil {
					amount = f.Amount.StringFixed(2)
				}
				if f.Fund != "" {
					return fmt.Sprintf("三 %s %s %s", f.Measure, f.Fund, amount)
				}
				return f.Measure + " " + amount
			}), c.want)
			if n := verdictsOf(&r, "three_public"); n[gongkai.VerdictHolds] != c.holds || len(n) > 1 {
				t.Errorf("%v identities, want %d that hold", n, c.holds)
			}
		})
	}
}
