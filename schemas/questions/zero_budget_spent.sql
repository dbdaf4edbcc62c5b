-- zero_budget_spent: budgeted at zero, spent all the same · 预算为零而有支出
-- 三公, receptions, meetings and training for which the unit's budget (its own
-- document, or the 预算数 of the accounts) prints a zero and the accounts a sum. A blank is
-- not a zero and is not listed.
-- 仅列印为零者，空白不计；年中批准的调整应见于决算说明。
SELECT region, unit, scope, fiscal_year, what, budget_yuan, final_yuan, document, page
FROM (
    SELECT f.region AS region, f.unit AS unit, f.scope AS scope, f.fiscal_year AS fiscal_year, f.document AS document, f.page AS page,
        arrayJoin([
            ('三公', coalesce(b.total_yuan, f.budgeted_total_yuan), f.total_yuan),
            ('公务接待', coalesce(b.reception_yuan, f.budgeted_reception_yuan), f.reception_yuan),
            ('因公出国（境）', b.abroad_yuan, f.abroad_yuan),
            ('公务用车', b.vehicles_yuan, f.vehicles_yuan),
            ('会议费', b.meeting_yuan, f.meeting_yuan),
            ('培训费', b.training_yuan, f.training_yuan)]) AS pair,
        pair.1 AS what, pair.2 AS budget_yuan, pair.3 AS final_yuan
    FROM (SELECT * FROM v_three_public WHERE stage = 'final' AND unit_id != '' AND fiscal_year != 0) AS f
    LEFT JOIN (SELECT * FROM v_three_public WHERE stage = 'budget') AS b ON f.unit_id = b.unit_id AND f.scope = b.scope AND f.fiscal_year = b.fiscal_year
)
WHERE budget_yuan = 0 AND final_yuan > 0
ORDER BY final_yuan DESC, unit, what;
