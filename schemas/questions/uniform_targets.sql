-- uniform_targets: performance goals that are all 100% · 指标值清一色为100%的绩效目标
-- Projects with five or more numeric goals in percent, of which every one asks for 100%.
-- Such goals cannot tell a good year from a bad one.
-- 五个以上百分比指标全部为100%，难以衡量优劣。
SELECT region, unit, scope, fiscal_year, stage, project, count() AS goals, document, min(page) AS page
FROM v_target
WHERE number IS NOT NULL AND number_unit = '%' AND project != ''
GROUP BY region, unit_id, unit, scope, fiscal_year, stage, project, document
HAVING goals >= 5 AND min(number) = 100 AND max(number) = 100
ORDER BY goals DESC, unit, project;
