-- reused_reasons: the same long reason for a change, word for word, in several documents · 一字不差的变动原因
-- Reasons of twelve characters and more that documents of different units or years
-- share. Offices of one department often write from one template.
-- 十二字以上且跨单位或跨年度完全相同；同一部门常用同一模板。
SELECT reason, uniqExact(unit_id) AS units, uniqExact(fiscal_year) AS years, count() AS times, arraySort(groupUniqArray(unit)) AS unit_names, any(document) AS document, any(page) AS page
FROM v_narrative
WHERE lengthUTF8(reason) >= 12 AND unit_id != ''
GROUP BY reason
HAVING units > 1 OR years > 1
ORDER BY units DESC, times DESC, reason;
