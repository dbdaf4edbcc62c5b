-- largest_projects: the 100 largest projects · 金额最大的一百个项目
-- Rows of the lists of projects (项目支出表), in yuan; totals and lines with parts
-- of their own are left out. A department's list may hold its units' projects.
-- 取自项目支出表的末级行；部门的清单可能包含下属单位的项目。
SELECT region, unit, scope, fiscal_year, stage, project, yuan, page, document
FROM v_project
ORDER BY yuan DESC, unit, project, page
LIMIT 100;
