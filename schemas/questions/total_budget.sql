-- total_budget: total budget by unit and year · 各单位各年度预算总额
-- What a unit announces it will spend this year (本年支出合计), in yuan: the line of
-- the table of revenue and expenditure, else its grand total, else the total of
-- the table of expenditure, else the total that the narrative states (rounded
-- to 0.01万元). basis says which. A department's figure holds its units': add
-- only rows with additive = 1, within one year.
-- 依次取收支总表的本年支出合计、支出总计、支出总表合计、文字说明总额；部门口径含下属单位，仅 additive=1 的行可相加。
SELECT region, unit, scope, fiscal_year, total_yuan, total_basis AS basis, additive, document
FROM v_unit_year
WHERE stage = 'budget' AND total_yuan IS NOT NULL
ORDER BY region, fiscal_year, scope, total_yuan DESC, unit;
