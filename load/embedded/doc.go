// Package embedded runs the warehouse inside this process: chDB, which is
// ClickHouse as a shared library, behind the HTTP protocol that clickhouse-go
// speaks. Options returns connection options for clickhouse-go whose transport
// never touches a network; everything above it is the same code for a server.
//
//   - The library (libchdb) is loaded when the first warehouse is opened, with
//     purego and without cgo. A program that never opens one needs no library.
//   - An Engine is chDB running on one folder. One process owns a folder at a
//     time (the lock file says which) and a process runs one Engine at a time:
//     both are limits of chDB.
//   - A session is one connection inside the engine; it runs one statement at
//     a time. Sessions are pooled, so statements run in parallel.
//
// chDB writes a part of a table beside the old ones and renames it when it is
// complete, so a killed process leaves a folder that opens again with what was
// complete.
package embedded
