-- growth_balanced: budgets of a district over the years, the same units in each · 同口径单位逐年预算
-- Only units that published a budget in every year of the district's series
-- count (a balanced panel), so that a unit that begins to publish is no growth.
-- Series of one year are left out. Reorganised units leave the panel.
-- 仅计每年均有预算的单位，新公开的单位不算增长；机构改革会使单位退出。
SELECT region, point.1 AS fiscal_year, count() AS units, toNullable(sum(point.2)) AS total_yuan,
    lagInFrame(total_yuan) OVER (PARTITION BY region ORDER BY fiscal_year) AS before_yuan,
    round((toFloat64(total_yuan) / toFloat64(nullIf(before_yuan, 0)) - 1) * 100, 2) AS growth_percent
FROM (
    SELECT region, length(arrayDistinct(arrayFlatten(groupArray(years)))) AS span, arrayFilter(s -> length(arrayDistinct(s.1)) = span, groupArray((years, points))) AS series
    FROM (
        SELECT region, unit_id, groupArray(fiscal_year) AS years, groupArray((fiscal_year, assumeNotNull(total_yuan))) AS points
        FROM v_unit_year WHERE stage = 'budget' AND additive AND total_yuan IS NOT NULL
        GROUP BY region, unit_id
    )
    GROUP BY region
    HAVING span > 1
)
ARRAY JOIN series AS s
ARRAY JOIN s.2 AS point
GROUP BY region, fiscal_year
ORDER BY region, fiscal_year;
