// Package registry is what is known about the statutory tables (法定表格) and
// their codes, as data: embedded YAML, never code.
//
//   - A Family (表族) is one statutory table whatever a place calls it: a key,
//     aliases of its title and words of its header. A table is identified by
//     title and header with a confidence, never by its number: 公开07表 is the
//     三公 table in one place and the government funds in another.
//   - A Measure (口径) names what a column counts: total, personnel, project.
//   - An Item (项目) names a line of an outline: rev.gpb, exp.grand_total.
//   - A Code (科目编码) belongs to a scheme: func 支出功能分类, dept_econ
//     部门预算支出经济分类, gov_econ 政府预算支出经济分类. Names of classes are
//     here; names of sections and items are learnt from documents.
//
// Patterns are matched against hanzi.Key of a text: half-width, without
// spaces and punctuation.
package registry
