-- missing_tables: statutory tables that a disclosure lacks · 缺失的法定表
-- missing: every attachment was read, none has the table and nobody declared it
-- empty. elsewhere, unreadable and unknown are not listed: they accuse nobody.
-- A table that another current file of the same unit, year and stage holds is
-- not listed either.
-- 仅列全部附件均已读取且未声明空表的缺表；他处、不可读、未知均不在列。
SELECT region, unit, scope, fiscal_year, stage, table_key, any(title) AS title, any(document) AS document
FROM v_table
WHERE kind = 'statutory' AND state = 'missing' AND NOT declared_empty
    AND (unit_id, fiscal_year, stage, scope, table_key) NOT IN (
        SELECT unit_id, fiscal_year, stage, scope, table_key FROM v_table WHERE state IN ('data', 'blank', 'template'))
GROUP BY region, unit_id, unit, scope, fiscal_year, stage, table_key
ORDER BY region, unit, fiscal_year, stage, table_key;
