-- spending_spikes: items that grew to three times the year before and more · 较上年激增的科目
-- Items (项) of budgets that grew at least threefold and by 100,000 yuan or more
-- against the same unit's budget of the year before, with a sentence and, where the
-- narrative gives one, its reason. A new task, a moved item or a late payment
-- all look like this.
-- 增至三倍及以上且增加十万元以上；新任务、科目调整、跨年付款均可能造成，应看说明。
WITH spikes AS (
    SELECT sipHash64(unit_id, scope, code, this_year) AS k, maxIf(yuan, later = 1) AS before_yuan, maxIf(yuan, later = 0) AS after_yuan
    FROM (
        SELECT unit_id, scope, code, yuan, arrayJoin([0, 1]) AS later, toUInt16(fiscal_year + later) AS this_year
        FROM v_item WHERE stage = 'budget' AND unit_id != '' AND coalesce(adds_up, 1)
    )
    GROUP BY k
    HAVING before_yuan > 0 AND toFloat64(after_yuan) >= 3 * toFloat64(before_yuan) AND after_yuan - before_yuan >= 100000
)
SELECT i.region AS region, i.unit AS unit, i.scope AS scope, i.fiscal_year AS fiscal_year, i.code AS code, i.name AS name,
    s.before_yuan AS before_yuan, s.after_yuan AS after_yuan, round(toFloat64(s.after_yuan) / toFloat64(s.before_yuan), 2) AS times, n.why AS reason,
    concat(i.unit, toString(i.fiscal_year), '年“', i.name, '”预算', toString(s.after_yuan), '元，为上年', toString(s.before_yuan), '元的', toString(times), '倍',
        if(n.why = '', '，文字未说明原因。', concat('，说明的原因：', n.why, '。'))) AS explanation_zh,
    i.document AS document, i.page AS page
FROM (SELECT *, sipHash64(unit_id, scope, code, fiscal_year) AS k FROM v_item WHERE stage = 'budget' AND unit_id != '' AND coalesce(adds_up, 1)) AS i
INNER JOIN spikes AS s ON i.k = s.k
LEFT JOIN (SELECT sipHash64(document, code) AS k, argMax(reason, length(reason)) AS why FROM v_narrative WHERE code_scheme = 'func' AND reason != '' GROUP BY k) AS n
    ON sipHash64(i.document, i.code) = n.k
ORDER BY after_yuan - before_yuan DESC, unit, code;
