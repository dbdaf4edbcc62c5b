-- total_budget: total budget by unit and year · 各单位各年度预算总额
-- What a unit announces it will spend this year (本年支出合计), in yuan: the line of
-- the table of revenue and expenditure, else its grand total, else the total of
-- the table of expenditure, else the total that the narrative states (rounded
-- to 0.01万元). basis says which. A department's figure holds its units': never
-- add rows of different scope.
-- 依次取收支总表的本年支出合计、支出总计、支出总表合计、文字说明总额；部门口径含下属单位，不同口径不可相加。
SELECT region, unit, scope, fiscal_year,
    argMinIf(yuan, priority, yuan IS NOT NULL) AS total_yuan,
    argMinIf(basis, priority, yuan IS NOT NULL) AS basis,
    argMinIf(document, priority, yuan IS NOT NULL) AS document
FROM (
    SELECT region, unit_id, unit, scope, fiscal_year, document, max(amount) AS yuan,
        multiIf(item = 'exp.year_total', 1, item = 'exp.grand_total', 2, 3) AS priority,
        multiIf(item = 'exp.year_total', 'year total', item = 'exp.grand_total', 'grand total', 'table of expenditure') AS basis
    FROM v_amount
    WHERE stage = 'budget' AND measure NOT IN ('prior', 'change', 'change_percent')
        AND ((table_key = 'io_total' AND item IN ('exp.year_total', 'exp.grand_total'))
            OR (table_key = 'expenditure_total' AND row_kind = 'total' AND measure = 'total'))
    GROUP BY region, unit_id, unit, scope, fiscal_year, document, priority, basis
    UNION ALL
    SELECT region, unit_id, unit, scope, fiscal_year, document, max(amount) AS yuan, 4 AS priority, 'narrative' AS basis
    FROM v_narrative
    WHERE stage = 'budget' AND kind = 'money' AND measure = 'total'
    GROUP BY region, unit_id, unit, scope, fiscal_year, document
)
GROUP BY region, unit_id, unit, scope, fiscal_year
HAVING total_yuan IS NOT NULL
ORDER BY region, fiscal_year, scope, total_yuan DESC, unit;
