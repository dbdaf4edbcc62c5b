// Validates a Data Package and casts every row of it by its schema:
// node package.mjs datapackage.json prints one line of JSON.
import { createRequire } from 'node:module'

const { Package } = createRequire(import.meta.url)('datapackage')
const descriptor = process.argv[2]
const p = await Package.load(descriptor)
const out = { valid: p.valid, errors: p.errors.map((e) => e.message), rows: {} }
for (const r of p.resources) {
  const rows = await r.read({ keyed: true })
  out.rows[r.name] = rows.length
}
console.log(JSON.stringify(out))
