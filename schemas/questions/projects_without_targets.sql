-- projects_without_targets: projects with money and no performance goals · 有金额而无绩效目标的项目
-- Rows of the list of projects whose name no table of goals of the same unit,
-- year and stage has. Only units that publish such tables at all are listed; a
-- project that is called differently in the two tables is listed wrongly.
-- 仅列公开了绩效目标表的单位；两表名称写法不同会误列。
SELECT region, unit, scope, fiscal_year, stage, project, yuan, document, page
FROM v_project
WHERE leaf AND project != '' AND unit_id != ''
    AND (unit_id, fiscal_year, stage) IN (SELECT unit_id, fiscal_year, stage FROM v_project_goal WHERE table_key = 'kpi_project')
    AND (unit_id, fiscal_year, stage, project_key) NOT IN (SELECT unit_id, fiscal_year, stage, project_key FROM v_project_goal)
ORDER BY yuan DESC, unit, project;
