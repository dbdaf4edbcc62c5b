-- pension_elsewhere: pension contributions that are in no item of their own · 养老保险缴费未列2080505
-- The table by economic class prints 30108 (机关事业单位基本养老保险缴费), the table
-- by function no 2080505: the contribution is booked on another item.
-- 经济分类表有30108，功能分类表无2080505，缴费列在了其他科目。
SELECT region, any(unit) AS unit, scope, fiscal_year, any(amount) AS contribution_yuan, any(document) AS document, any(page) AS page
FROM v_amount
WHERE stage = 'budget' AND table_key IN ('gpb_by_econ', 'gpb_basic_by_econ') AND code = '30108' AND code_scheme = 'dept_econ' AND measure IN ('total', 'budget', 'basic') AND amount > 0
    AND (unit_id, scope, fiscal_year) IN (SELECT unit_id, scope, fiscal_year FROM v_item WHERE stage = 'budget' AND coalesce(adds_up, 1))
    AND (unit_id, scope, fiscal_year) NOT IN (SELECT unit_id, scope, fiscal_year FROM v_item WHERE stage = 'budget' AND code = '2080505')
GROUP BY region, unit_id, scope, fiscal_year
ORDER BY contribution_yuan DESC, unit, fiscal_year;
