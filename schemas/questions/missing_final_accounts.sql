-- missing_final_accounts: a budget was published, no final accounts were found · 有预算而未见决算
-- Accounts are due in the autumn of the next year: years are listed whose
-- accounts were due before the newest capture. Not found by us is not the same
-- as not published: look at the unit's site before anything is said.
-- 未采集到不等于未公开，请先核对单位网站；仅列已过公开时限的年度。
SELECT region, any(unit) AS unit, scope, fiscal_year, max(url) AS budget_url
FROM v_document
WHERE status = 'ok' AND unit_id != '' AND fiscal_year != 0
    AND fiscal_year + 2 <= (SELECT toYear(max(captured_at)) + (toMonth(max(captured_at)) >= 11) FROM v_document)
GROUP BY region, unit_id, scope, fiscal_year
HAVING countIf(stage = 'budget') > 0 AND countIf(stage = 'final') = 0
ORDER BY region, fiscal_year, unit, scope;
