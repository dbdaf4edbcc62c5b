-- completeness: what a district's units have published, by year · 各地各年度公开完整度
-- Units with a current budget, with current accounts, and with a file that could
-- not be read for the year; where the source pack lists the units that must
-- publish (应公开单位), how many of them were found, by name. A unit that changed
-- its name counts as not found. Files without unit or year are in unreadable.
-- 应公开单位按名称比对，改名会计为未找到；来源包未列名单的为空值。
SELECT region, fiscal_year,
    uniqExactIf(unit_id, stage = 'budget') AS budgets, uniqExactIf(unit_id, stage = 'final') AS accounts,
    uniqExactIf(unit_id, scope = 'department') AS departments, uniqExactIf(unit_id, scope = 'unit') AS units,
    nullIf(any(e.expected), 0) AS expected,
    if(any(e.expected) = 0, NULL, uniqExactIf(unit_id, has(e.ids, unit_id) AND stage = 'budget')) AS expected_budgets,
    if(any(e.expected) = 0, NULL, uniqExactIf(unit_id, has(e.ids, unit_id) AND stage = 'final')) AS expected_accounts
FROM (SELECT * FROM v_document WHERE status = 'ok' AND unit_id != '' AND fiscal_year != 0) AS d
LEFT JOIN (SELECT region, uniqExact(unit_id) AS expected, groupUniqArray(unit_id) AS ids FROM v_expected GROUP BY region) AS e ON d.region = e.region
GROUP BY region, fiscal_year
ORDER BY region, fiscal_year;
