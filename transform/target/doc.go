// Package target reads tables of performance goals (绩效目标表): what a project
// or a unit promises to reach.
//
//   - The head (表头信息) of a form are its key and value pairs above the goals:
//     项目名称, 主管部门, 实施期资金总额.
//   - The columns are found by their headers, which forms print anywhere and
//     repeat on later pages: 一级指标, 二级指标, 三级指标, 指标内容, 指标值 and
//     sometimes 指标性质 (an operator) and 度量单位 in columns of their own.
//   - A goal (指标) is one row with a 指标值: at least, at most, exactly a
//     number of a unit, a period, or a text.
//   - A template is a form that nobody filled in; its placeholders (指标1：…)
//     are no goals.
//
// Where a form has no 指标内容 column, its 三级指标 are the content.
package target
