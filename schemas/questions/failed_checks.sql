-- failed_checks: identities that do not hold, by unit · 各单位未通过的勾稽检查
-- cause = document: the document contradicts itself; cause = reading: we probably
-- misread a cell, which says nothing about the unit. Look at the page before
-- anything is said in public. cross_year is what a budget says of the year before
-- against that year's own budget (claimed_prior has each): it is asked of the
-- current editions of both years, whichever came first.
-- cause 为 document 表示文档自相矛盾，为 reading 表示可能是识别错误；公开指出之前请核对原页。
-- cross_year 为文字所称上年数与上年文档不符，明细见 claimed_prior。
SELECT region, unit, scope, fiscal_year, stage, kind, cause, count() AS failed,
    any(zh) AS example_zh, any(en) AS example_en, any(document) AS document
FROM (
    SELECT region, unit_id, unit, scope, fiscal_year, stage, toString(kind) AS kind, toString(cause) AS cause, sentence_zh AS zh, sentence_en AS en, document
    FROM v_check WHERE verdict = 'fails'
    UNION ALL
    SELECT n.region, n.unit_id, n.unit, n.scope, n.fiscal_year, n.stage, 'cross_year', 'document',
        concat(n.subject, '：文中推算的上年数 ', toString(if(n.direction = 'down', n.amount + n.delta_amount, n.amount - n.delta_amount)), ' 元，上年预算为 ', toString(i.yuan), ' 元'),
        concat(n.code, ': the text claims ', toString(if(n.direction = 'down', n.amount + n.delta_amount, n.amount - n.delta_amount)), ' yuan for the year before, whose budget says ', toString(i.yuan)),
        n.document
    FROM v_narrative AS n
    INNER JOIN (SELECT * FROM v_item WHERE stage = 'budget' AND coalesce(adds_up, 1)) AS i
        ON n.unit_id = i.unit_id AND n.scope = i.scope AND n.fiscal_year = i.fiscal_year + 1 AND n.code = i.code
    WHERE n.stage = 'budget' AND n.kind = 'money' AND n.code_scheme = 'func' AND length(n.code) = 7 AND n.direction IN ('up', 'down')
        AND n.amount IS NOT NULL AND n.delta_amount IS NOT NULL AND n.unit_id != ''
        AND abs(if(n.direction = 'down', n.amount + n.delta_amount, n.amount - n.delta_amount) - i.yuan) > 150
)
GROUP BY region, unit_id, unit, scope, fiscal_year, stage, kind, cause
ORDER BY failed DESC, region, unit, fiscal_year, stage, kind;
