-- year_over_year: budget by unit and function against the year before · 各单位各功能科目较上年变化
-- Items (项) of the general public budget that a unit budgets in two consecutive
-- published years, and those that appear or vanish between them. NULL means that
-- the year's document does not print the code. Only years of which both
-- documents are in the warehouse are compared; new codes may be renamed old ones.
-- 仅比较两个年度文档均在库的单位；空值表示该年未列该科目，新科目可能是旧科目改名。
WITH years AS (SELECT sipHash64(unit_id, scope, fiscal_year) FROM v_document WHERE tables_current AND items > 0 AND stage = 'budget' AND unit_id != '' AND fiscal_year != 0)
SELECT region, unit, scope, this_year AS fiscal_year, code, name, before_yuan, after_yuan,
    coalesce(after_yuan, toDecimal128(0, 2)) - coalesce(before_yuan, toDecimal128(0, 2)) AS change_yuan,
    if(before_yuan > 0, round((toFloat64(after_yuan) / toFloat64(before_yuan) - 1) * 100, 2), NULL) AS change_percent
FROM (
    SELECT any(i.region) AS region, any(i.scope) AS scope, any(i.this_year) AS this_year, any(i.code) AS code, argMax(i.unit, year) AS unit, argMax(i.name, year) AS name,
        maxIf(i.yuan, year < i.this_year) AS before_yuan, maxIf(i.yuan, year = i.this_year) AS after_yuan
    FROM (
        SELECT region, unit_id, unit, scope, code, name, toNullable(yuan) AS yuan, fiscal_year AS year, toUInt16(arrayJoin([fiscal_year, fiscal_year + 1])) AS this_year
        FROM v_item WHERE stage = 'budget' AND unit_id != '' AND fiscal_year != 0
    ) AS i
    WHERE sipHash64(i.unit_id, i.scope, i.this_year) IN (years) AND sipHash64(i.unit_id, i.scope, toUInt16(i.this_year - 1)) IN (years)
    GROUP BY sipHash64(i.unit_id, i.scope, i.this_year, i.code)
)
ORDER BY region, unit, scope, fiscal_year, abs(change_yuan) DESC, code;
