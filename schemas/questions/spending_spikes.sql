-- spending_spikes: items that grew to three times the year before and more · 较上年激增的科目
-- Items (项) of budgets that grew at least threefold and by 100,000 yuan or more
-- against the same unit's budget of the year before, with a sentence and, where the
-- narrative gives one, its reason. A new task, a moved item or a late payment
-- all look like this.
-- 增至三倍及以上且增加十万元以上；新任务、科目调整、跨年付款均可能造成，应看说明。
SELECT i.region AS region, i.unit AS unit, i.scope AS scope, i.fiscal_year AS fiscal_year, i.code AS code, i.name AS name,
    b.yuan AS before_yuan, i.yuan AS after_yuan, round(toFloat64(i.yuan) / toFloat64(b.yuan), 2) AS times, n.why AS reason,
    concat(i.unit, toString(i.fiscal_year), '年“', i.name, '”预算', toString(i.yuan), '元，为上年', toString(b.yuan), '元的', toString(times), '倍',
        if(n.why = '', '，文字未说明原因。', concat('，说明的原因：', n.why, '。'))) AS explanation_zh,
    i.document AS document, i.page AS page
FROM (SELECT * FROM v_item WHERE stage = 'budget' AND unit_id != '' AND coalesce(adds_up, 1)) AS i
INNER JOIN (SELECT unit_id, scope, fiscal_year, code, yuan FROM v_item WHERE stage = 'budget' AND coalesce(adds_up, 1) AND yuan > 0) AS b
    ON i.unit_id = b.unit_id AND i.scope = b.scope AND i.code = b.code AND i.fiscal_year = b.fiscal_year + 1
LEFT JOIN (SELECT document, code, argMax(reason, length(reason)) AS why FROM v_narrative WHERE code_scheme = 'func' AND reason != '' GROUP BY document, code) AS n
    ON i.document = n.document AND i.code = n.code
WHERE toFloat64(i.yuan) >= 3 * toFloat64(b.yuan) AND i.yuan - b.yuan >= 100000
ORDER BY after_yuan - before_yuan DESC, unit, code;
