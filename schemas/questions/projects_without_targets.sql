-- projects_without_targets: projects with money and no performance goals · 有金额而无绩效目标的项目
-- Rows of the list of projects whose name no table of goals of the same unit,
-- year and stage has. Only units that publish such tables at all are listed; a
-- project that is called differently in the two tables is listed wrongly.
-- 仅列公开了绩效目标表的单位；两表名称写法不同会误列。
WITH '[^\\p{L}\\p{N}]' AS noise
SELECT region, unit, scope, fiscal_year, stage, label AS project, max(amount) AS yuan, any(document) AS document, any(page) AS page
FROM v_amount
WHERE table_key = 'project_list' AND row_kind = 'leaf' AND measure = 'total' AND amount > 0 AND label != '' AND unit_id != ''
    AND (unit_id, fiscal_year, stage) IN (SELECT unit_id, fiscal_year, stage FROM v_target WHERE table_key = 'kpi_project')
    AND (unit_id, fiscal_year, stage, replaceRegexpAll(label, noise, '')) NOT IN (
        SELECT unit_id, fiscal_year, stage, replaceRegexpAll(project, noise, '') FROM v_target)
GROUP BY region, unit_id, unit, scope, fiscal_year, stage, label
ORDER BY yuan DESC, unit, project;
