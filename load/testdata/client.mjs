// Asks the query endpoint through the official JavaScript client:
// node client.mjs URL USER PASSWORD QUERY
import { createClient } from '@clickhouse/client'

const [url, username, password, query] = process.argv.slice(2)
const client = createClient({
  url, username, password, database: 'gongkai',
  compression: { response: true },
  clickhouse_settings: { output_format_json_quote_decimals: 1 },
})
const found = await (await client.query({ query, format: 'JSONEachRow' })).json()
const json = await (await client.query({ query: 'SELECT {p:UInt8} + 1 AS n', query_params: { p: 7 }, format: 'JSON' })).json()
let stream = 0
const rows = await client.query({ query: 'SELECT number FROM numbers(200000)', format: 'JSONEachRow' })
for await (const part of rows.stream()) stream += part.length
let refused = ''
try {
  await client.command({ query: 'DROP TABLE published' })
} catch (e) {
  refused = e.code
}
await client.close()
console.log(JSON.stringify({ rows: found.length, first: found[0], stream, parameter: String(json.data[0].n), refused }))
