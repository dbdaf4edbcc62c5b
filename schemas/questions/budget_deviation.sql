-- budget_deviation: items whose accounts miss the budget by more than a fifth · 决算偏离预算超过两成的科目
-- Items (项) that both the budget and the accounts of a unit print. The budget is
-- the one at the beginning of the year; what was added later is not in it.
-- 预算为年初预算，不含年中追加；偏离不等于违规，应看部门的说明。
SELECT any(i.region) AS region, any(i.unit) AS unit, any(i.scope) AS scope, any(i.fiscal_year) AS fiscal_year, any(i.code) AS code, any(i.name) AS name,
    maxIf(yuan, stage = 'budget') AS budget_yuan, maxIf(yuan, stage = 'final') AS final_yuan,
    round((toFloat64(final_yuan) / toFloat64(budget_yuan) - 1) * 100, 2) AS deviation_percent,
    anyIf(document, stage = 'final') AS final_document
FROM v_item AS i
WHERE i.unit_id != '' AND i.fiscal_year != 0
GROUP BY sipHash64(i.unit_id, i.scope, i.fiscal_year, i.code)
HAVING countIf(stage = 'budget') > 0 AND countIf(stage = 'final') > 0 AND budget_yuan > 0 AND abs(toFloat64(final_yuan) - toFloat64(budget_yuan)) > 0.2 * toFloat64(budget_yuan)
ORDER BY abs(deviation_percent) DESC, unit, code;
