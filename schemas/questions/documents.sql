-- documents: the documents and what was read of each · 各文件及其读取结果
-- One line a document of a current edition: its statutory tables with data, of
-- how many it has or names, the numbers in them, and the identities that were
-- evaluated and failed. A department's file holds its units' money.
-- 每份现行文件一行：有数据的法定表、表总数、数字个数、勾稽条数及不成立条数。
SELECT region, unit, fiscal_year, stage, scope, part, page_count AS pages,
    filled_tables, tables, numbers, checks, failed + doubtful AS failed_checks, document
FROM v_document
WHERE status = 'ok'
ORDER BY region, unit, fiscal_year, stage, document;
