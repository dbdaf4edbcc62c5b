// Package load is the warehouse (仓库): ClickHouse, in this process or on a
// server, through clickhouse-go either way.
//
//   - A Load (装载) is a batch of publications that becomes visible in one
//     step. Its Sequence orders loads: of a document that several loads
//     brought, the one with the highest sequence counts.
//   - A reading number names the rows of one document in one attempt of a
//     load. Each attempt draws new numbers, so rows of an attempt that failed
//     can never be seen, and a retry can never show a row twice.
//   - Publishing is one insert of one block into the table published. ClickHouse
//     writes a block as one part, which is there or not.
//   - A warehouse's truth about what is loaded is what Published returns.
//
// Amounts are checked against their columns before anything is sent, because
// clickhouse-go drops digits that do not fit. What was written is counted and
// summed in the warehouse and compared with what was sent before it is
// published.
package load
