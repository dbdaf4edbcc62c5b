-- year_end_flags: accounts that hint at money left over or spent late · 年末结余与追加的迹象
-- Annual documents do not say when money was spent. What they do show: a tenth or
-- more of the year's spending carried over (结转下年), or spending of more than
-- half above the budget, which was then given during the year. Each row says
-- which. Neither is an offence.
-- 年度文档看不出支出时间；仅提示结转比例达一成或支出超过年初预算五成，均不等于违规。
SELECT region, unit, scope, fiscal_year, flag, base_yuan, flagged_yuan, percent,
    if(flag = 'carry_over', concat('结转下年', toString(flagged_yuan), '元，相当于本年支出', toString(base_yuan), '元的', toString(percent), '%。'),
        concat('决算支出', toString(flagged_yuan), '元，为年初预算', toString(base_yuan), '元的', toString(percent), '%。')) AS explanation_zh,
    document, page
FROM (
    SELECT f.region AS region, f.unit AS unit, f.scope AS scope, f.fiscal_year AS fiscal_year, f.document AS document, f.page AS page,
        arrayJoin([('carry_over', f.total_yuan, f.carry_out_yuan), ('added', b.total_yuan, f.total_yuan)]) AS pair,
        pair.1 AS flag, pair.2 AS base_yuan, pair.3 AS flagged_yuan, round(toFloat64(flagged_yuan) / toFloat64(nullIf(base_yuan, 0)) * 100, 2) AS percent
    FROM (SELECT * FROM v_unit_year WHERE stage = 'final') AS f
    LEFT JOIN (SELECT unit_id, scope, fiscal_year, total_yuan FROM v_unit_year WHERE stage = 'budget') AS b
        ON f.unit_id = b.unit_id AND f.scope = b.scope AND f.fiscal_year = b.fiscal_year
)
WHERE flag = 'carry_over' AND percent >= 10 OR flag = 'added' AND percent >= 150
ORDER BY percent DESC, unit, flag;
