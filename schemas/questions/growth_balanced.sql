-- growth_balanced: budgets of a district over the years, the same units in each · 同口径单位逐年预算
-- Only units that published a budget in every year of the district's series
-- count (a balanced panel), so that a unit that begins to publish is no growth.
-- Series of one year are left out. Reorganised units leave the panel.
-- 仅计每年均有预算的单位，新公开的单位不算增长；机构改革会使单位退出。
WITH
    units AS (SELECT region, unit_id, fiscal_year, total_yuan AS yuan FROM v_unit_year WHERE stage = 'budget' AND additive AND total_yuan IS NOT NULL),
    series AS (SELECT region, uniqExact(fiscal_year) AS years FROM units GROUP BY region HAVING years > 1)
SELECT region, fiscal_year, units, total_yuan, lagInFrame(total_yuan) OVER (PARTITION BY region ORDER BY fiscal_year) AS before_yuan,
    round((toFloat64(total_yuan) / toFloat64(nullIf(before_yuan, 0)) - 1) * 100, 2) AS growth_percent
FROM (SELECT region, fiscal_year, count() AS units, toNullable(sum(yuan)) AS total_yuan FROM units
WHERE (region, unit_id) IN (
    SELECT region, unit_id FROM (SELECT region, unit_id, uniqExact(fiscal_year) AS n FROM units GROUP BY region, unit_id) AS u
    INNER JOIN series USING (region) WHERE n = years)
GROUP BY region, fiscal_year)
ORDER BY region, fiscal_year;
