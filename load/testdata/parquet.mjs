// Reads exported Parquet with DuckDB and compares it with the CSV of the same
// export: node parquet.mjs CSV PARQUET prints one line of JSON.
import { DuckDBInstance } from '@duckdb/node-api'

const [csv, parquet] = process.argv.slice(2)
const db = await (await DuckDBInstance.create(':memory:')).connect()
const ask = async (sql) => (await db.runAndReadAll(sql)).getRowsJson()
const columns = 'id, table_key, table_index, "row", "col", row_kind, label, code, measure, state, amount, raw, page, fiscal_year, document'
const text = columns.split(', ').map((c) => `coalesce(CAST(${c} AS VARCHAR), '')`).join(', ')
const [[rows, sum, blank, zero, nulls, type, paths]] = await ask(`SELECT count(*)::INT, sum(amount)::VARCHAR, count(*) FILTER (state = 'blank')::INT,
  count(*) FILTER (amount = 0)::INT, count(*) FILTER (amount IS NULL)::INT, any_value(typeof(amount)), any_value(typeof(path)) FROM '${parquet}'`)
const p = `SELECT ${text} FROM '${parquet}'`
const c = `SELECT ${text} FROM read_csv('${csv}', all_varchar = true, header = true)`
const [[differ]] = await ask(`SELECT (SELECT count(*) FROM (${p} EXCEPT ALL ${c})) + (SELECT count(*) FROM (${c} EXCEPT ALL ${p}))`)
console.log(JSON.stringify({ rows, sum, blank, zero, nulls, type, paths, differ: Number(differ) }))
