-- unreadable: files that could not be read, and why · 未能读取的文件及原因
-- A file here says nothing about what was disclosed, only that a machine could
-- not read it.
-- 列入此表只说明机器无法读取，不说明未公开。
SELECT status, reason, region, unit, fiscal_year, article, url, page_count, document
FROM v_document
WHERE status != 'ok'
ORDER BY status, region, article, url, document;
