-- copied_amounts: documents of different units or years with the very same amounts · 金额完全相同的不同文档
-- The amounts of the tables by function and by economic class, sorted, are the
-- same in two documents: one may be a copy of the other with a new cover. At
-- least five different amounts are asked for. A department and its only unit are
-- rightly the same and are not listed.
-- 至少五个不同金额；部门与其唯一单位本应相同，不列。
SELECT count() AS documents, arraySort(groupUniqArray(unit)) AS units, arraySort(groupUniqArray(fiscal_year)) AS years, arraySort(groupUniqArray(stage)) AS stages,
    max(distinct_amounts) AS amounts, max(largest_amount) AS largest_yuan, arraySort(groupArray(document)) AS files
FROM v_document
WHERE tables_current AND distinct_amounts >= 5
GROUP BY fingerprint
HAVING count() > 1 AND (uniqExact(fiscal_year) > 1 OR uniqExact(stage) > 1 OR uniqExact(unit_id) > 1 AND uniqExact(scope) = 1)
ORDER BY largest_yuan DESC, documents DESC;
