// Package transform says what a document means: whose it is, which statutory
// table each table is, every amount as a fact with its place in the
// hierarchies, and which identities hold.
//
//   - The header (表头) of a table is its top rows; over each column it gives a
//     path of texts, 部门预算 / 公共预算拨款 / 小计.
//   - A panel (栏) is one of several (label, amount) blocks that stand side by
//     side in one grid; a row has no meaning across panels.
//   - An outline (提纲) orders rows by their numbers 一、 1、 (1); a hierarchy of
//     codes orders them by length, 类 款 项.
//   - An identity (勾稽关系) is an equation between facts; evaluated it is a
//     Check.
//   - Settling judges table states and identities over all files of one
//     disclosure.
package transform
