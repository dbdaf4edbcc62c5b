-- personnel_per_head: personnel spending for each of the staff, against the district's median · 人均人员经费与本地中位数之比
-- Personnel (人员经费) of the general public budget divided by the staff that the
-- narrative states. Pensioners whom the unit pays raise the figure without being
-- staff. Districts with fewer than three such units have no median worth the name.
-- 离退休人员经费会抬高人均数；同一地区、年度、阶段、口径少于三个单位的不列。
SELECT *, round(yuan_per_head / median_yuan, 2) AS ratio
FROM (
    SELECT region, unit, scope, fiscal_year, stage, personnel_yuan, staff,
        round(toFloat64(personnel_yuan) / staff, 2) AS yuan_per_head,
        round(quantileExactInclusive(0.5)(toFloat64(personnel_yuan) / staff) OVER w, 2) AS median_yuan,
        count() OVER w AS units
    FROM v_unit_year
    WHERE staff > 0 AND personnel_yuan > 0
    WINDOW w AS (PARTITION BY region, fiscal_year, stage, scope)
)
WHERE units >= 3
ORDER BY ratio DESC, unit, fiscal_year;
