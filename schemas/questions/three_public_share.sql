-- three_public_share: 三公 as a share of all spending · “三公”经费占支出的比重
-- 三公 against the total expenditure of the same document's year and stage. An
-- office that passes on large subsidies has a small share without being thrifty.
-- 有大额转移支付的单位比重自然偏低。
SELECT p.region AS region, p.unit AS unit, p.scope AS scope, p.fiscal_year AS fiscal_year, p.stage AS stage,
    p.total_yuan AS three_public_yuan, y.total_yuan AS total_yuan, round(toFloat64(three_public_yuan) / toFloat64(total_yuan) * 100, 3) AS percent, p.document AS document, p.page AS page
FROM v_three_public AS p
INNER JOIN v_unit_year AS y ON p.unit_id = y.unit_id AND p.scope = y.scope AND p.fiscal_year = y.fiscal_year AND p.stage = y.stage
WHERE p.total_yuan IS NOT NULL AND y.total_yuan > 0
ORDER BY percent DESC, unit, fiscal_year;
