-- claimed_prior: what a budget says of the year before, against that year's own budget · 文字所称上年数与上年文档不符
-- The narrative gives an amount and its change for an item; the difference is
-- what it claims for the year before. 150 yuan are allowed: three numbers
-- rounded to 0.01万元. A code that moved between items looks like a contradiction.
-- 允许150元误差（三个数各四舍五入至0.01万元）；科目调整也会造成差异。
SELECT n.region AS region, n.unit AS unit, n.scope AS scope, n.fiscal_year AS fiscal_year, n.code AS code, n.subject AS subject,
    if(n.direction = 'down', n.amount + n.delta_amount, n.amount - n.delta_amount) AS claimed_yuan,
    i.yuan AS printed_yuan, claimed_yuan - printed_yuan AS gap_yuan, n.document AS document, n.page AS page, i.document AS prior_document, i.page AS prior_page
FROM v_narrative AS n
INNER JOIN (SELECT * FROM v_item WHERE stage = 'budget' AND coalesce(adds_up, 1)) AS i
    ON n.unit_id = i.unit_id AND n.scope = i.scope AND n.fiscal_year = i.fiscal_year + 1 AND n.code = i.code
WHERE n.stage = 'budget' AND n.kind = 'money' AND n.code_scheme = 'func' AND length(n.code) = 7 AND n.direction IN ('up', 'down')
    AND n.amount IS NOT NULL AND n.delta_amount IS NOT NULL AND n.unit_id != '' AND abs(gap_yuan) > 150
ORDER BY abs(gap_yuan) DESC, unit, code;
