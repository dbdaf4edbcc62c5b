// Package schemas holds the warehouse as SQL: the migrations that make its
// tables and views, and the named questions asked of it.
//
//   - A Migration (迁移) is one numbered file of statements, NNNN_name.sql.
//     Each statement can be repeated. A file that was released is never
//     changed: warehouses remember its checksum.
//   - A Question (问题) is one SELECT under a name, questions/NAME.sql. Its
//     leading comment says in Chinese and English what it answers and what it
//     does not prove.
package schemas
