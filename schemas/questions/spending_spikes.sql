-- spending_spikes: items that grew to three times the year before and more · 较上年激增的科目
-- Items (项) of budgets that grew at least threefold and by 100,000 yuan or more
-- against the same unit's budget of the year before, with a sentence and, where the
-- narrative gives one, its reason. A new task, a moved item or a late payment
-- all look like this.
-- 增至三倍及以上且增加十万元以上；新任务、科目调整、跨年付款均可能造成，应看说明。
SELECT i.region AS region, i.unit AS unit, i.scope AS scope, i.fiscal_year AS fiscal_year, i.code AS code, i.name AS name,
    i.before_yuan AS before_yuan, i.after_yuan AS after_yuan, round(toFloat64(i.after_yuan) / toFloat64(i.before_yuan), 2) AS times, n.why AS reason,
    concat(i.unit, toString(i.fiscal_year), '年“', i.name, '”预算', toString(i.after_yuan), '元，为上年', toString(i.before_yuan), '元的', toString(times), '倍',
        if(n.why = '', '，文字未说明原因。', concat('，说明的原因：', n.why, '。'))) AS explanation_zh,
    i.document AS document, i.page AS page
FROM (
    SELECT any(t.region) AS region, anyIf(t.unit, is_now) AS unit, any(t.scope) AS scope, any(this_year) AS fiscal_year, any(t.code) AS code, anyIf(t.name, is_now) AS name,
        maxIf(t.yuan, NOT is_now) AS before_yuan, maxIf(t.yuan, is_now) AS after_yuan, anyIf(t.document, is_now) AS document, anyIf(t.page, is_now) AS page
    FROM (
        SELECT *, arrayJoin([0, 1]) AS later, toUInt16(fiscal_year + later) AS this_year, later = 0 AS is_now
        FROM v_item WHERE stage = 'budget' AND unit_id != '' AND coalesce(adds_up, 1)
    ) AS t
    GROUP BY sipHash64(t.unit_id, t.scope, t.code, this_year)
    HAVING before_yuan > 0 AND toFloat64(after_yuan) >= 3 * toFloat64(before_yuan) AND after_yuan - before_yuan >= 100000
) AS i
LEFT JOIN (SELECT sipHash64(document, code) AS k, argMax(reason, length(reason)) AS why FROM v_narrative WHERE code_scheme = 'func' AND reason != '' GROUP BY k) AS n
    ON sipHash64(i.document, i.code) = n.k
ORDER BY after_yuan - before_yuan DESC, unit, code;
