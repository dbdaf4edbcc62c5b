-- failed_checks: identities that do not hold, by unit · 各单位未通过的勾稽检查
-- cause = document: the document contradicts itself; cause = reading: we probably
-- misread a cell, which says nothing about the unit. Look at the page before
-- anything is said in public.
-- cause 为 document 表示文档自相矛盾，为 reading 表示可能是识别错误；公开指出之前请核对原页。
SELECT region, unit, scope, fiscal_year, stage, kind, cause, count() AS failed,
    any(sentence_zh) AS example_zh, any(sentence_en) AS example_en, any(document) AS document
FROM v_check
WHERE verdict = 'fails'
GROUP BY region, unit_id, unit, scope, fiscal_year, stage, kind, cause
ORDER BY failed DESC, region, unit, fiscal_year, stage, kind;
