-- unreconciled_league: documents by how many identities they fail · 勾稽不符排行
-- Only failures whose cause is the document itself count; what we may have
-- misread stands beside it. A long document is checked more often: see percent.
-- 仅计归因于文档自身的不符；可能的识别错误另列。
SELECT region, unit, scope, fiscal_year, stage, sum(d.failed) AS failed, sum(d.doubtful) AS doubtful, sum(d.checks) AS checked,
    round(failed / checked * 100, 2) AS failed_percent, arraySort(arrayDistinct(arrayFlatten(groupArray(c.kinds)))) AS kinds, any(document) AS document
FROM v_document AS d
LEFT JOIN (SELECT document, groupUniqArray(kind) AS kinds FROM v_check WHERE verdict = 'fails' AND cause = 'document' GROUP BY document) AS c ON d.document = c.document
WHERE d.status = 'ok'
GROUP BY region, unit_id, unit, scope, fiscal_year, stage
HAVING failed > 0
ORDER BY failed DESC, failed_percent DESC, unit, fiscal_year, stage;
