-- largest_projects: the 100 largest projects · 金额最大的一百个项目
-- Rows of the lists of projects (项目支出表), in yuan; totals and lines with parts
-- of their own are left out. A department's list may hold its units' projects.
-- 取自项目支出表的末级行；部门的清单可能包含下属单位的项目。
SELECT region, unit, scope, fiscal_year, stage, label AS project, max(amount) AS yuan,
    any(page) AS page, any(document) AS document
FROM v_amount
WHERE table_key = 'project_list' AND row_kind NOT IN ('total', 'group', 'of_which') AND measure = 'total' AND amount > 0
GROUP BY region, unit_id, unit, scope, fiscal_year, stage, label
ORDER BY yuan DESC, unit, project
LIMIT 100;
