-- missing_by_district: statutory tables that disclosures lack, by district and year · 各地各年度缺失的法定表
-- How many disclosures have the table, declare it empty, or lack it without a
-- word. What another file may hold, or could not be read, counts as none of these.
-- 他处、不可读、未知均不计入缺失。
SELECT region, fiscal_year, stage, table_key,
    uniqExactIf((unit_id, scope), state IN ('data', 'blank', 'template') AND NOT declared_empty) AS have,
    uniqExactIf((unit_id, scope), declared_empty) AS declared_empty_by,
    uniqExactIf((unit_id, scope), absent) AS missing
FROM (
    SELECT *, state = 'missing' AND NOT declared_empty
        AND (unit_id, fiscal_year, stage, scope, table_key) NOT IN (
            SELECT unit_id, fiscal_year, stage, scope, table_key FROM v_table WHERE state IN ('data', 'blank', 'template')) AS absent
    FROM v_table WHERE kind = 'statutory' AND unit_id != '' AND table_key != ''
)
GROUP BY region, fiscal_year, stage, table_key
HAVING missing > 0
ORDER BY missing DESC, region, fiscal_year, table_key;
