-- execution_rate: accounts against budget, by unit · 各单位预算执行率
-- Total expenditure of the accounts divided by that of the budget of the same
-- unit, year and scope. Money added during the year is in the accounts only.
-- 决算含年中追加；执行率低于100%意味着有钱未花。
SELECT region, any(unit) AS unit, scope, fiscal_year, maxIf(total_yuan, stage = 'budget') AS budget_yuan, maxIf(total_yuan, stage = 'final') AS final_yuan,
    round(toFloat64(final_yuan) / toFloat64(budget_yuan) * 100, 2) AS execution_percent,
    anyIf(document, stage = 'budget') AS budget_document, anyIf(document, stage = 'final') AS final_document
FROM v_unit_year
GROUP BY region, unit_id, scope, fiscal_year
HAVING budget_yuan > 0 AND final_yuan IS NOT NULL
ORDER BY abs(execution_percent - 100) DESC, unit, fiscal_year;
