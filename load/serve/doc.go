// Package serve offers the embedded warehouse over ClickHouse's HTTP interface,
// so that BI tools, scripts and gongkai's own commands use it while one process
// holds its folder.
//
//   - The reader (只读用户) is for everybody: a password, readonly = 1, limits on
//     time, rows and memory. Each statement runs in a session of its own.
//   - The owner is the program itself: run and query find its address and a
//     secret of this run in the endpoint file of the warehouse's folder, which
//     only the folder's owner can read.
//
// Spoken: GET and POST of a statement, parameters, settings, formats, gzip,
// zstd and ClickHouse's own compressed blocks, Native with block information for
// clients that send client_protocol_version. Not spoken: sessions that last
// (session_id is taken and means nothing), external tables, cookies, roles.
package serve
