package gongkai

// Code is one code of a classification (科目), for the warehouse's dimension.
type Code struct {
	// Scheme is func (支出功能分类), dept_econ (部门预算支出经济分类) or gov_econ
	// (政府预算支出经济分类).
	Scheme string
	// Code has three digits for a class (类), five or seven below it.
	Code string
	Name string
	// OtherNames it bore in other years.
	OtherNames []string
	// COFOG is the United Nations' division of functions, "01" to "10", that
	// it belongs to approximately; "" where there is none.
	COFOG string
}
