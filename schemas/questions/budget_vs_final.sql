-- budget_vs_final: execution by unit and function · 各单位各功能科目预算执行情况
-- The budget's items (项) beside those of the final accounts (F05) of the same
-- unit, year and scope, in yuan. NULL: not printed in that document. Final
-- accounts hold money that was added during the year, so more than 100% is
-- common and no offence by itself.
-- 决算含年中追加，执行率超过100%属常见情况，本身并非违规；空值表示该文档未列。
SELECT any(i.region) AS region, any(i.unit) AS unit, any(i.scope) AS scope, any(i.fiscal_year) AS fiscal_year, any(i.code) AS code, any(i.name) AS name,
    maxIf(toNullable(yuan), stage = 'budget') AS budget_yuan,
    maxIf(toNullable(yuan), stage = 'final') AS final_yuan,
    if(budget_yuan > 0, round(toFloat64(final_yuan) / toFloat64(budget_yuan) * 100, 2), NULL) AS execution_percent
FROM v_item AS i
WHERE sipHash64(i.unit_id, i.scope, i.fiscal_year) IN (
    SELECT sipHash64(unit_id, scope, fiscal_year) AS disclosed FROM v_document WHERE tables_current AND items > 0 AND unit_id != '' AND fiscal_year != 0
    GROUP BY disclosed HAVING uniqExact(stage) = 2)
GROUP BY sipHash64(i.unit_id, i.scope, i.fiscal_year, i.code)
ORDER BY region, unit, scope, fiscal_year, code;
